#include "detect/overlap.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>
#include <tuple>

#include "detect/detect.h"

namespace assay::detect {
namespace {
constexpr std::int32_t kNobody = -1;
}

OverlapResolver::OverlapResolver(const rulepack::Packs& packs) : beats_(packs.detectors.size()) {
  std::map<std::string_view, std::uint32_t> numbers;
  for (std::size_t i = 0; i < packs.detectors.size(); ++i) numbers.emplace(packs.detectors[i].id, static_cast<std::uint32_t>(i));
  for (std::size_t i = 0; i < packs.detectors.size(); ++i) {
    for (const std::string& loser : packs.detectors[i].beats)
      if (const auto found = numbers.find(loser); found != numbers.end()) beats_[i].push_back(found->second);
    std::sort(beats_[i].begin(), beats_[i].end());
  }
}

void OverlapResolver::resolve(std::span<const Claim> claims, std::vector<std::int32_t>& lost_to) {
  lost_to.assign(claims.size(), kNobody);
  if (claims.size() < 2) return;
  claims_ = claims;
  lost_to_ = &lost_to;
  order_.resize(claims.size());
  std::iota(order_.begin(), order_.end(), 0);
  merge_detectors();
  decide_between_detectors();
}

/// Who holds a part of the claim's place; of several the one on the left. kNobody: it is free, and `place` is where it belongs.
OverlapResolver::Index OverlapResolver::holder(const Claim& claim, std::size_t& place) const {
  const auto behind = std::lower_bound(taken_.begin(), taken_.end(), claim.begin,
                                       [&](Index taken, std::uint64_t begin) { return at(taken).begin < begin; });
  place = static_cast<std::size_t>(behind - taken_.begin());
  if (behind != taken_.begin() && at(behind[-1]).overlaps(claim)) return behind[-1];
  return behind != taken_.end() && at(*behind).overlaps(claim) ? *behind : kNobody;
}

void OverlapResolver::settle(Index i) {
  std::size_t place = 0;
  const Index held_by = holder(at(i), place);
  lost_to(i) = held_by;
  if (held_by == kNobody) taken_.insert(taken_.begin() + static_cast<std::ptrdiff_t>(place), i);
}

/// Within each detector: highest confidence, then longest, then leftmost.
void OverlapResolver::merge_detectors() {
  std::sort(order_.begin(), order_.end(), [&](Index a, Index b) {
    const Claim &x = at(a), &y = at(b);
    if (x.detector != y.detector) return x.detector < y.detector;
    if (x.confidence != y.confidence) return x.confidence > y.confidence;
    if (x.length() != y.length()) return x.length() > y.length();
    return std::tie(x.begin, x.pattern, a) < std::tie(y.begin, y.pattern, b);
  });
  for (std::size_t i = 0; i < order_.size(); ++i) {
    if (i == 0 || at(order_[i]).detector != at(order_[i - 1]).detector) taken_.clear();
    settle(order_[i]);
  }
  order_.erase(std::remove_if(order_.begin(), order_.end(), [&](Index i) { return lost_to(i) != kNobody; }), order_.end());
  taken_.clear();
}

void OverlapResolver::decide_between_detectors() {
  std::sort(order_.begin(), order_.end(), [&](Index a, Index b) {
    const Claim &x = at(a), &y = at(b);
    if (x.checked != y.checked) return x.checked;
    if (x.confidence != y.confidence) return x.confidence > y.confidence;
    if (x.length() != y.length()) return x.length() > y.length();
    return std::tie(x.begin, x.detector) < std::tie(y.begin, y.detector);
  });
  const auto equal_rank = [](const Claim& x, const Claim& y) {
    return x.checked == y.checked && x.confidence == y.confidence && x.length() == y.length();
  };
  for (std::size_t begin = 0; begin < order_.size();) {
    std::size_t end = begin + 1;
    while (end < order_.size() && equal_rank(at(order_[begin]), at(order_[end]))) ++end;
    settle_equals(begin, end);
    begin = end;
  }
}

bool OverlapResolver::beats(const Claim& x, const Claim& y) const {
  return std::binary_search(beats_[x.detector].begin(), beats_[x.detector].end(), y.detector);
}

/// Claims of one rank, by (begin, detector). One that is beaten is decided after those that beat and overlap it; those of a
/// circle of `beats` in the order that they come.
void OverlapResolver::settle_equals(std::size_t begin, std::size_t end) {
  const auto has_beats = [&](Index i) { return !beats_[at(i).detector].empty(); };
  const auto from = order_.begin() + static_cast<std::ptrdiff_t>(begin), to = order_.begin() + static_cast<std::ptrdiff_t>(end);
  if (end - begin == 1 || std::none_of(from, to, has_beats)) {
    std::for_each(from, to, [&](Index i) { settle(i); });
    return;
  }
  state_.assign(end - begin, State::kWaiting);
  for (std::size_t i = begin; i < end; ++i) settle_after_winners(begin, end, i);
}

void OverlapResolver::settle_after_winners(std::size_t begin, std::size_t end, std::size_t first) {
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
std::size_t OverlapResolver::waiting_winner(std::size_t begin, std::size_t end, std::size_t i) const {
  const Claim& loser = at(order_[i]);
  const auto wins = [&](std::size_t j) { return state_[j - begin] == State::kWaiting && beats(at(order_[j]), loser); };
  for (std::size_t j = i; j-- > begin && at(order_[j]).overlaps(loser);)
    if (wins(j)) return j;
  for (std::size_t j = i + 1; j < end && at(order_[j]).overlaps(loser); ++j)
    if (wins(j)) return j;
  return end;
}

void resolve_overlaps(const rulepack::Packs& packs, std::span<const Hit> hits, std::vector<std::int32_t>& lost_to) {
  std::vector<Claim> claims;
  claims.reserve(hits.size());
  for (const Hit& hit : hits)
    claims.push_back(
        {hit.range.begin, hit.range.end, hit.detector, hit.pattern, hit.confidence, hit.check == CheckResult::kPassed});
  OverlapResolver(packs).resolve(claims, lost_to);
}

}  // namespace assay::detect
