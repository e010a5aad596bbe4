// From byte classes to the places where a match of some pattern may start, 64 places at a time. Each lane has a condition that
// every match of its patterns fulfils (start_conditions.h proves it when patterns are compiled):
//
//   digits   a digit, no digit in front
//   words    a letter or _, no letter, digit or _ in front, and one of
//              its run of letters is followed by a digit, or by one byte of another kind and a digit
//              its run of letters, at most four, is followed by ':' or '-'
//              five capitals or digits, or twelve letters, digits, '_' or any of :-./<+, beginning there
//            the last also for a digit with no letter, digit or _ in front
//   loose    a letter or _, no digit in front, a digit, ':' or '-' within the next four bytes; or a special byte
//   prefixes a letter or _, no letter, digit or _ in front; a special byte; or the first byte of a character beyond ASCII: all
//            that a hash of the next four bytes is worth asking for
//   at       a local byte within 128 bytes before an '@' with only local bytes between, no letter, digit or _ in front
//
// So prose costs next to nothing: its words are passed over 64 bytes at a time.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "detect/byte_masks.h"

namespace assay::detect {

enum class Lane : std::uint8_t { kDigits, kWords, kLoose, kAt, kPrefixes };
inline constexpr std::size_t kLanes = 5;
/// Among the bits of lanes: lane kLoose has patterns that begin with a letter.
inline constexpr unsigned kLooseLetters = 1U << kLanes;

/// Numbers in the conditions above.
inline constexpr unsigned kShortRun = 4, kCapitalRun = 5, kLongRun = 12, kNear = 4, kLocalBytes = 128;
/// A run of letters longer than this in front of a digit is no start; longer than kLongRun anyway.
inline constexpr unsigned kMaxLetterRun = 56;

/// Possible starts of 64 bytes, by lane.
using StartBlock = std::array<std::uint64_t, kLanes>;

/// So many blocks of masks before and behind those that starts are marked in.
inline constexpr std::size_t kBlocksBefore = 1, kBlocksBehind = 3;

/// `masks` holds kBlocksBefore and kBlocksBehind more blocks than `out`. Lanes that are not in `lanes` (bit per lane) stay
/// empty.
void mark_starts(std::span<const ByteMasks::Block> masks, unsigned lanes, std::span<StartBlock> out);

}  // namespace assay::detect
