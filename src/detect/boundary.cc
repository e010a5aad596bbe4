#include "detect/boundary.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace assay::detect {
namespace {

enum Trait : std::uint8_t { kDigit = 1, kWordCharacter = 2, kJoinsNumbers = 4, kJoinsTokens = 8 };

constexpr std::array<std::uint8_t, 128> kAscii = [] {
  std::array<std::uint8_t, 128> table{};
  for (unsigned c = '0'; c <= '9'; ++c) table[c] = kDigit | kWordCharacter;
  for (unsigned c = 'A'; c <= 'Z'; ++c) table[c] = table[c + 32] = kWordCharacter;
  table['_'] = kWordCharacter;
  for (const char c : std::string_view(".,-/:'")) table[static_cast<unsigned char>(c)] |= kJoinsNumbers;
  for (const char c : std::string_view("-./+=@")) table[static_cast<unsigned char>(c)] |= kJoinsTokens;
  return table;
}();

std::uint8_t traits_of(UChar32 code_point) {
  if (code_point < 0) return 0;
  if (code_point < 128) return kAscii[static_cast<unsigned>(code_point)];
  constexpr std::uint32_t kLettersNumbersMarks = U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK;
  return (U_GET_GC_MASK(code_point) & kLettersNumbersMarks) != 0 ? kWordCharacter : 0;
}

/// Traits of the character before `at`, which moves to its start.
std::uint8_t step_back(std::string_view text, std::size_t& at) {
  if (at == 0) return 0;
  const auto byte = static_cast<unsigned char>(text[at - 1]);
  if (byte < 128) return kAscii[static_cast<unsigned char>(text[--at])];
  const std::size_t from = at > 4 ? at - 4 : 0;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data() + from);
  auto i = static_cast<std::int32_t>(at - from);
  UChar32 code_point = 0;
  U8_PREV(bytes, 0, i, code_point);
  at = from + static_cast<std::size_t>(i);
  return traits_of(code_point);
}

/// Traits of the character at `at`, which moves behind it.
std::uint8_t step_forward(std::string_view text, std::size_t& at) {
  if (at >= text.size()) return 0;
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 128) return kAscii[static_cast<unsigned char>(text[at++])];
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(4, text.size() - at));
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data() + at);
  std::int32_t i = 0;
  UChar32 code_point = 0;
  U8_NEXT(bytes, i, length, code_point);
  at += static_cast<std::size_t>(i);
  return traits_of(code_point);
}

bool inside_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

constexpr BoundarySet decide(std::uint8_t neighbour, std::uint8_t beyond) {
  BoundarySet holds = bit(Boundary::kNone);
  if ((neighbour & kDigit) == 0) {
    holds |= bit(Boundary::kDigits);
    if ((neighbour & kJoinsNumbers) == 0 || (beyond & kDigit) == 0) holds |= bit(Boundary::kNumber);
  }
  if ((neighbour & kWordCharacter) == 0) {
    holds |= bit(Boundary::kWord);
    if ((neighbour & kJoinsTokens) == 0 || (beyond & kWordCharacter) == 0) holds |= bit(Boundary::kToken);
  }
  return holds;
}

}  // namespace

namespace boundary_internal {

constexpr std::array<BoundarySet, 256> kByNeighbour = [] {
  std::array<BoundarySet, 256> table{};
  for (unsigned byte = 0; byte < 128; ++byte)
    if ((kAscii[byte] & (kJoinsNumbers | kJoinsTokens)) == 0) table[byte] = decide(kAscii[byte], 0);
  return table;
}();

BoundarySet look_further_back(std::string_view text, std::size_t at) {
  if (inside_character(text, at)) return 0;
  const bool assigned = at > 0 && text[at - 1] == '=';
  const std::uint8_t neighbour = step_back(text, at);
  return decide(assigned ? 0 : neighbour, step_back(text, at));
}

BoundarySet look_further_ahead(std::string_view text, std::size_t at) {
  if (inside_character(text, at)) return 0;
  const std::uint8_t neighbour = step_forward(text, at);
  return decide(neighbour, step_forward(text, at));
}

}  // namespace boundary_internal

bool holds_at_start(Boundary boundary, std::string_view text, std::size_t at) {
  return (all_at_start(text, at) & bit(boundary)) != 0;
}

bool holds_at_end(Boundary boundary, std::string_view text, std::size_t at) {
  return (all_at_end(text, at) & bit(boundary)) != 0;
}

}  // namespace assay::detect
