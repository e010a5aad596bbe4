// Who keeps a place that several hits want: the order is described at resolve_overlaps in detect.h. This is the same decision for
// callers that have many clusters to decide and no use for a Hit's strings.
// Threads: an OverlapResolver serves one thread; it keeps its memory from call to call.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "assay/ranges.h"
#include "rulepack/model.h"

namespace assay::detect {

/// What a hit has to say when its place is wanted by others.
struct Claim {
  std::uint64_t begin = 0, end = 0;
  std::uint32_t detector = 0, pattern = 0;  ///< As in Hit.
  std::uint8_t confidence = 0;
  bool checked = false;  ///< Its check passed.

  std::uint64_t length() const { return end - begin; }
  bool overlaps(const Claim& other) const { return begin < other.end && other.begin < end; }
};

class OverlapResolver {
 public:
  explicit OverlapResolver(const rulepack::Packs& packs);
  /// As resolve_overlaps.
  void resolve(std::span<const Claim> claims, std::vector<std::int32_t>& lost_to);

 private:
  using Index = std::int32_t;
  enum class State : std::uint8_t { kWaiting, kAsked, kSettled };

  const Claim& at(Index i) const { return claims_[static_cast<std::size_t>(i)]; }
  Index& lost_to(Index i) { return (*lost_to_)[static_cast<std::size_t>(i)]; }
  Index holder(const Claim& claim, std::size_t& place) const;
  void settle(Index i);
  void merge_detectors();
  void decide_between_detectors();
  void settle_equals(std::size_t begin, std::size_t end);
  void settle_after_winners(std::size_t begin, std::size_t end, std::size_t first);
  std::size_t waiting_winner(std::size_t begin, std::size_t end, std::size_t i) const;
  bool beats(const Claim& x, const Claim& y) const;

  std::vector<std::vector<std::uint32_t>> beats_;  ///< By detector: whom it beats, sorted.
  std::span<const Claim> claims_;
  std::vector<Index>* lost_to_ = nullptr;
  std::vector<Index> taken_;  ///< Who has a place, by begin; they never overlap each other.
  std::vector<Index> order_;
  std::vector<State> state_;
  std::vector<std::size_t> stack_;
};

}  // namespace assay::detect
