// Which lanes propose every start of a pattern: proved by walking the pattern over classes of bytes, not guessed from its looks.
#pragma once
#include <algorithm>
#include <array>
#include <set>

#include "detect/pattern_table.h"
#include "detect/prefix_table.h"
#include "detect/start_masks.h"

namespace assay::detect {

/// Where the starts of one pattern come from.
struct LaneChoice {
  /// By lane: the first bytes of the matches that start there. All empty: no lane can, Hyperscan must.
  std::array<ByteSet, kLanes> first;
  ByteSet local;                    ///< Local bytes of its '@'.
  std::set<FoldedPrefix> prefixes;  ///< For Lane::kPrefixes.

  bool any() const {
    return std::any_of(first.begin(), first.end(), [](const ByteSet& bytes) { return !bytes.empty(); });
  }
  ByteSet& of(Lane lane) { return first[static_cast<std::size_t>(lane)]; }
};

inline constexpr ByteSet kDigitBytes = ByteSet::range('0', '9');
inline constexpr ByteSet kUpperBytes = ByteSet::range('A', 'Z');
inline constexpr ByteSet kLowerBytes = ByteSet::range('a', 'z') | ByteSet::single('_');
inline constexpr ByteSet kJoinBytes = ByteSet::single(':') | ByteSet::single('-');
inline constexpr ByteSet kLetterBytes = kUpperBytes | kLowerBytes;
inline constexpr ByteSet kWordBytes = kLetterBytes | kDigitBytes;
/// ASCII, but no letter, digit or _.
inline constexpr ByteSet kSpecialBytes = ByteSet::range(0, 127) & ~kWordBytes;

/// The lanes whose conditions together every match fulfils.
LaneChoice choose_lanes(const ParsedPattern& pattern);

}  // namespace assay::detect
