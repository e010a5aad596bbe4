#include "base/position_map.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace assay::base {
namespace {
constexpr std::uint64_t kMaxPiece = std::numeric_limits<std::uint32_t>::max();
}

void PositionMap::linear(std::uint64_t derived, std::uint64_t original, std::uint64_t size) {
  while (size > 0) {
    Piece* last = pieces_.empty() ? nullptr : &pieces_.back();
    const bool continues = last != nullptr && last->linear && last->derived + last->derived_size == derived &&
                           last->original + last->original_size == original && last->derived_size < kMaxPiece;
    const std::uint64_t room = continues ? kMaxPiece - last->derived_size : kMaxPiece;
    const auto step = static_cast<std::uint32_t>(std::min(size, room));
    if (continues) {
      last->derived_size += step;
      last->original_size += step;
    } else {
      pieces_.push_back({derived, original, step, step, true});
    }
    derived += step, original += step, size -= step;
  }
}

void PositionMap::unit(std::uint64_t derived, std::uint32_t derived_size, std::uint64_t original, std::uint32_t original_size) {
  if (derived_size == 0) return;
  pieces_.push_back({derived, original, derived_size, original_size, false});
}

const PositionMap::Piece& PositionMap::piece_at(std::uint64_t derived) const {
  assert(!pieces_.empty());
  auto after = std::upper_bound(pieces_.begin(), pieces_.end(), derived,
                                [](std::uint64_t at, const Piece& piece) { return at < piece.derived; });
  return after == pieces_.begin() ? *after : *(after - 1);
}

PositionMap::Mapped PositionMap::map(std::uint64_t begin, std::uint64_t end) const {
  const Piece& first = piece_at(begin);
  const Piece& last = piece_at(end - 1);
  const std::uint64_t from = first.linear ? first.original + (begin - first.derived) : first.original;
  const std::uint64_t to = last.linear ? last.original + (end - last.derived) : last.original + last.original_size;
  const bool whole = begin == first.derived && end == last.derived + last.derived_size;
  return {from, to, (first.linear && last.linear) || whole};
}

std::uint64_t PositionMap::derived_at(std::uint64_t original) const {
  for (auto piece = std::lower_bound(pieces_.begin(), pieces_.end(), original,
                                     [](const Piece&p, std::uint64_t at) { return p.original + p.original_size <= at; });
       piece != pieces_.end(); ++piece) {
    if (original <= piece->original) return piece->derived;
    return piece->linear ? piece->derived + (original - piece->original) : piece->derived + piece->derived_size;
  }
  return pieces_.empty() ? original : pieces_.back().derived + pieces_.back().derived_size;
}

}  // namespace assay::base
