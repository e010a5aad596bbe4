#include "extract/strings.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/extract/golden.h"

namespace assay::extract {
namespace {

using namespace std::string_literals;

testing::RecordingSink sweep(std::string_view bytes, std::size_t step = 1 << 20) {
  testing::RecordingSink sink;
  testing::SlowSource source(bytes, step);
  EXPECT_TRUE(sweep_strings(source, sink).ok());
  testing::expect_true_positions(sink, bytes);
  return sink;
}

std::string utf16(std::string_view ascii, bool little) {
  std::string out;
  for (const char c : ascii) out += little ? std::string{c, '\0'} : std::string{'\0', c};
  return out;
}

struct Row {
  const char* why;
  std::string bytes, text;
};

const Row kRows[] = {
    {"ASCII between binary", "\x01\x02secret 078-05-1120\0\xFF\x03tiny\x04", "secret 078-05-1120"},
    {"too short",
     "\x01"
     "abcde\x02",
     ""},
    {"exactly long enough",
     "\x01"
     "abcdef\x02",
     "abcdef"},
    {"UTF-8",
     "\x01Gr\xC3\xBC\xC3\x9F"
     "e!\x02",
     "Grüße!"},
    {"Latin-1 letters in a word",
     "\x01"
     "Frau M\xFCller\x02",
     "Frau Müller"},
    {"Latin-1 noise is not", "\x01\xE4\xF6\xFC\xE4\xF6\xFC\xE4\xF6\xFC\x02", ""},
    {"UTF-16LE", "\xFF\xFF" + utf16("wide text", true) + "\xFF\xFF", "wide text"},
    {"UTF-16LE at an odd place", "\xFF" + utf16("wide text", true) + "\xFF", "wide text"},
    {"UTF-16BE", "\xFF\xFF" + utf16("wide text", false) + "\xFF\xFF", "wide text"},
    {"UTF-16LE Cyrillic", "\xFF\xFF\x1F\x04\x40\x04\x38\x04\x32\x04\x35\x04\x42\x04\xFF\xFF", "Привет"},
    {"two runs", "first run\0second run\0"s, "first run\nsecond run"},
    {"empty", "", ""},
};

TEST(Strings, FindsPrintableRuns) {
  for (const Row& row : kRows) {
    EXPECT_EQ(sweep(row.bytes).all_text(), row.text) << row.why;
    EXPECT_EQ(sweep(row.bytes, 1).log(), sweep(row.bytes).log()) << row.why;
  }
}

TEST(Strings, RunsAcrossBufferBordersStayWhole) {
  for (std::size_t shift = 0; shift < 40; shift += 3) {
    const std::string before((128 << 10) - shift, '\x02');
    EXPECT_EQ(sweep(before + "secret text" + before).all_text(), "secret text") << shift;
    EXPECT_EQ(sweep(before + utf16("secret text", true) + before).all_text(), "secret text") << shift;
    EXPECT_EQ(sweep(before + "Fr\xC3\xA4ulein M\xFCller" + before).all_text(), "Fräulein Müller") << shift;
  }
}

TEST(Strings, ARunOfAnyLengthIsOneTextInGluedPieces) {
  const std::string run(1 << 20, 'x');
  const auto sink = sweep("\x01" + run + "\x01");
  EXPECT_EQ(sink.all_text(), run);
  EXPECT_GT(sink.texts.size(), 4U);
  EXPECT_EQ(sink.texts.front().locator.number, 1U);
  EXPECT_EQ(sweep(utf16(run, true)).all_text(), run);
}

TEST(Strings, PrependedBytesMoveEveryRun) {
  const std::string bytes =
      "\x01"
      "first string\x02" +
      utf16("second string", false) + "\x03";
  const auto plain = sweep(bytes), shifted = sweep(std::string(65, '\x01') + bytes);
  ASSERT_EQ(plain.texts.size(), shifted.texts.size());
  for (std::size_t i = 0; i < plain.texts.size(); ++i) {
    EXPECT_EQ(plain.texts[i].text, shifted.texts[i].text);
    EXPECT_EQ(plain.texts[i].stored.begin + 65, shifted.texts[i].stored.begin);
    EXPECT_EQ(plain.texts[i].locator.number + 65, shifted.texts[i].locator.number);
  }
}

}  // namespace
}  // namespace assay::extract
