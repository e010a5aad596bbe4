#include "engine/settle.h"

#include <algorithm>

#include "engine/preview.h"

namespace assay::engine {
namespace {
// A chain of overlaps longer than this is cut: nobody writes one, and memory stays flat. Both depend on the hits alone.
constexpr std::size_t kClusterHits = 4096;
constexpr std::uint64_t kClusterBytes = 16 << 10;
constexpr std::uint64_t kPreviewReach = kPreviewContext * 4;
}  // namespace

Settler::Settler(const rulepack::Packs& packs, std::uint8_t min_confidence, Receiver receive)
    : packs_(packs), min_confidence_(min_confidence), receive_(std::move(receive)) {}

void Settler::add(std::vector<PlacedHit>&& hits, const TextWindow& window) {
  for (PlacedHit& hit : hits) take(std::move(hit));
  if (window.last || cluster_end_ <= window.core.end) close();
  give_out(window);
  if (window.last) sensitive_.clear();  // The next text begins at zero again.
}

void Settler::take(PlacedHit&& hit) {
  sensitive_.push_back(hit.range);
  // Weaker hits are masked in previews but cannot take the place of one that is asked for.
  if (hit.hit.confidence < min_confidence_) return;
  const bool apart = hit.range.begin >= cluster_end_;
  const bool too_long =
      !cluster_.empty() && (cluster_.size() >= kClusterHits || hit.range.begin - cluster_.front().range.begin > kClusterBytes);
  if (apart || too_long) close();
  cluster_end_ = std::max(cluster_end_, hit.range.end);
  cluster_.push_back(std::move(hit));
}

void Settler::close() {
  if (cluster_.empty()) return;
  scratch_.clear();
  for (PlacedHit& placed : cluster_) scratch_.push_back(placed.hit);
  lost_to_.clear();
  detect::resolve_overlaps(packs_, scratch_, lost_to_);
  for (std::size_t i = 0; i < cluster_.size(); ++i) {
    const std::int32_t winner = lost_to_[i];
    if (winner >= 0) cluster_[i].lost_to = static_cast<std::int32_t>(scratch_[static_cast<std::size_t>(winner)].detector);
    settled_.push_back(std::move(cluster_[i]));
  }
  cluster_.clear();
  cluster_end_ = 0;
}

void Settler::give_out(const TextWindow& window) {
  std::sort(sensitive_.begin(), sensitive_.end(), [](const TextRange& a, const TextRange& b) { return a.begin < b.begin; });
  std::size_t first = 0;
  while (!settled_.empty()) {
    const PlacedHit& next = settled_.front();
    if (!window.last && next.range.end + kPreviewReach > window.core.end) break;
    // Ranges that end before the preview begins are skipped from the left; longer ones further left are found by the reach of a
    // cluster.
    const std::uint64_t from = next.range.begin - std::min(next.range.begin, kPreviewReach + kClusterBytes);
    while (first < sensitive_.size() && sensitive_[first].begin < from) ++first;
    std::size_t end = first;
    while (end < sensitive_.size() && sensitive_[end].begin < next.range.end + kPreviewReach) ++end;
    receive_(next, window, std::span(sensitive_).subspan(first, end - first));
    settled_.pop_front();
  }
  const std::uint64_t oldest = settled_.empty() ? window.core.end : settled_.front().range.begin;
  forget(oldest - std::min(oldest, 2 * (kPreviewReach + kClusterBytes)));
}

void Settler::forget(std::uint64_t before) {
  auto keep = std::find_if(sensitive_.begin(), sensitive_.end(), [&](const TextRange& range) { return range.begin >= before; });
  sensitive_.erase(sensitive_.begin(), keep);
}

}  // namespace assay::engine
