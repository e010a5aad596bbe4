#include <gtest/gtest.h>

#include <string>

#include "tests/extract/golden.h"

namespace assay::extract {
namespace {

TEST(Text, Golden) { testing::check_golden("text", "text"); }

testing::RecordingSink read(std::string_view bytes, std::string_view charset = {}) {
  testing::RecordingSink sink;
  testing::SlowSource source(bytes, 100'000);
  const auto done =
      testing::extractor_named("text")->run(source, PartInfo{.name = "a.txt", .format = "text", .charset = charset}, sink);
  EXPECT_TRUE(done.ok());
  testing::expect_true_positions(sink, bytes);
  return sink;
}

std::string glued(const testing::RecordingSink& sink) {
  std::string out;
  for (const auto& piece : sink.texts) out += piece.text;
  return out;
}

TEST(Text, AMultiByteCharacterAtEveryBlockBorder) {
  for (std::size_t shift = 0; shift < 5; ++shift) {
    std::string bytes((64 << 10) - 4 + shift, 'x');
    bytes += "\xF0\x9F\x98\x80 end";
    EXPECT_EQ(glued(read(bytes)), bytes) << shift;
  }
}

TEST(Text, CharsetIsDecidedWhenTheFirstEvidenceComes) {
  const std::string ascii(100'000, 'x');
  EXPECT_EQ(glued(read(ascii + "K\xC3\xB6ln")), ascii + "Köln");
  EXPECT_EQ(glued(read(ascii + "K\xF6ln")), ascii + "Köln");
  EXPECT_EQ(glued(read(ascii + "\xCF\xF0\xE8\xE2\xE5\xF2", "windows-1251")), ascii + "Привет");
  EXPECT_EQ(glued(read(ascii + "K\xC3\xB6ln", "windows-1252")), ascii + "Köln");
}

TEST(Text, OneLineOfAnyLengthIsOneTextInGluedPieces) {
  const std::string bytes(1 << 20, 'y');
  const auto sink = read(bytes);
  EXPECT_EQ(glued(sink), bytes);
  EXPECT_EQ(sink.texts.size(), 16U);
  for (std::size_t i = 1; i < sink.texts.size(); ++i) EXPECT_EQ(sink.texts[i].join, Join::kGlue);
}

TEST(Text, PiecesKnowTheirFirstLine) {
  std::string bytes;
  for (int i = 0; i < 50'000; ++i) bytes += "ab\n";
  const auto sink = read(bytes);
  ASSERT_EQ(sink.texts.size(), 3U);
  EXPECT_EQ(sink.texts[1].locator.number, 1U + (64 << 10) / 3);
}

TEST(Text, SeparatorsOfTextProtocolsAreNoBinaryData) {
  std::string bytes;
  for (int i = 0; i < 1000; ++i)
    bytes +=
        "8=FIX.4.4\x01"
        "49=A\x01"
        "\x1C\x1D K\xC3\xB6ln\n";
  EXPECT_TRUE(read(bytes).gaps.empty());
}

TEST(Text, BinaryDataInTextIsNamedInFewGaps) {
  std::string bytes = "line with umlaut \xC3\xB6\n";
  for (unsigned i = 0, x = 1; i < 100'000; ++i, x = x * 1103515245 + 12345) bytes += static_cast<char>(x >> 16);
  const auto sink = read(bytes);
  ASSERT_FALSE(sink.gaps.empty());
  EXPECT_LE(sink.gaps.size(), 16U);
  EXPECT_EQ(sink.gaps[0].reason, Reason::kUndecodable);
}

}  // namespace
}  // namespace assay::extract
