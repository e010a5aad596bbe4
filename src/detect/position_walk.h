// Walking a pattern over classes of bytes instead of bytes: where could it be after "a digit, a capital, a digit"?
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "detect/byte_set.h"
#include "detect/positions.h"

namespace assay::detect {

/// Positions that a walk may be at, ascending; {0} in front of the first byte, empty when nothing is possible any more.
using PositionSet = std::vector<std::uint32_t>;

class PositionWalk {
 public:
  explicit PositionWalk(const Node& root) : positions_(number_positions(root)) {}

  PositionSet step(const PositionSet& from, const ByteSet& bytes) const;
  /// Bytes that may come next.
  ByteSet next_bytes(const PositionSet& from) const;
  /// What each byte leads to; by byte, nothing for bytes that lead nowhere.
  std::array<PositionSet, 256> step_all(const PositionSet& from) const;
  /// May a match be over here?
  bool may_end(const PositionSet& at) const;

 private:
  Positions positions_;
};

}  // namespace assay::detect
