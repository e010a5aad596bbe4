#include "detect/boundary.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace assay::detect {
namespace {

/// The match is [M] in `text`: which boundaries hold at its start and at its end? One letter per kind: n d u w t.
struct Row {
  const char* before;
  const char* after;
  const char* at_start;
  const char* at_end;
};

constexpr Row kRows[] = {
    {"", "", "nduwt", "nduwt"},
    {" ", " ", "nduwt", "nduwt"},
    {"7", "7", "n", "n"},
    {"a", "a", "ndu", "ndu"},
    {"Z", "_", "ndu", "ndu"},
    {"ä", "ä", "ndu", "ndu"},
    {"中", "ж", "ndu", "ndu"},
    {"\xCC\x88", "\xCC\x88", "ndu", "ndu"},  // combining mark, category Mn
    {"²", "½", "ndu", "ndu"},                // category No: a word character, not a digit
    {"“", "…", "nduwt", "nduwt"},            // punctuation beyond ASCII
    {"€", "€", "nduwt", "nduwt"},            // category Sc
    {"1.", ".1", "ndw", "ndw"},
    {"1,", ",1", "ndwt", "ndwt"},
    {"1-", "-1", "ndw", "ndw"},
    {"1/", "/1", "ndw", "ndw"},
    {"1:", ":1", "ndwt", "ndwt"},
    {"1'", "'1", "ndwt", "ndwt"},
    {"1;", ";1", "nduwt", "nduwt"},
    {"a.", ".a", "nduw", "nduw"},
    {"ä-", "-ä", "nduw", "nduw"},
    {"a+", "+a", "nduw", "nduw"},
    {"a=", "=a", "nduwt", "nduw"},
    {"a@", "@a", "nduw", "nduw"},
    {"1@", "@1", "nduw", "nduw"},
    {"a:", ":a", "nduwt", "nduwt"},
    {" .", ". ", "nduwt", "nduwt"},
    {"--", "--", "nduwt", "nduwt"},
    {".", ".", "nduwt", "nduwt"},
    {"\n", "\n", "nduwt", "nduwt"},
    {"\xff", "\xff", "nduwt", "nduwt"},  // not UTF-8
};

std::string letters(BoundarySet holding) {
  std::string out;
  for (unsigned i = 0; i < kBoundaryKinds; ++i)
    if ((holding >> i & 1) != 0) out += "nduwt"[i];
  return out;
}

TEST(Boundary, Table) {
  for (const Row& row : kRows) {
    const std::string text = std::string(row.before) + "M" + row.after;
    const std::size_t start = std::string_view(row.before).size();
    EXPECT_EQ(letters(all_at_start(text, start)), row.at_start) << text;
    EXPECT_EQ(letters(all_at_end(text, start + 1)), row.at_end) << text;
    for (unsigned i = 0; i < kBoundaryKinds; ++i) {
      const auto kind = static_cast<Boundary>(i);
      EXPECT_EQ(holds_at_start(kind, text, start), (all_at_start(text, start) & bit(kind)) != 0);
      EXPECT_EQ(holds_at_end(kind, text, start + 1), (all_at_end(text, start + 1) & bit(kind)) != 0);
    }
  }
}

TEST(Boundary, NeverInsideACharacter) {
  const std::string text = "aä€😀b";
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const bool inside = at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
    EXPECT_EQ(all_at_start(text, at) == 0, inside) << at;
    EXPECT_EQ(all_at_end(text, at) == 0, inside) << at;
  }
}

TEST(Boundary, OnlyTheListedSetsOccur) {
  const std::string parts[] = {"", "1", "a", "_", ".", ",", "-", "/", ":", "'", "+", "=", "@", " ", "ä", "“"};
  std::vector<BoundarySet> seen;
  for (const std::string& beyond : parts)
    for (const std::string& neighbour : parts)
      seen.push_back(all_at_start(beyond + neighbour + "M", beyond.size() + neighbour.size()));
  for (const BoundarySet set : seen)
    EXPECT_NE(std::find(kPossibleSets.begin(), kPossibleSets.end(), set), kPossibleSets.end()) << letters(set);
  for (const BoundarySet set : kPossibleSets) EXPECT_NE(std::find(seen.begin(), seen.end(), set), seen.end()) << letters(set);
}

}  // namespace
}  // namespace assay::detect
