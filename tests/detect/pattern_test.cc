#include "detect/pattern.h"

#include <gtest/gtest.h>

#include "detect/pattern_analysis.h"
#include "detect/pattern_print.h"

namespace assay::detect {
namespace {

struct Accepted {
  const char* regex;
  Case letter_case;
  const char* printed;
  std::uint32_t min_bytes, max_bytes;
};

constexpr Accepted kAccepted[] = {
    {"abc", Case::kExact, "abc", 3, 3},
    {"aB1", Case::kAsciiCaseless, "[Aa][Bb]1", 3, 3},
    {R"(\d{3}-\d{2,4})", Case::kExact, R"([0-9]{3}\x2d[0-9]{2,4})", 6, 8},
    {R"(\s\w)", Case::kExact, R"([\x09-\x0d\x20][0-9A-Z\x5fa-z])", 2, 2},
    {"k", Case::kAsciiCaseless, "[Kk]", 1, 1},
    {"a?b", Case::kExact, "a?b", 1, 2},
    {"(?:a|bc)?d", Case::kExact, "(?:a|bc)?d", 1, 3},
    {"(?:ab){2,3}", Case::kExact, "(?:ab){2,3}", 4, 6},
    {"a|bc", Case::kExact, "a|bc", 1, 2},
    {"x(?:(?:a|b)|c)", Case::kExact, "x(?:a|b|c)", 2, 2},
    {".", Case::kExact, R"([\x00-\x09\x0b-\xff])", 1, 1},
    {"[^a]", Case::kExact, R"([\x00-\x60b-\xff])", 1, 1},
    {"[^a]", Case::kAsciiCaseless, R"([\x00-\x40B-\x60b-\xff])", 1, 1},
    {R"([^\d])", Case::kExact, R"([\x00-\x2f\x3a-\xff])", 1, 1},
    {"[a-c-]", Case::kExact, R"([\x2da-c])", 1, 1},
    {R"([\]\\^-])", Case::kExact, R"([\x2d\x5c-\x5e])", 1, 1},
    {"[+--]", Case::kExact, R"([\x2b-\x2d])", 1, 1},
    {"ü", Case::kExact, R"(\xc3\xbc)", 2, 2},
    {"ü", Case::kAsciiCaseless, R"(\xc3\xbc)", 2, 2},
    {R"(\xFC\x{20AC})", Case::kExact, R"(\xc3\xbc\xe2\x82\xac)", 5, 5},
    {"[aü]", Case::kExact, R"(a|\xc3\xbc)", 1, 2},
    {"[à-ü]", Case::kExact, R"(\xc3[\xa0-\xbc])", 2, 2},
    {R"([\x{7F0}-\x{812}])", Case::kExact, R"(\xdf[\xb0-\xbf]|\xe0\xa0[\x80-\x92])", 2, 3},
    {R"([\x{D7FF}-\x{E000}])", Case::kExact, R"(\xed\x9f\xbf|\xee\x80\x80)", 3, 3},
    {R"([\x{FFFF}-\x{10000}])", Case::kExact, R"(\xef\xbf\xbf|\xf0\x90\x80\x80)", 3, 4},
    {"a{1}", Case::kExact, "a", 1, 1},
    {"a{0,2}b", Case::kExact, "a{0,2}b", 1, 3},
    {"a{1024}", Case::kExact, "a{1024}", 1024, 1024},
};

TEST(PatternLanguage, AcceptsAndPrints) {
  for (const Accepted& row : kAccepted) {
    const auto pattern = parse_pattern(row.regex, row.letter_case);
    ASSERT_TRUE(pattern.ok()) << row.regex << ": " << pattern.error().message;
    EXPECT_EQ(print_regex(pattern.value().root), row.printed) << row.regex;
    EXPECT_EQ(pattern.value().min_bytes, row.min_bytes) << row.regex;
    EXPECT_EQ(pattern.value().max_bytes, row.max_bytes) << row.regex;
  }
}

struct Refused {
  const char* regex;
  std::uint32_t column;
  const char* message;
  const char* fix;
};

constexpr Refused kRefused[] = {
    {"", 1, "pattern is empty", "write what is to be found"},
    {"^a", 1, "anchors are not part of the language", "declare `boundary` instead"},
    {"a$", 2, "anchors are not part of the language", "declare `boundary` instead"},
    {R"(a\b)", 2, R"(anchors and \b are not part of the language)", "declare `boundary` instead"},
    {R"([\b])", 2, R"(\b within a class)", R"(write \x08 for the character)"},
    {"ü*", 2, "* has no upper bound", "write {0,64}, or another bound"},
    {"a+", 2, "+ has no upper bound", "write {1,64}, or another bound"},
    {"a{2,}", 2, "{n,} has no upper bound", "write {n,m} with the largest count that is real"},
    {"a{3,2}", 2, "repeat whose lower bound is above the upper one", "swap the two"},
    {"a{0}", 2, "repeat of zero times", "remove it"},
    {"a{99999999}", 2, "repeat is not {n} or {n,m}", R"(write {n} or {n,m}, or \{ for the character)"},
    {"a{x}", 2, "repeat is not {n} or {n,m}", R"(write {n} or {n,m}, or \{ for the character)"},
    {"a??", 3, "a repeat follows a repeat",
     "the longest match always counts, so drop ? and +; to repeat a repeat, group it: (?:x{2}){3}"},
    {"?a", 1, "nothing to repeat here", "escape the character with a backslash"},
    {"(a)", 1, "capturing group", "write (?:...)"},
    {"(?<name>a)", 1, "this kind of group is not part of the language",
     "write (?:...); lookaround is replaced by `boundary`, inline flags by `caseless: true`"},
    {"a(?=b)", 2, "this kind of group is not part of the language",
     "write (?:...); lookaround is replaced by `boundary`, inline flags by `caseless: true`"},
    {"(?i)a", 1, "this kind of group is not part of the language",
     "write (?:...); lookaround is replaced by `boundary`, inline flags by `caseless: true`"},
    {R"(a\1)", 2, "backreferences are not part of the language", "use a check instead"},
    {R"(\p{L})", 1, "Unicode properties are not part of the language", "list the ranges that are meant: [a-zà-öø-ÿ]"},
    {R"(\D)", 1, "negated shorthand classes are not part of the language", R"(write [^\d], [^\s] or [^\w])"},
    {R"(\y)", 1, "unknown escape", "only punctuation needs a backslash"},
    {R"(a\)", 2, "backslash at the end", R"(write \\ for the character)"},
    {R"(\x4)", 1, R"(\x needs two hexadecimal digits, or up to six in braces)", R"(write \xE4 or \x{20AC})"},
    {R"(\x{110000})", 1, R"(\x needs two hexadecimal digits, or up to six in braces)", R"(write \xE4 or \x{20AC})"},
    {R"(\x{D800})", 1, R"(\x needs two hexadecimal digits, or up to six in braces)", R"(write \xE4 or \x{20AC})"},
    {"(?:a", 1, "group is not closed", "add )"},
    {"a)", 2, "there is no group to close here", R"(write \) for the character)"},
    {"a|", 3, "empty alternative", "make the group optional instead: (?:...)?"},
    {"(?:)", 4, "empty alternative", "make the group optional instead: (?:...)?"},
    {"[a", 1, "class is not closed", "add ]"},
    {"[]a]", 1, "empty class", R"(write \] for the character)"},
    {"[[:alpha:]]", 2, "[ within a class", R"(write \[ for the character; [:alpha:] is not part of the language)"},
    {"[z-a]", 3, "range in a class must go from a lower to a higher character", R"(swap the two, or write \- for the character)"},
    {R"([\d-z])", 4, "range in a class must go from a lower to a higher character",
     R"(swap the two, or write \- for the character)"},
    {"[^ü]", 1, "a negated class matches one byte and can hold ASCII only", "list what is allowed instead"},
    {"a]", 2, "unescaped bracket", "escape it with a backslash"},
    {"a?", 1, "pattern may match nothing", "make at least one part of it obligatory"},
    {"a{600}b{600}", 1, "pattern may match 1200 bytes, more than 1,024",
     "lower the repeats, or use `extend: {class, max}` for the tail"},
    {"a{2000}", 2, "repeat of more than 1,024 times", "use `extend` for long tails"},
    {"(?:(?:(?:a|b|c|d|e|f|g|h|i){0,10}){0,10}){0,10}z", 1,
     "pattern has 9001 positions when its repeats are written out, more than 8,192", "lower the repeats or split it"},
    {"\xff", 1, "pattern is not UTF-8", "save the file as UTF-8"},
};

TEST(PatternLanguage, RefusesWithPlaceReasonAndFix) {
  for (const Refused& row : kRefused) {
    const auto pattern = parse_pattern(row.regex, Case::kExact);
    ASSERT_FALSE(pattern.ok()) << row.regex;
    EXPECT_EQ(pattern.error().message, row.message) << row.regex;
    EXPECT_EQ(pattern.error().fix, row.fix) << row.regex;
    EXPECT_EQ(pattern.error().column, row.column) << row.regex;
  }
}

TEST(PatternLanguage, DepthIsBounded) {
  std::string open, close;
  for (unsigned depth = 0; depth < kMaxPatternDepth; ++depth) open += "(?:", close += ")";
  EXPECT_TRUE(parse_pattern(open + "a" + close, Case::kExact).ok());
  const auto deeper = parse_pattern("(?:" + open + "a" + close + ")", Case::kExact);
  ASSERT_FALSE(deeper.ok());
  EXPECT_EQ(deeper.error().message, "groups nested more than 24 deep");
  EXPECT_FALSE(parse_pattern(std::string(100000, '('), Case::kExact).ok());
  std::string nested;
  for (int i = 0; i < 100000; ++i) nested += "(?:";
  EXPECT_FALSE(parse_pattern(nested, Case::kExact).ok());
}

TEST(PatternLanguage, ExtendTakesOneAsciiClass) {
  const auto extend = parse_extend_class("[A-Za-z0-9_-]");
  ASSERT_TRUE(extend.ok());
  EXPECT_EQ(extend.value().size(), 64U);
  EXPECT_TRUE(parse_extend_class(R"(\d)").ok());
  for (const char* bad : {"ab", "[ü]", ".", "[^a]", "a{2}", ""}) EXPECT_FALSE(parse_extend_class(bad).ok()) << bad;
}

TEST(PatternAnalysis, FactorIsTheRarestStretch) {
  struct {
    const char* regex;
    const char* factor;
    Factor::Kind kind;
    std::uint32_t min_back, max_back;
  } rows[] = {
      {R"([a-z]{1,64}@[a-z]{2,9})", R"(\x40)", Factor::Kind::kRare, 2, 65},
      {"(?:AKIA|ASIA)[A-Z]{16}", "AKIA|ASIA", Factor::Kind::kLiteral, 4, 4},
      {"x?-----BEGIN (?:RSA |EC )?KEY", R"(\x2d\x2d\x2d\x2d\x2dBEGIN\x20(?:RSA\x20|EC\x20)?KEY)", Factor::Kind::kLiteral, 14, 19},
      {R"(\d{9})", "[0-9]{9}", Factor::Kind::kWhole, 9, 9},
      {"[0-9a-f]{1,4}::[0-9a-f]{1,4}", R"(\x3a\x3a)", Factor::Kind::kRare, 3, 6},
      {"ab[0-9]cde", "cde", Factor::Kind::kLiteral, 6, 6},
  };
  for (const auto& row : rows) {
    const auto pattern = parse_pattern(row.regex, Case::kExact);
    ASSERT_TRUE(pattern.ok()) << row.regex;
    const Factor factor = best_factor(pattern.value());
    EXPECT_EQ(print_regex(factor.node), row.factor) << row.regex;
    EXPECT_EQ(factor.kind, row.kind) << row.regex;
    EXPECT_EQ(factor.min_back, row.min_back) << row.regex;
    EXPECT_EQ(factor.max_back, row.max_back) << row.regex;
  }
}

TEST(PatternAnalysis, PrefixIsOpenWhereTheMatchMayHaveEnded) {
  const auto pattern = parse_pattern("a[bc]?d?", Case::kExact);
  ASSERT_TRUE(pattern.ok());
  const Prefix prefix = prefix_of(pattern.value().root);
  EXPECT_EQ(prefix[0], ByteSet::single('a'));
  for (std::size_t i = 1; i < kPrefixBytes; ++i) EXPECT_EQ(prefix[i], ByteSet::all());
  const auto longer = parse_pattern("a[bc]?d{3}", Case::kExact);
  ASSERT_TRUE(longer.ok());
  EXPECT_EQ(prefix_of(longer.value().root)[1], ByteSet::range('b', 'd'));
}

}  // namespace
}  // namespace assay::detect
