// Which patterns go to which lane, which to Hyperscan, and which are decided together.
#include <algorithm>
#include <map>

#include "detect/anchor.h"
#include "detect/fast_finder.h"
#include "detect/start_conditions.h"

namespace assay::detect {

class FastFinderBuilder {
 public:
  FastFinderBuilder(std::span<const ParsedPattern> patterns, FastFinder& finder) : patterns_(patterns), finder_(finder) {}

  Result<std::unique_ptr<FastFinder>> build(std::unique_ptr<FastFinder> owner) {
    finder_.sets_ = SetTable(static_cast<std::uint32_t>(patterns_.size()));
    for (std::uint32_t id = 0; id < patterns_.size(); ++id) place(id);
    finder_.lanes_ = LaneStarts(mask_sets_);
    for (const auto& [key, ids] : buckets_) build_lane_group(key.first, ids);
    for (auto& [key, bucket] : prefix_buckets_)
      finder_.lanes_.add(add_group(bucket.members), bucket.members, patterns_, bucket.prefixes);
    finder_.lanes_.finish();
    for (const auto& [key, members] : bound_) build_bound_group(key.first, key.second, members);
    std::vector<std::uint32_t> mark_numbers;
    for (const auto& ids : mark_groups_) mark_numbers.push_back(add_group(ids));
    for (std::uint32_t& group : factor_groups_) group = mark_numbers[group];
    finder_.walkers_ = Walkers(stock_.automata);
    finder_.lone_ = std::move(stock_.lone);
    Result<HyperscanMarks> marks = HyperscanMarks::build(factors_, factor_groups_);
    if (!marks.ok()) return marks.error();
    finder_.marks_ = std::move(marks.value());
    return owner;
  }

 private:
  void place(std::uint32_t id) {
    finder_.facts_.push_back(facts_of(patterns_[id]));
    const ParsedPattern& pattern = patterns_[id];
    if (pattern.bound) {
      bound_[{pattern.place.detector, edge_of(pattern.boundary)}].push_back({id, ByteSet::all(), 0, 0});
      return;
    }
    if (is_too_big(patterns_[id])) return add_mark(id);
    const LaneChoice choice = choose_lanes(patterns_[id]);
    bool anywhere = false;
    for (const Lane lane : {Lane::kDigits, Lane::kWords, Lane::kLoose, Lane::kAt, Lane::kPrefixes}) {
      const ByteSet& first = choice.first[static_cast<std::size_t>(lane)];
      if (first.empty()) continue;
      anywhere = true;
      if (lane != Lane::kAt) mask_sets_.special |= first & kSpecialBytes;
      lane == Lane::kPrefixes ? add_prefixes({id, first, 0, 0}, choice.prefixes) : add_to_bucket(lane, {id, first, 0, 0});
    }
    mask_sets_.local |= choice.local;
    if (!anywhere) add_mark(id);
  }

  void add_prefixes(const GroupMember& member, const std::set<FoldedPrefix>& prefixes) {
    const bool dictionary = patterns_[member.id].dictionary;
    PrefixBucket& bucket = prefix_buckets_[dictionary ? kPrefixBuckets : *prefixes.begin() % kPrefixBuckets];
    bucket.members.push_back(member);
    bucket.prefixes.insert(prefixes.begin(), prefixes.end());
  }

  /// Patterns of other sizes know little of each other: apart, their automata stay small, and what a start looks like says which
  /// of them to ask. A pattern of nothing but digits is taken apart for that; its match is the whole run of digits, so only one
  /// of the parts can match.
  void add_to_bucket(Lane lane, GroupMember member) {
    const ParsedPattern& pattern = patterns_[member.id];
    const auto size = static_cast<std::uint32_t>(5 * pattern.pattern.min_bytes + pattern.pattern.max_bytes);
    if (lane != Lane::kDigits) {
      buckets_[{lane, size % kMaxLaneGroups}].push_back(member);
      return;
    }
    const auto least = static_cast<std::uint32_t>(least_digits(pattern.pattern.root));
    const auto most = static_cast<std::uint32_t>(most_digits(pattern.pattern.root));
    if (!only_digits(pattern.pattern.root) || pattern.extension) {
      buckets_[{lane, kMostDigits + 1 + (size + 3 * least + 7 * most) % (kMaxLaneGroups - kMostDigits - 1)}].push_back(member);
      return;
    }
    for (std::uint32_t n = clamped(least); n <= clamped(most); ++n) {
      if (least != most) member.least = n == kFewestDigits ? 1 : n, member.most = n == kMostDigits ? most : n;
      buckets_[{lane, n}].push_back(member);
    }
  }
  static constexpr std::uint32_t kFewestDigits = 6, kMostDigits = 18;
  static std::uint32_t clamped(std::uint32_t digits) { return std::clamp(digits, kFewestDigits, kMostDigits); }

  void add_mark(std::uint32_t id) {
    for (Factor& factor : best_factors(patterns_[id].pattern)) {
      factors_.push_back(std::move(factor));
      factor_groups_.push_back(static_cast<std::uint32_t>(mark_groups_.size()));
    }
    mark_groups_.push_back({{id, ByteSet::all(), 0, 0}});
  }

  void build_lane_group(Lane lane, std::span<const GroupMember> ids) { finder_.lanes_.add(lane, add_group(ids), ids, patterns_); }

  void build_bound_group(std::uint32_t detector, StartEdge edge, std::span<const GroupMember> members) {
    const std::uint32_t group = add_group(members);
    RunSet runs;
    for (const GroupMember& member : members) runs.add(patterns_[member.id], finder_.groups_[group].first);
    finder_.bound_.add(detector, edge, finder_.groups_[group].first, runs, group);
  }

  std::uint32_t add_group(std::span<const GroupMember> ids) {
    finder_.groups_.push_back(PatternGroup::build(ids, patterns_, stock_, finder_.sets_));
    return static_cast<std::uint32_t>(finder_.groups_.size() - 1);
  }

  std::span<const ParsedPattern> patterns_;
  FastFinder& finder_;
  AutomatonStock stock_;
  ByteMaskSets mask_sets_;
  std::map<std::pair<Lane, unsigned>, std::vector<GroupMember>> buckets_;  ///< Pattern ids.
  struct PrefixBucket {
    std::vector<GroupMember> members;
    std::set<FoldedPrefix> prefixes;
  };
  static constexpr std::uint32_t kPrefixBuckets = kMaxLaneGroups - 1;  ///< The last one is for dictionaries.
  std::map<std::uint32_t, PrefixBucket> prefix_buckets_;
  std::map<std::pair<std::uint32_t, StartEdge>, std::vector<GroupMember>> bound_;  ///< By detector.
  std::vector<Factor> factors_;
  std::vector<std::uint32_t> factor_groups_;  ///< By factor: index in `mark_groups_`, then in the finder's groups.
  std::vector<std::vector<GroupMember>> mark_groups_;
};

Result<std::unique_ptr<FastFinder>> FastFinder::build(std::span<const ParsedPattern> patterns) {
  auto finder = std::make_unique<FastFinder>();
  FastFinderBuilder builder(patterns, *finder);
  return builder.build(std::move(finder));
}

}  // namespace assay::detect
