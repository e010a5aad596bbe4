// The match view against the rules in its header, written down a second time as plainly as possible.
#include "normalize/match_view.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <random>

#include "base/unicode.h"

namespace assay::normalize {
namespace {

std::string view_of(std::string_view text) {
  MatchView view;
  view.assign(text);
  return std::string(view.text());
}

std::string utf8(std::initializer_list<char32_t> points) {
  std::string out;
  for (char32_t point : points) base::append_utf8(out, point);
  return out;
}

struct Row {
  const char* why;
  std::string text, view;
};

const Row kRows[] = {
    {"nothing", "", ""},
    {"ASCII stays", "Steuer-ID: 86 095 742 719\tx\n", "Steuer-ID: 86 095 742 719\tx\n"},
    {"umlauts stay", "Größe für Übel", "Größe für Übel"},
    {"letters keep their case", "ÄÖÜ İI", "ÄÖÜ İI"},
    {"CR LF is LF", "a\r\nb\r\n", "a\nb\n"},
    {"a CR alone stays", "a\rb\r\r\nc\r", "a\rb\r\nc\r"},
    {"CR, invisible, LF", "a\r\u200B\nb", "a\nb"},
    {"spaces", "1\u00A02\u20093\u30004\u202F5", "1 2 3 4 5"},
    {"dashes", "1\u20102\u20133\u22124\uFF0D5\u20146\u2796", "1-2-3-4-5-6-"},
    {"full-width digits and letters", "１２３ＡＢ", "123AB"},
    {"Arabic-Indic and Devanagari digits", "\u0661\u0662\u0967", "121"},
    {"mathematical digits", utf8({0x1D7CE, 0x1D7D9}), "01"},
    {"zero width characters", "12\u200B34\u200D56\u2060\uFEFF", "123456"},
    {"soft hyphen", "Kredit\u00ADkarte", "Kreditkarte"},
    {"bidi controls", "\u202E123\u202C", "123"},
    {"variation selectors and tags", "1\uFE0F2" + utf8({0xE0031, 0xE007F}) + "3", "123"},
    {"an accent joins its letter", "e\u0301", "é"},
    {"an accent joins across an invisible character", "e\u200B\u0301", "é"},
    {"an accent joins a letter beyond ASCII", "ê\u0323", "ệ"},
    {"an accent at the start stays", "\u0301a", "\u0301a"},
    {"ligature", "\uFB01nanz", "finanz"},
    {"ellipsis", "a\u2026", "a..."},
    {"superscript", "m\u00B2", "m2"},
    {"Hangul letters join", utf8({0x1112, 0x1161, 0x11AB}), "한"},
    {"Hangul syllable and letter join", utf8({0xD558, 0x11AB}), "한"},
    {"kana and voice mark join", "か\u3099", "が"},
    {"ideographs stay", "身份证号", "身份证号"},
    {"emoji stays", "a😀b", "a😀b"},
    {"line and paragraph separators", "a\u2028b\u2029c\u0085d", "a\nb\nc\nd"},
};

TEST(MatchView, Rows) {
  for (const Row& row : kRows) EXPECT_EQ(view_of(row.text), row.view) << row.why;
}

TEST(MatchView, WhatIsItsOwnViewIsNotCopied) {
  for (const std::string text : {"plain ASCII, tabs\t and lines\n", "Größe für Übel", "身份证号", ""}) {
    MatchView view;
    view.assign(text);
    EXPECT_TRUE(view.identity());
    EXPECT_EQ(view.text().data(), text.data());
  }
}

// --- the rules once more -------------------------------------------------------------------------------------------------------

bool dropped(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0; }

UChar32 mapped(UChar32 c) {
  if (c == 0x85 || c == 0x2028 || c == 0x2029) return '\n';
  if (u_charType(c) == U_SPACE_SEPARATOR) return ' ';
  if (u_charType(c) == U_DASH_PUNCTUATION || c == 0x2D7 || c == 0x2043 || c == 0x2212 || c == 0x2796) return '-';
  return u_charType(c) == U_DECIMAL_DIGIT_NUMBER ? '0' + u_charDigitValue(c) : c;
}

std::string straightforward(std::string_view text) {
  icu::UnicodeString all = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  icu::UnicodeString kept;
  for (int32_t i = 0; i < all.length(); i = all.moveIndex32(i, 1))
    if (!dropped(all.char32At(i))) kept.append(all.char32At(i));
  kept.findAndReplace(u"\r\n", u"\n");
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString normal = icu::Normalizer2::getNFKCInstance(status)->normalize(kept, status);
  icu::UnicodeString out;
  for (int32_t i = 0; i < normal.length(); i = normal.moveIndex32(i, 1)) out.append(mapped(normal.char32At(i)));
  std::string result;
  return out.toUTF8String(result);
}

TEST(MatchView, EveryCodePointAloneAndBetweenLetters) {
  for (char32_t point = 1; point <= 0x10FFFF; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    const std::string alone = utf8({point}), between = utf8({'a', point, 'z'});
    ASSERT_EQ(view_of(alone), straightforward(alone)) << std::hex << static_cast<unsigned>(point);
    ASSERT_EQ(view_of(between), straightforward(between)) << std::hex << static_cast<unsigned>(point);
  }
}

/// Strings that are all seams: letters, accents, invisible characters, line ends, jamo, digits of many scripts.
class Seams {
 public:
  explicit Seams(unsigned seed) : random_(seed) {}
  std::string next(std::size_t points) {
    std::string out;
    for (std::size_t i = 0; i < points; ++i) base::append_utf8(out, point());
    return out;
  }
  std::size_t below(std::size_t limit) { return random_() % limit; }

 private:
  char32_t point() {
    static constexpr char32_t kPicked[] = {
        'a',     'e',     'Z',    '1',    ' ',     '-',    '\r',   '\n',   0x00AD, 0x00E4, 0x0301, 0x0308, 0x0323, 0x200B, 0x200D,
        0xFE0F,  0x00A0,  0x2013, 0x2028, 0x0661,  0xFF11, 0x1112, 0x1161, 0x11A8, 0xD558, 0x304B, 0x3099, 0xFF76, 0xFF9E, 0x4E00,
        0x1F600, 0xE0031, 0x0344, 0x0F73, 0x1D15E, 0xFB01, 0x09C7, 0x09BE, 0x0BC6, 0x0BBE, 0x212B, 0x3164, 0x0338, '<',
    };
    if (below(8) != 0) return kPicked[below(std::size(kPicked))];
    const char32_t any = static_cast<char32_t>(1 + below(0x10FFFF));
    return any >= 0xD800 && any <= 0xDFFF ? 'x' : any;
  }
  std::mt19937 random_;
};

TEST(MatchView, AgreesWithTheStraightforwardForm) {
  Seams seams(1);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = seams.next(1 + seams.below(24));
    ASSERT_EQ(view_of(text), straightforward(text)) << "round " << round;
  }
}

TEST(MatchView, PiecesGiveTheViewOfTheWhole) {
  Seams seams(2);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = seams.next(1 + seams.below(40));
    std::string joined;
    std::string_view rest = text;
    while (!rest.empty()) {
      std::size_t cut = cut_at_or_before(rest, seams.below(rest.size() + 1));
      if (cut == 0) cut = rest.size();
      joined += view_of(rest.substr(0, cut));
      rest.remove_prefix(cut);
    }
    ASSERT_EQ(joined, view_of(text)) << "round " << round;
  }
}

TEST(MatchView, EveryByteMapsToTheBytesItCameFrom) {
  Seams seams(3);
  for (int round = 0; round < 5'000; ++round) {
    const std::string text = seams.next(1 + seams.below(40));
    MatchView view;
    view.assign(text);
    std::uint64_t last = 0;
    for (std::uint64_t i = 0; i < view.text().size(); ++i) {
      const auto at = view.to_input(i, i + 1);
      ASSERT_LT(at.begin, at.end);
      ASSERT_LE(at.end, text.size());
      ASSERT_GE(at.begin, last) << "in order";
      last = at.begin;
      const std::string original = text.substr(at.begin, at.end - at.begin);
      const std::string_view there = view.text().substr(i, 1);
      if (at.exact && original.size() == 1) {
        ASSERT_EQ(original, there);
      } else {
        ASSERT_NE(straightforward(original).find(there), std::string::npos) << "round " << round;
      }
      ASSERT_LE(view.from_input(at.begin), i);
    }
  }
}

TEST(MatchView, ValueWithTricksMapsToAllItsBytes) {
  const std::string text = "ID: 8\u200B6\u00A0095 742\u00AD 719.";
  MatchView view;
  view.assign(text);
  ASSERT_EQ(view.text(), "ID: 86 095 742 719.");
  const auto at = view.to_input(4, 18);
  EXPECT_EQ(text.substr(at.begin, at.end - at.begin), "8\u200B6\u00A0095 742\u00AD 719");
  EXPECT_EQ(view.from_input(4), 4U);
}

TEST(MatchView, FromInputOfDroppedTextIsWhatFollows) {
  MatchView view;
  view.assign("a\u200Bb\u00A0c");
  EXPECT_EQ(view.from_input(1), 1U);  // the invisible character
  EXPECT_EQ(view.from_input(4), 1U);  // b
  EXPECT_EQ(view.from_input(5), 2U);  // the space
  EXPECT_EQ(view.from_input(7), 3U);  // c
  EXPECT_EQ(view.from_input(8), 4U);  // the end
  view.assign("\u200B");
  EXPECT_EQ(view.text(), "");
  EXPECT_EQ(view.from_input(3), 0U);
}

TEST(CutAtOrBefore, Rows) {
  EXPECT_EQ(cut_at_or_before("abcd", 2), 2U);
  EXPECT_EQ(cut_at_or_before("abcd", 4), 3U) << "nobody knows what follows the end";
  EXPECT_EQ(cut_at_or_before("abcd", 99), 3U);
  EXPECT_EQ(cut_at_or_before("", 0), 0U);
  EXPECT_EQ(cut_at_or_before("ae\u0301b", 2), 1U) << "not between letter and accent";
  EXPECT_EQ(cut_at_or_before("ae\u0301b", 3), 1U) << "not inside a character";
  EXPECT_EQ(cut_at_or_before("a\r\nb", 2), 1U) << "not between CR and LF";
  EXPECT_EQ(cut_at_or_before("a\r\u200B\nb", 5), 1U);
  EXPECT_EQ(cut_at_or_before("e\u0301", 2), 0U);
}

TEST(CutAtOrBefore, EndlessAccentsAreCutInPieces) {
  std::string text = "x\r\ne";
  for (int i = 0; i < 5'000; ++i) text += i % 2 == 0 ? "\u0301" : "\u0323";  // in the order that sorting dislikes most
  const std::string whole = view_of(text);
  for (std::size_t at : {300UL, 1'000UL, 1'001UL, 4'321UL, 9'000UL}) {
    const std::size_t cut = cut_at_or_before(text, at);
    EXPECT_GT(cut + 4 * 256 + 4, at);
    EXPECT_LE(cut, at);
    EXPECT_EQ(view_of(text.substr(0, cut)) + view_of(text.substr(cut)), whole) << at;
  }
}

TEST(CutAtOrBefore, InvisibleTextIsCutInPieces) {
  std::string text = "a";
  for (int i = 0; i < 2'000; ++i) text += "\u200B";
  text += "\u0301z";
  const std::size_t cut = cut_at_or_before(text, 3'000);
  EXPECT_GT(cut, 2'000U);
  EXPECT_EQ(view_of(text.substr(0, cut)) + view_of(text.substr(cut)), view_of(text));
}

}  // namespace
}  // namespace assay::normalize
