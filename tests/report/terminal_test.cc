#include "report/terminal.h"

#include <gtest/gtest.h>

namespace assay::report {
namespace {

TEST(Harmless, ControlsBecomePictures) {
  EXPECT_EQ(harmless("a\x1b[31mb\x07"), "a␛[31mb␇");
  EXPECT_EQ(harmless("x\ny\tz\x7f"), "x␊y␉z␡");
  EXPECT_EQ(harmless("\xC2\x9B"
                     "2J"),
            "<U+009B>2J");  // CSI as one character
}

TEST(Harmless, DirectionMarksAndInvisibleCharactersShow) {
  EXPECT_EQ(harmless("cod.\u202Etxt"), "cod.<U+202E>txt");
  EXPECT_EQ(harmless("pay\u200Bpal"), "pay<U+200B>pal");
  EXPECT_EQ(harmless("tag\U000E0041"), "tag<U+E0041>");
  EXPECT_EQ(harmless("Zoë 東京 🙂"), "Zoë 東京 🙂");
}

TEST(Harmless, BrokenUtf8) { EXPECT_EQ(harmless("a\xFF\xC3"), "a\uFFFD\uFFFD"); }

TEST(HarmlessLine, WhiteSpaceCollapses) { EXPECT_EQ(harmless_line("  a \r\n\t b\u00A0c "), "a b c"); }

TEST(Width, WideAndCombining) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("東京"), 4U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width("🙂"), 2U);
  EXPECT_EQ(display_width("한글"), 4U);
}

TEST(Cut, NeverWiderThanAsked) {
  const std::string text = "東京 tokyo e\u0301te\u0301 🙂 end";
  for (std::size_t columns = 0; columns < 30; ++columns) {
    EXPECT_LE(display_width(cut_end(text, columns)), columns);
    EXPECT_LE(display_width(cut_front(text, columns)), columns);
  }
  EXPECT_EQ(cut_end("abcdef", 4), "abc…");
  EXPECT_EQ(cut_front("abcdef", 4), "…def");
  EXPECT_EQ(cut_end("abcd", 4), "abcd");
}

TEST(Cut, AroundKeepsTheFocus) {
  const std::string text = std::string(60, 'a') + "4111****1111" + std::string(60, 'z');
  for (std::size_t columns = 40; columns < 140; ++columns) {
    const std::string cut = cut_around(text, columns, 60);
    EXPECT_LE(display_width(cut), columns);
    EXPECT_NE(cut.find("4111****1111"), std::string::npos) << columns;
  }
  EXPECT_EQ(cut_around("abc", 3, 1), "abc");
}

TEST(Wrap, AtSpaces) {
  EXPECT_EQ(wrap("one two three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(wrap("unbreakable x", 4), (std::vector<std::string>{"unbreakable", "x"}));
  EXPECT_EQ(wrap("", 4), std::vector<std::string>{""});
}

TEST(Numbers, ForPeople) {
  EXPECT_EQ(with_separators(999), "999");
  EXPECT_EQ(with_separators(1'234'567), "1,234,567");
  EXPECT_EQ(human_bytes(999), "999 B");
  EXPECT_EQ(human_bytes(999'960), "1.0 MB");
  EXPECT_EQ(human_bytes(12'400'000), "12.4 MB");
  EXPECT_EQ(counted(1, "file"), "1 file");
  EXPECT_EQ(counted(1'000, "file"), "1,000 files");
}

TEST(Paint, OnlyWhenAsked) {
  EXPECT_EQ(paint("x", Style::kRed, Colour::kOff), "x");
  EXPECT_EQ(paint("x", Style::kRed, Colour::kOn), "\x1b[1;31mx\x1b[0m");
}

}  // namespace
}  // namespace assay::report
