// The positions of many patterns numbered through, and the bytes that none of them tells apart: what subset construction runs on.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "detect/automaton.h"

namespace assay::detect {

/// What the byte behind a match says about its end boundary.
enum class Follower : std::uint8_t { kDigit, kWordByte, kOther };
inline constexpr std::size_t kFollowers = 3;
Follower follower_of(std::uint8_t byte);
/// False: no boundary of this kind holds in front of such a byte. True: perhaps.
bool may_end(Boundary boundary, Follower follower);

struct PositionUnion {
  static constexpr std::uint32_t kNoInput = 0xFFFFFFFF;

  explicit PositionUnion(std::span<const AutomatonInput> inputs);

  std::vector<ByteSet> bytes;
  std::vector<std::vector<std::uint32_t>> follow;
  std::vector<std::uint32_t> accepts;  ///< Index of the input that a match ends with this position of, or kNoInput.
  std::vector<std::uint32_t> starts;   ///< By input.
};

struct ByteClasses {
  explicit ByteClasses(const PositionUnion& all);

  std::array<std::uint8_t, 256> of{};
  std::vector<Follower> followers;                     ///< By class; one more than `of` has, for the end of the text.
  std::vector<std::vector<std::uint8_t>> by_position;  ///< Classes that the position takes.
};

}  // namespace assay::detect
