// Regular expressions of Go (RE2), Python and .NET -> our bounded subset.
//
// Carried over: literals, classes, alternatives, groups of every kind, repeats (open ones get a bound and a note), (?i), (?s),
// lazy and possessive repeats (the longest match counts here). Word boundaries and anchors at either end become the pattern's
// boundary, optional parts there go. Not: back references, other look-around, anchors in the middle, characters beyond ASCII,
// \p{..}.
#pragma once
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/result.h"

namespace assay::convert {

using Chars = std::bitset<128>;

/// A node of the tree; depth is at most 64.
struct RegexNode {
  enum class Kind : std::uint8_t { kChars, kSequence, kChoice, kRepeat, kWordEdge, kStart, kEnd, kNotBefore, kNotBehind };
  Kind kind = Kind::kSequence;
  Chars chars;                      ///< kChars.
  std::vector<RegexNode> children;  ///< kSequence, kChoice; one for kRepeat.
  unsigned min = 0, max = 0;        ///< kRepeat.
  bool is_capture = false;
};

struct Regex {
  RegexNode root;
  bool word_edge = false;          ///< A boundary stood at one of its ends.
  std::vector<std::string> notes;  ///< What was bounded or dropped.
};

/// Errors name the byte of the pattern, from 1.
Result<Regex> read_regex(std::string_view text);

/// Takes anchors, boundaries and long optional runs off both ends. False: an anchor stands in the middle, or nothing is left that
/// matches something.
bool trim(Regex& regex);

/// The first capturing group as a regex of its own, if text stands before it: "key ... = (value)". False: there is none.
bool take_capture(Regex& regex);

/// In our subset. Every letter stands with both cases where the source says so.
std::string print(const Regex& regex);

/// A text that it matches, varied enough for an entropy test.
std::string sample(const Regex& regex);

}  // namespace assay::convert
