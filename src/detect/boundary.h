// What may not touch a match: the declared boundaries of a pattern, decided by looking at no more than two characters outside
// of it. This text is the specification; the matchers and the independent oracle are written from it.
//
// At the start of a match, "neighbour" is the character before it and "beyond" the one before the neighbour; at the end of a
// match, the neighbour is the character behind it and "beyond" the one behind the neighbour. A character that does not exist
// (start or end of the text) is nothing: not a digit, not a word character. What the match itself holds does not matter.
//
//   digit            0-9 (the match view has folded all other decimal digits)
//   word character   A-Z a-z 0-9 _ or a code point >= U+0080 of general category L*, N* or M*
//
//   kNone     always holds
//   kDigits   the neighbour is no digit
//   kNumber   kDigits, and not (neighbour is one of . , - / : ' and beyond is a digit): not a piece of a decimal, version or date
//   kWord     the neighbour is no word character
//   kToken    kWord, and not (neighbour is one of - . / + = @ and beyond is a word character): not a piece of a longer token; a =
//   at the
//             start joins nothing: the value of key=value is a token of its own
//
// Every boundary, kNone too, lies between characters, never inside the bytes of one.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "rulepack/model.h"

namespace assay::detect {

using rulepack::Boundary;

/// Set of boundaries that hold at one place, bit i for enumerator i.
using BoundarySet = std::uint8_t;
constexpr BoundarySet bit(Boundary boundary) { return static_cast<BoundarySet>(1U << static_cast<unsigned>(boundary)); }
inline constexpr unsigned kBoundaryKinds = 5;

/// May a match start (end) at byte `at` of `text`? `at <= text.size()`. Bytes that are not UTF-8 are no word characters.
bool holds_at_start(Boundary boundary, std::string_view text, std::size_t at);
bool holds_at_end(Boundary boundary, std::string_view text, std::size_t at);

/// The sets that can hold at one place; no other combination exists (where kWord holds, kDigits does, and so on).
inline constexpr std::array<BoundarySet, 6> kPossibleSets = [] {
  constexpr BoundarySet kWithDigits = bit(Boundary::kNone) | bit(Boundary::kDigits);
  constexpr BoundarySet kWithWord = kWithDigits | bit(Boundary::kWord);
  constexpr BoundarySet kNumber = bit(Boundary::kNumber), kToken = bit(Boundary::kToken);
  return std::array<BoundarySet, 6>{bit(Boundary::kNone), kWithDigits | kNumber, kWithWord,
                                    kWithWord | kNumber,  kWithWord | kToken,    kWithWord | kNumber | kToken};
}();

/// Index in kPossibleSets; kPossibleSets.size() or more for a place inside a character, where nothing holds.
constexpr unsigned possible_index(BoundarySet holding) {
  constexpr auto kIndex = [] {
    std::array<std::uint8_t, 1U << kBoundaryKinds> table{};
    table.fill(static_cast<std::uint8_t>(kPossibleSets.size()));
    for (std::size_t i = 0; i < kPossibleSets.size(); ++i) table[kPossibleSets[i]] = static_cast<std::uint8_t>(i);
    return table;
  }();
  return kIndex[holding];
}

namespace boundary_internal {
/// What an ASCII neighbour decides on its own; 0 where beyond counts too, and for the bytes of other characters.
extern const std::array<BoundarySet, 256> kByNeighbour;
BoundarySet look_further_back(std::string_view text, std::size_t at);
BoundarySet look_further_ahead(std::string_view text, std::size_t at);
}  // namespace boundary_internal

/// All boundaries that hold there, at once.
inline BoundarySet all_at_end(std::string_view text, std::size_t at) {
  if (at == text.size()) return kPossibleSets.back();
  const BoundarySet holding = boundary_internal::kByNeighbour[static_cast<std::uint8_t>(text[at])];
  return holding != 0 ? holding : boundary_internal::look_further_ahead(text, at);
}
inline BoundarySet all_at_start(std::string_view text, std::size_t at) {
  const bool plain = at > 0 && at < text.size() && static_cast<std::uint8_t>(text[at]) < 0x80;
  const BoundarySet holding = plain ? boundary_internal::kByNeighbour[static_cast<std::uint8_t>(text[at - 1])] : BoundarySet{0};
  return holding != 0 ? holding : boundary_internal::look_further_back(text, at);
}

}  // namespace assay::detect
