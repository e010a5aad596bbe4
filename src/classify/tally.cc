#include "classify/tally.h"

#include <algorithm>

namespace assay::classify {
namespace {
/// contracts.md: in one row or within 300 characters. Bytes of text stand in for characters.
constexpr std::uint64_t kReach = 300;
constexpr std::size_t kFirstPrune = 1024;
constexpr std::size_t kMaxPending = 65'536;

bool in_reach(const Place& a, const Place& b) {
  if (a.part != b.part) return false;
  if (a.row_run != 0 && a.row_run == b.row_run) return true;
  const std::uint64_t first_end = a.range.begin <= b.range.begin ? a.range.end : b.range.end;
  const std::uint64_t second_begin = std::max(a.range.begin, b.range.begin);
  return second_begin <= first_end || second_begin - first_end <= kReach;
}

bool selects(const std::vector<std::string>& selectors, std::string_view detector, std::string_view category) {
  constexpr std::string_view kCategory = "category:";
  return std::any_of(selectors.begin(), selectors.end(), [&](const std::string& selector) {
    if (selector == "*" || selector == detector) return true;
    return selector.starts_with(kCategory) && std::string_view(selector).substr(kCategory.size()) == category;
  });
}
}  // namespace

Tally::Tally(const rulepack::Condition& condition)
    : condition_(condition), enough_(std::max(condition.at_least, condition.at_most.value_or(0) + 1)) {
  reset();
}

void Tally::reset() {
  occurrences_ = 0;
  values_.clear();
  pending_.clear();
  prune_at_ = kFirstPrune;
  has_with_ = false;
}

void Tally::count(std::uint64_t value) {
  ++occurrences_;
  if (condition_.distinct && values_.size() < enough_) values_.emplace(value);
}

Side Tally::side_of(std::string_view detector, std::string_view category) const {
  const bool first = selects(condition_.selectors, detector, category);
  const bool second = selects(condition_.with, detector, category);
  if (first) return second ? Side::kBoth : Side::kFirst;
  return second ? Side::kSecond : Side::kNeither;
}

void Tally::add(const Fact& fact, const Place& place, Side side) {
  if (fact.confidence < condition_.min_confidence) return;
  if (condition_.kind == rulepack::Condition::Kind::kCount) return count(fact.value);
  add_pair(fact, place, side);
}

/// A finding of both sides is nobody's partner of its own: the others come first.
void Tally::add_pair(const Fact& fact, const Place& place, Side side) {
  if (side != Side::kFirst) pair_pending(place);
  if (side != Side::kSecond) add_pair_candidate(fact, place);
  if (side != Side::kFirst) keep_nearest(place);
}

/// Of two in one row the one that ends later is nearer to all that follow.
void Tally::keep_nearest(const Place& with) {
  const bool moved = !has_with_ || with_.part != with.part || with_.row_run != with.row_run;
  if (moved || with_.range.end < with.range.end) with_ = with;
  has_with_ = true;
}

void Tally::add_pair_candidate(const Fact& fact, const Place& place) {
  if (has_with_ && in_reach(with_, place)) return count(fact.value);
  keep_pending(fact, place);
}

/// In report order, whoever is out of reach of this one is out of reach of all that follow: nothing need stay.
void Tally::pair_pending(const Place& with) {
  for (const Pending& waiting : pending_)
    if (in_reach(waiting.place, with)) count(waiting.value);
  pending_.clear();
  prune_at_ = kFirstPrune;
}

/// What still can be reached is bounded but for very long rows. There 65,536 waiting findings are as many as a condition can ask
/// for.
void Tally::keep_pending(const Fact& fact, const Place& place) {
  if (pending_.size() >= prune_at_) {
    const auto lost = [&](const Pending& waiting) { return !in_reach(waiting.place, place); };
    pending_.erase(std::remove_if(pending_.begin(), pending_.end(), lost), pending_.end());
    prune_at_ = std::max(kFirstPrune, pending_.size() * 2);
  }
  if (pending_.size() >= kMaxPending) return;
  pending_.push_back({fact.value, place});
}

bool Tally::holds(std::uint64_t text_bytes) const {
  if (number() < condition_.at_least) return false;
  if (condition_.at_most && number() > *condition_.at_most) return false;
  if (condition_.per_kilobyte <= 0) return true;
  return static_cast<double>(occurrences_) * 1000 >=
         condition_.per_kilobyte * static_cast<double>(std::max<std::uint64_t>(text_bytes, 1));
}

}  // namespace assay::classify
