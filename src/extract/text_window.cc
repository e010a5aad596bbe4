#include "extract/text_window.h"

#include <algorithm>

namespace assay::extract {
namespace {

/// Copies the part of `from` that lies in derived [begin, end) to `to`, moved to `derived`.
void copy_map(const base::PositionMap& from, std::uint64_t begin, std::uint64_t end, std::uint64_t derived,
              base::PositionMap& to) {
  const auto& pieces = from.pieces();
  auto piece = std::upper_bound(pieces.begin(), pieces.end(), begin,
                                [](std::uint64_t at, const base::PositionMap::Piece& p) { return at < p.derived; });
  if (piece != pieces.begin()) --piece;
  for (; piece != pieces.end() && piece->derived < end; ++piece) {
    const std::uint64_t first = std::max(begin, piece->derived);
    const std::uint64_t last = std::min<std::uint64_t>(end, piece->derived + piece->derived_size);
    if (first >= last) continue;
    if (piece->linear) {
      to.linear(derived + (first - begin), piece->original + (first - piece->derived), last - first);
    } else {
      to.unit(derived + (first - begin), static_cast<std::uint32_t>(last - first), piece->original, piece->original_size);
    }
  }
}

}  // namespace

Result<bool, Trouble> TextWindow::more() {
  if (ended_) return false;
  const auto next = reader_.next();
  if (!next.ok()) return next.error();
  if (!next.value()) {
    ended_ = true;
    return false;
  }
  const TextBlock& block = *next.value();
  drop_consumed();
  const std::uint64_t derived = text_at_ + text_.size();
  if (block.map == nullptr) {
    map_.linear(derived, block.stored.begin, block.text.size());
  } else {
    copy_map(*block.map, 0, block.text.size(), derived, map_);
  }
  text_ += block.text;
  return true;
}

void TextWindow::drop_consumed() {
  if (at_ == 0) return;
  base::PositionMap kept;
  copy_map(map_, text_at_ + at_, text_at_ + text_.size(), text_at_ + at_, kept);
  map_ = std::move(kept);
  text_.erase(0, at_);
  text_at_ += at_;
  at_ = 0;
}

ByteRange TextWindow::stored(std::size_t begin, std::size_t end) const {
  if (begin >= end) return {};
  const auto mapped = map_.map(text_at_ + at_ + begin, text_at_ + at_ + end);
  return {mapped.begin, mapped.end};
}

void TextWindow::add_map(std::size_t begin, std::size_t end, std::uint64_t derived, base::PositionMap& map) const {
  copy_map(map_, text_at_ + at_ + begin, text_at_ + at_ + end, derived, map);
}

void PieceBuilder::copy(const TextWindow& window, std::size_t begin, std::size_t end) {
  if (begin >= end) return;
  window.add_map(begin, end, text_.size(), map_);
  text_ += window.rest().substr(begin, end - begin);
}

void PieceBuilder::put(std::string_view text, ByteRange stored) {
  map_.unit(text_.size(), static_cast<std::uint32_t>(text.size()), stored.begin, static_cast<std::uint32_t>(stored.size()));
  text_ += text;
}

void PieceBuilder::put_exact(std::string_view text, std::uint64_t stored) {
  map_.linear(text_.size(), stored, text.size());
  text_ += text;
}

void PieceBuilder::clear() {
  text_.clear();
  map_.clear();
}

bool PieceBuilder::flush(Anchor anchor) {
  if (text_.empty()) return true;
  const auto& pieces = map_.pieces();
  anchor.stored = {pieces.front().original, pieces.back().original + pieces.back().original_size};
  const bool exact = pieces.size() == 1 && pieces.front().linear;
  anchor.fit = exact ? StoredFit::kExact : StoredFit::kCovering;
  anchor.map = exact ? nullptr : &map_;
  const bool go_on = sink_.text(text_, anchor);
  clear();
  return go_on;
}

}  // namespace assay::extract
