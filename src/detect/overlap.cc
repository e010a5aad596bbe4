// Who keeps a place that several hits want. The order is described at resolve_overlaps in detect.h.
#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "detect/detect.h"

namespace assay::detect {
namespace {
constexpr std::int32_t kNobody = -1;
using Index = std::int32_t;

std::uint64_t length_of(const Hit& hit) { return hit.range.size(); }

/// Places that are taken, by begin. They never overlap each other.
class Taken {
 public:
  explicit Taken(std::span<const Hit> hits) : hits_(hits) {}

  /// The hit that holds a part of `range`; of several the one on the left. kNobody: free.
  Index holder(const NormRange& range) const {
    auto behind = by_begin_.lower_bound(range.begin);
    if (behind != by_begin_.begin()) {
      const Index left = std::prev(behind)->second;
      if (at(left).range.overlaps(range)) return left;
    }
    return behind != by_begin_.end() && at(behind->second).range.overlaps(range) ? behind->second : kNobody;
  }
  void take(Index hit) { by_begin_.emplace(at(hit).range.begin, hit); }
  void clear() { by_begin_.clear(); }

 private:
  const Hit& at(Index i) const { return hits_[static_cast<std::size_t>(i)]; }
  std::span<const Hit> hits_;
  std::map<std::uint64_t, Index> by_begin_;
};

class Resolver {
 public:
  Resolver(const rulepack::Packs& packs, std::span<const Hit> hits, std::vector<Index>& lost_to)
      : packs_(packs), hits_(hits), lost_to_(lost_to), taken_(hits) {}

  void run() {
    lost_to_.assign(hits_.size(), kNobody);
    order_.resize(hits_.size());
    std::iota(order_.begin(), order_.end(), 0);
    merge_detectors();
    decide_between_detectors();
  }

 private:
  const Hit& at(Index i) const { return hits_[static_cast<std::size_t>(i)]; }
  Index& lost_to(Index i) { return lost_to_[static_cast<std::size_t>(i)]; }

  /// Highest confidence, then longest, then leftmost.
  void merge_detectors() {
    std::sort(order_.begin(), order_.end(), [&](Index a, Index b) {
      const Hit &x = at(a), &y = at(b);
      if (x.detector != y.detector) return x.detector < y.detector;
      if (x.confidence != y.confidence) return x.confidence > y.confidence;
      if (length_of(x) != length_of(y)) return length_of(x) > length_of(y);
      return std::tie(x.range.begin, x.pattern, a) < std::tie(y.range.begin, y.pattern, b);
    });
    for (std::size_t i = 0; i < order_.size(); ++i) {
      if (i > 0 && at(order_[i]).detector != at(order_[i - 1]).detector) taken_.clear();
      settle(order_[i]);
    }
    order_.erase(std::remove_if(order_.begin(), order_.end(), [&](Index i) { return lost_to(i) != kNobody; }), order_.end());
    taken_.clear();
  }

  void settle(Index hit) {
    const Index holder = taken_.holder(at(hit).range);
    lost_to(hit) = holder;
    if (holder == kNobody) taken_.take(hit);
  }

  void decide_between_detectors() {
    std::sort(order_.begin(), order_.end(), [&](Index a, Index b) {
      const Hit &x = at(a), &y = at(b);
      const bool x_checked = x.check == CheckResult::kPassed, y_checked = y.check == CheckResult::kPassed;
      if (x_checked != y_checked) return x_checked;
      if (x.confidence != y.confidence) return x.confidence > y.confidence;
      if (length_of(x) != length_of(y)) return length_of(x) > length_of(y);
      return std::tie(x.range.begin, x.detector) < std::tie(y.range.begin, y.detector);
    });
    for (std::size_t begin = 0; begin < order_.size();) {
      std::size_t end = begin + 1;
      while (end < order_.size() && equal_rank(at(order_[begin]), at(order_[end]))) ++end;
      settle_equals(begin, end);
      begin = end;
    }
  }

  static bool equal_rank(const Hit& x, const Hit& y) {
    return (x.check == CheckResult::kPassed) == (y.check == CheckResult::kPassed) && x.confidence == y.confidence &&
           length_of(x) == length_of(y);
  }

  bool beats(const Hit& x, const Hit& y) const {
    const auto& losers = packs_.detectors[x.detector].beats;
    return std::find(losers.begin(), losers.end(), packs_.detectors[y.detector].id) != losers.end();
  }

  /// Hits of one rank, by (begin, detector). One that is beaten is decided after those that beat and overlap it; those of a
  /// circle of `beats` in the order that they come.
  void settle_equals(std::size_t begin, std::size_t end) {
    const auto has_beats = [&](Index i) { return !packs_.detectors[at(i).detector].beats.empty(); };
    const auto from = order_.begin() + static_cast<std::ptrdiff_t>(begin), to = order_.begin() + static_cast<std::ptrdiff_t>(end);
    if (std::none_of(from, to, has_beats)) {
      std::for_each(from, to, [&](Index i) { settle(i); });
      return;
    }
    state_.assign(end - begin, State::kWaiting);
    for (std::size_t i = begin; i < end; ++i) settle_after_winners(begin, end, i);
  }

  enum class State : std::uint8_t { kWaiting, kAsked, kSettled };

  void settle_after_winners(std::size_t begin, std::size_t end, std::size_t first) {
    for (stack_.assign(1, first); !stack_.empty();) {
      const std::size_t i = stack_.back();
      State& state = state_[i - begin];
      state = state == State::kWaiting ? State::kAsked : state;
      const std::size_t winner = state == State::kSettled ? end : waiting_winner(begin, end, i);
      if (winner != end) {
        stack_.push_back(winner);
        continue;
      }
      if (state != State::kSettled) settle(order_[i]);
      state = State::kSettled;
      stack_.pop_back();
    }
  }

  /// All of one rank have one length: those that overlap stand near by in the order.
  std::size_t waiting_winner(std::size_t begin, std::size_t end, std::size_t i) const {
    const Hit& loser = at(order_[i]);
    const auto wins = [&](std::size_t j) { return state_[j - begin] == State::kWaiting && beats(at(order_[j]), loser); };
    for (std::size_t j = i; j-- > begin && at(order_[j]).range.overlaps(loser.range);)
      if (wins(j)) return j;
    for (std::size_t j = i + 1; j < end && at(order_[j]).range.overlaps(loser.range); ++j)
      if (wins(j)) return j;
    return end;
  }

  const rulepack::Packs& packs_;
  std::span<const Hit> hits_;
  std::vector<Index>& lost_to_;
  Taken taken_;
  std::vector<Index> order_;
  std::vector<State> state_;
  std::vector<std::size_t> stack_;
};
}  // namespace

void resolve_overlaps(const rulepack::Packs& packs, std::span<const Hit> hits, std::vector<std::int32_t>& lost_to) {
  Resolver(packs, hits, lost_to).run();
}

}  // namespace assay::detect
