#include <gtest/gtest.h>

#include <string>

#include "extract/csv_dialect.h"
#include "tests/extract/golden.h"

namespace assay::extract {
namespace {

TEST(Csv, Golden) { testing::check_golden("csv", "csv"); }

testing::RecordingSink read(std::string_view bytes) {
  testing::RecordingSink sink;
  testing::SlowSource source(bytes, 100'000);
  EXPECT_TRUE(testing::extractor_named("csv")->run(source, PartInfo{.name = "a.csv", .format = "csv"}, sink).ok());
  testing::expect_true_positions(sink, bytes);
  return sink;
}

/// Text, field and row of each cell, whatever the pieces.
std::string cells(const testing::RecordingSink& sink) {
  std::string out;
  for (const auto& piece : sink.texts) {
    if (piece.join != Join::kGlue) out += "\n" + std::to_string(piece.row) + " " + piece.field + "=";
    out += piece.text;
  }
  return out;
}

TEST(Csv, BlockBordersDoNotMatter) {
  const std::string rows = "a,b,c\r\n\"x \"\"y\"\" z\",\"1\r\n2\",\"\"\r\n4,\"\",6\r\n";
  std::string expected;
  for (std::size_t shift = 0; shift < 70; ++shift) {
    // The first row fills the first block up to `shift` bytes before its end.
    std::string bytes = "h1,h2,h3\r\n" + std::string((64 << 10) - 12 - shift, 'x') + "\r\n";
    const std::size_t first = cells(read(bytes)).size();
    const std::string now = cells(read(bytes + rows)).substr(first);
    if (expected.empty()) expected = now;
    EXPECT_EQ(now, expected) << shift;
  }
  EXPECT_NE(expected.find("x \"y\" z"), std::string::npos) << expected;
}

TEST(Csv, AHugeCellComesInGluedPieces) {
  const std::string huge(3 << 20, 'x');
  const auto sink = read("a,b\n\"" + huge + "\",2\n");
  EXPECT_GT(sink.texts.size(), 40U);
  EXPECT_NE(cells(sink).find("2 a=" + huge + "\n2 b=2"), std::string::npos);
}

TEST(Csv, AStrayQuoteDoesNotSwallowTheTable) {
  std::string bytes = "a,b\n\"open,1\n";
  for (int i = 0; i < 400'000; ++i) bytes += "x,2\n";
  const auto sink = read(bytes + "end,7\n");
  EXPECT_EQ(sink.texts.back().text, "7");
  EXPECT_EQ(sink.texts.back().field, "b");
  ASSERT_EQ(sink.gaps.size(), 1U);
  EXPECT_EQ(sink.gaps[0].gap_class, GapClass::kInert);
}

TEST(Csv, ManyColumnsStayInMemoryBounds) {
  const auto sink = read(std::string(1 << 20, ',') + "end\n");
  ASSERT_EQ(sink.texts.size(), 1U);
  EXPECT_EQ(sink.texts[0].text, "end");
}

TEST(Csv, Dialects) {
  EXPECT_EQ(sniff_csv("a;b,c;d\n1;2,5;3\n", "csv").delimiter, ';');
  EXPECT_EQ(sniff_csv("a\tb\n1\t2\n", "tsv").delimiter, '\t');
  EXPECT_EQ(sniff_csv("a|b\n1|2\n", "csv").delimiter, '|');
  EXPECT_EQ(sniff_csv("\"a;b;c\",d\n\"1;2;3\",4\n", "csv").delimiter, ',');
  EXPECT_EQ(sniff_csv("mail\n", "tsv").delimiter, '\t');
  EXPECT_EQ(sniff_csv("sep=;\na;b\n", "csv").preamble, 6U);
  EXPECT_EQ(sniff_csv("sep=;", "csv").preamble, 0U);
}

TEST(Csv, Headers) {
  EXPECT_TRUE(is_csv_header({"name", "ssn", ""}));
  EXPECT_TRUE(is_csv_header({"address line 1", "iban"}));
  EXPECT_FALSE(is_csv_header({"name", "", "ssn"}));
  EXPECT_FALSE(is_csv_header({"name", "name"}));
  EXPECT_FALSE(is_csv_header({"a@example.com"}));
  EXPECT_FALSE(is_csv_header({"name", "2024-01-01"}));
  EXPECT_FALSE(is_csv_header({}));
  EXPECT_EQ(column_letters(0), "A");
  EXPECT_EQ(column_letters(25), "Z");
  EXPECT_EQ(column_letters(26), "AA");
  EXPECT_EQ(column_letters(702), "AAA");
}

}  // namespace
}  // namespace assay::extract
