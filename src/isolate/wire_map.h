// Position maps as bytes and back. A text in UTF-16 has a unit per character, so equal neighbours are written once.
#pragma once
#include <cstdint>

#include "base/position_map.h"
#include "isolate/wire.h"

namespace assay::isolate {

/// Where the map ends on either side.
struct MapBounds {
  std::uint64_t derived = 0, original = 0;
};

void put_map(WireWriter& out, const base::PositionMap& map);
/// Fails `in` where a piece goes back in the derived text or a number is beyond reason.
MapBounds get_map(WireReader& in, base::PositionMap& map);

/// What of `map` lies in derived [begin, end), counted from `begin`.
base::PositionMap cut_map(const base::PositionMap& map, std::uint64_t begin, std::uint64_t end);

}  // namespace assay::isolate
