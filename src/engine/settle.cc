#include "engine/settle.h"

#include <algorithm>

#include "engine/preview.h"

namespace assay::engine {
namespace {
// A chain of overlaps longer than this is cut: nobody writes one, and memory stays flat. Both depend on the hits alone.
constexpr std::size_t kClusterHits = 4096;
constexpr std::uint64_t kClusterBytes = 16 << 10;
constexpr std::uint64_t kPreviewReach = kPreviewContext * 4;

auto first_from(const std::vector<TextRange>& ranges, std::uint64_t begin) {
  return std::lower_bound(ranges.begin(), ranges.end(), begin,
                          [](const TextRange& range, std::uint64_t at) { return range.begin < at; });
}
}  // namespace

// Ranges that end before the preview begins are skipped; longer ones further left are found by the reach of a cluster.
std::span<const TextRange> Sensitive::near(TextRange match) const {
  const auto begin = first_from(ranges_, match.begin - std::min(match.begin, kPreviewReach + kClusterBytes));
  const auto end = std::find_if(first_from(ranges_, match.end), ranges_.end(),
                                [&](const TextRange& range) { return range.begin >= match.end + kPreviewReach; });
  return {begin, end};
}

void Sensitive::forget_before(std::uint64_t begin) { ranges_.erase(ranges_.begin(), first_from(ranges_, begin)); }

Settler::Settler(detect::OverlapResolver& resolver, std::uint8_t min_confidence, Receiver receive)
    : resolver_(resolver), min_confidence_(min_confidence), receive_(std::move(receive)) {}

void Settler::add(std::vector<PlacedHit>& hits, const TextWindow& window) {
  for (PlacedHit& hit : hits) take(std::move(hit));
  if (window.last || cluster_end_ <= window.core.end) close();
  give_out(window);
  if (window.last) sensitive_.clear();  // The next text begins at zero again.
}

void Settler::take(PlacedHit&& hit) {
  sensitive_.add(hit.range);
  // Weaker hits are masked in previews but cannot take the place of one that is asked for.
  if (hit.confidence < min_confidence_) return;
  const std::size_t open = hits_.size() - open_;
  const bool too_long = open > 0 && (open >= kClusterHits || hit.range.begin - open_begin() > kClusterBytes);
  if (hit.range.begin >= cluster_end_ || too_long) close();
  cluster_end_ = std::max(cluster_end_, hit.range.end);
  hits_.push_back(std::move(hit));
}

void Settler::close() {
  if (hits_.size() - open_ > 1) decide();
  open_ = hits_.size();
  cluster_end_ = 0;
}

void Settler::decide() {
  claims_.clear();
  for (std::size_t i = open_; i < hits_.size(); ++i) {
    const PlacedHit& hit = hits_[i];
    const bool checked = hit.check == detect::CheckResult::kPassed;
    claims_.push_back({hit.range.begin, hit.range.end, hit.detector, hit.pattern, hit.confidence, checked});
  }
  resolver_.resolve(claims_, lost_to_);
  for (std::size_t i = 0; i < claims_.size(); ++i)
    if (lost_to_[i] >= 0)
      hits_[open_ + i].lost_to = static_cast<std::int32_t>(claims_[static_cast<std::size_t>(lost_to_[i])].detector);
}

void Settler::give_out(const TextWindow& window) {
  std::size_t given = 0;
  for (; given < open_; ++given) {
    PlacedHit& next = hits_[given];
    if (!window.last && next.range.end + kPreviewReach > window.core.end) break;
    receive_(next, window, sensitive_);
  }
  const std::uint64_t oldest = given < hits_.size() ? hits_[given].range.begin : window.core.end;
  hits_.erase(hits_.begin(), hits_.begin() + static_cast<std::ptrdiff_t>(given));
  open_ -= given;
  sensitive_.forget_before(oldest - std::min(oldest, 2 * (kPreviewReach + kClusterBytes)));
}

}  // namespace assay::engine
