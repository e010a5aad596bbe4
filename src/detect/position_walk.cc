#include "detect/position_walk.h"

#include <algorithm>

namespace assay::detect {

PositionSet PositionWalk::step(const PositionSet& from, const ByteSet& bytes) const {
  PositionSet out;
  for (const std::uint32_t position : from)
    for (const std::uint32_t next : positions_.follow[position]) {
      ByteSet common = positions_.bytes[next];
      common &= bytes;
      if (!common.empty()) out.push_back(next);
    }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

ByteSet PositionWalk::next_bytes(const PositionSet& from) const {
  ByteSet out;
  for (const std::uint32_t position : from)
    for (const std::uint32_t next : positions_.follow[position]) out |= positions_.bytes[next];
  return out;
}

std::array<PositionSet, 256> PositionWalk::step_all(const PositionSet& from) const {
  PositionSet followers;
  for (const std::uint32_t position : from)
    followers.insert(followers.end(), positions_.follow[position].begin(), positions_.follow[position].end());
  std::sort(followers.begin(), followers.end());
  followers.erase(std::unique(followers.begin(), followers.end()), followers.end());
  std::array<PositionSet, 256> out;
  for (const std::uint32_t next : followers)
    for (unsigned b = 0; b < 256; ++b)
      if (positions_.bytes[next].contains(static_cast<std::uint8_t>(b))) out[b].push_back(next);
  return out;
}

bool PositionWalk::may_end(const PositionSet& at) const {
  return std::any_of(at.begin(), at.end(), [&](std::uint32_t position) { return positions_.last[position]; });
}

}  // namespace assay::detect
