#include "isolate/wire_map.h"

#include <algorithm>

namespace assay::isolate {
namespace {

using Piece = base::PositionMap::Piece;

/// Positions above are no document's.
constexpr std::uint64_t kMaxPosition = std::uint64_t{1} << 62;
/// One run may not stand for more pieces than a frame has bytes of text.
constexpr std::uint64_t kMaxPieces = 1 << 20;

/// Both sides go on where the piece before ended, and it looks the same.
bool repeats(const Piece& before, const Piece& piece) {
  return !piece.linear && !before.linear && piece.derived == before.derived + before.derived_size &&
         piece.original == before.original + before.original_size && piece.derived_size == before.derived_size &&
         piece.original_size == before.original_size;
}

std::uint64_t fold(std::int64_t value) {
  return static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
}
std::int64_t unfold(std::uint64_t value) { return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1); }

}  // namespace

void put_map(WireWriter& out, const base::PositionMap& map) {
  const auto& pieces = map.pieces();
  MapBounds at;
  for (std::size_t i = 0; i < pieces.size();) {
    std::size_t end = i + 1;
    while (end < pieces.size() && repeats(pieces[end - 1], pieces[end])) ++end;
    const Piece& piece = pieces[i];
    out.put_small((end - i) << 1 | (piece.linear ? 1 : 0)).put_small(piece.derived - at.derived);
    out.put_small(fold(static_cast<std::int64_t>(piece.original - at.original))).put_small(piece.derived_size);
    if (!piece.linear) out.put_small(piece.original_size);
    const Piece& last = pieces[end - 1];
    at = {last.derived + last.derived_size, last.original + last.original_size};
    i = end;
  }
  out.put_small(0);
}

MapBounds get_map(WireReader& in, base::PositionMap& map) {
  MapBounds at, most;
  std::uint64_t pieces = 0;
  for (std::uint64_t head = in.get_small(); head != 0; head = in.get_small()) {
    const std::uint64_t count = head >> 1, derived_gap = in.get_small();
    const std::int64_t original_gap = unfold(in.get_small());
    const std::uint64_t derived_size = in.get_small(), original_size = (head & 1) != 0 ? derived_size : in.get_small();
    const std::uint64_t original = at.original + static_cast<std::uint64_t>(original_gap);
    if (count == 0 || count > kMaxPieces - pieces || derived_gap > kMaxPosition || original > kMaxPosition || derived_size == 0 ||
        derived_size > UINT32_MAX || original_size > UINT32_MAX || ((head & 1) != 0 && count != 1)) {
      in.fail();
      return most;
    }
    pieces += count;
    at = {at.derived + derived_gap, original};
    for (std::uint64_t i = 0; i < count; ++i) {
      if ((head & 1) != 0)
        map.linear(at.derived, at.original, derived_size);
      else
        map.unit(at.derived, static_cast<std::uint32_t>(derived_size), at.original, static_cast<std::uint32_t>(original_size));
      at = {at.derived + derived_size, at.original + original_size};
    }
    most = {std::max(most.derived, at.derived), std::max(most.original, at.original)};
    if (at.derived > kMaxPosition) in.fail();
  }
  return most;
}

base::PositionMap cut_map(const base::PositionMap& map, std::uint64_t begin, std::uint64_t end) {
  base::PositionMap out;
  const auto& pieces = map.pieces();
  auto piece =
      std::partition_point(pieces.begin(), pieces.end(), [&](const Piece& p) { return p.derived + p.derived_size <= begin; });
  for (; piece != pieces.end() && piece->derived < end; ++piece) {
    const std::uint64_t from = std::max(piece->derived, begin), to = std::min(piece->derived + piece->derived_size, end);
    if (piece->linear)
      out.linear(from - begin, piece->original + (from - piece->derived), to - from);
    else
      out.unit(from - begin, static_cast<std::uint32_t>(to - from), piece->original, piece->original_size);
  }
  return out;
}

}  // namespace assay::isolate
