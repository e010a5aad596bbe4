#include <gtest/gtest.h>

#include <string>

#include "tests/extract/golden.h"

namespace assay::extract {
namespace {

TEST(Json, Golden) { testing::check_golden("json", "json"); }

testing::RecordingSink read(std::string_view bytes, std::string_view format = "json") {
  testing::RecordingSink sink;
  testing::SlowSource source(bytes, 100'000);
  EXPECT_TRUE(testing::extractor_named("json")->run(source, PartInfo{.name = "a.json", .format = format}, sink).ok());
  testing::expect_true_positions(sink, bytes);
  return sink;
}

/// Place, field and text of each value, whatever the pieces.
std::string values(const testing::RecordingSink& sink) {
  std::string out;
  for (const auto& piece : sink.texts) {
    if (piece.join != Join::kGlue) out += "\n" + std::to_string(piece.row) + " " + piece.locator.name + " " + piece.field + "=";
    out += piece.text;
  }
  return out;
}

TEST(Json, BlockBordersDoNotMatter) {
  const std::string record = R"({"key":"a\ud83d\ude00b\\\"c","n":-12.5e3,"t":true,"list":[1,"zwei"]})";
  std::string expected;
  for (std::size_t shift = 0; shift < record.size(); ++shift) {
    const std::string now = values(read(std::string((64 << 10) - shift, ' ') + record));
    if (expected.empty()) expected = now;
    EXPECT_EQ(now, expected) << shift;
  }
  EXPECT_NE(expected.find("a\xF0\x9F\x98\x80"
                          "b\\\"c"),
            std::string::npos)
      << expected;
}

TEST(Json, ALineOfNdjsonIsARow) {
  EXPECT_EQ(values(read("{\"a\":1}\n{\"a\":[2,3]}\n", "ndjson")), "\n1 /a a=1\n2 /a/0 a=2\n2 /a/1 a=3");
}

TEST(Json, AHugeStringComesInGluedPieces) {
  const std::string huge(3 << 20, 'x');
  const auto sink = read("{\"k\":\"" + huge + "\"}");
  EXPECT_GT(sink.texts.size(), 10U);
  EXPECT_EQ(values(sink), "\n0 /k k=" + huge);
}

TEST(Json, AHugeKeyIsTextAndItsPathIsCut) {
  const std::string huge(1 << 20, 'k');
  const auto sink = read("{\"" + huge + "\":\"v\"}");
  EXPECT_NE(sink.all_text().find("v"), std::string::npos);
  std::string key;
  for (const auto& piece : sink.texts) key += piece.text;
  EXPECT_EQ(key, huge + "v");
  EXPECT_LE(sink.texts.back().locator.name.size(), 257U);
}

TEST(Json, DepthCutsPathsButReadsOn) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "[";
  const auto sink = read(deep + "\"bottom\"");
  ASSERT_FALSE(sink.texts.empty());
  EXPECT_EQ(sink.texts.back().text, "bottom");
  ASSERT_FALSE(sink.gaps.empty());
  EXPECT_EQ(sink.gaps[0].reason, Reason::kDepth);
}

}  // namespace
}  // namespace assay::extract
