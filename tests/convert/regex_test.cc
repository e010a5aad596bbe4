// Foreign regular expressions in our subset.
#include "convert/regex.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace assay::convert {
namespace {

struct Row {
  const char *from, *to;
};

std::string carried(const char* text) {
  auto regex = read_regex(text);
  if (!regex.ok()) return "error: " + regex.error().message;
  if (!trim(regex.value())) return "error: not trimmed";
  return print(regex.value());
}

TEST(Regex, CarriesOver) {
  const Row rows[] = {
      {R"(AKIA[0-9A-Z]{16})", R"(AKIA[0-9A-Z]{16})"},
      {R"(\b\d{3}-\d{2}-\d{4}\b)", R"([0-9]{3}-[0-9]{2}-[0-9]{4})"},
      {R"((?i)ab1)", "[Aa][Bb]1"},
      {R"(a(?i:b)c)", "a[Bb]c"},
      {R"(a(?i)b)", "a[Bb]"},
      {R"((?P<x>ab|c)d)", "(?:ab|c)d"},
      {R"((?<x>a)b)", "ab"},
      {R"([A-Za-z_]\w?\.x)", R"([A-Z_a-z][0-9A-Z_a-z]?\.x)"},
      {R"(x[^a-z\s]{2,3}?y)", "x[!-`{-~]{2,3}y"},
      {R"(a+b)", "a{1,65}b"},
      {R"(a[\x41\-\]]{2}b)", R"(a[\-A\]]{2}b)"},
      {R"(^x$)", "x"},
      {R"((?<![0-9])12(?!\d))", "12"},
      {R"(ghp_[0-9a-z]{4}(?:['"\s;]|$))", "ghp_[0-9a-z]{4}"},
      {R"([[:digit:]]{2}z)", "[0-9]{2}z"},
  };
  for (const Row& row : rows) EXPECT_EQ(carried(row.from), row.to) << row.from;
}

TEST(Regex, RefusesWithThePlace) {
  const Row rows[] = {{R"(a\1)", "\\1 has no counterpart (character 4)"},
                      {"a(?=b)", "look-around for something"},
                      {"(a", "a ( without )"},
                      {"a)", "a ) without ("},
                      {"[a", "a [ without ]"},
                      {"*a", "a repeat of nothing"},
                      {R"(\p{L})", "\\p has no counterpart"},
                      {"a{5,2}", "too long or the wrong way round"},
                      {"\xC3\xA4", "beyond ASCII"},
                      {R"(a\bc)", "not trimmed"},
                      {"(?:a|$)b", "not trimmed"}};
  for (const Row& row : rows)
    EXPECT_NE(carried(row.from).find(row.to), std::string::npos) << row.from << " -> " << carried(row.from);
}

TEST(Regex, NestingIsBounded) {
  const std::string deep = std::string(5000, '(') + "a" + std::string(5000, ')');
  EXPECT_NE(carried(deep.c_str()).find("nested too deeply"), std::string::npos);
}

TEST(Regex, OpenRepeatsAreNoted) {
  const auto regex = read_regex("a*b+");
  ASSERT_TRUE(regex.ok());
  EXPECT_EQ(regex.value().notes.size(), 2U);
}

TEST(Regex, TheCaptureIsTheValue) {
  auto regex = read_regex(R"((?i)(?:key)(?:[ \t]{0,9})=['"]{0,2}([a-f0-9]{8})['"])");
  ASSERT_TRUE(regex.ok());
  ASSERT_TRUE(take_capture(regex.value()));
  ASSERT_TRUE(trim(regex.value()));
  EXPECT_EQ(print(regex.value()), "[0-9A-Fa-f]{8}");
}

TEST(Regex, SamplesVary) {
  auto regex = read_regex("[a-z0-9]{32}");
  ASSERT_TRUE(regex.ok());
  const std::string text = sample(regex.value());
  ASSERT_EQ(text.size(), 32U);
  EXPECT_GT(std::set<char>(text.begin(), text.end()).size(), 10U);
}

TEST(Regex, AnyBytesEndWell) {
  std::uint32_t seed = 1;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) {
      seed = seed * 1664525 + 1013904223;
      text += R"(ab1()[]{}|?*+\^$-,:<>=!i.x)"[(seed >> 16) % 26];
    }
    auto regex = read_regex(text);
    if (regex.ok() && trim(regex.value())) print(regex.value()), sample(regex.value());
  }
}

}  // namespace
}  // namespace assay::convert
