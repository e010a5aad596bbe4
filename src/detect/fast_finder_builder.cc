// Which patterns go to the lanes, which to Hyperscan, and which are decided together.
#include <algorithm>

#include "detect/fast_finder.h"

namespace assay::detect {
namespace {

/// A lane may propose a start at this share of places; a pattern that would propose more is left to Hyperscan.
constexpr double kMaxStartRate = 0.02;

struct Plan {
  std::vector<LaneKey> lanes;
  std::vector<std::vector<std::uint32_t>> lane_ids;     ///< Pattern ids by lane.
  std::vector<std::vector<std::uint32_t>> mark_groups;  ///< Pattern ids by group of the marks.
  std::vector<Factor> factors;
  std::vector<std::uint32_t> factor_groups;  ///< Index into `mark_groups`, by factor.
};

void plan_lanes(std::span<const std::uint32_t> ids, std::span<const LaneKey> keys, Plan& plan) {
  const std::vector<std::uint32_t> lanes = assign_lanes(keys);
  const std::size_t count = lanes.empty() ? 0 : *std::max_element(lanes.begin(), lanes.end()) + 1;
  plan.lane_ids.resize(count);
  std::vector<bool> seen(count, false);
  plan.lanes.resize(count);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::uint32_t lane = lanes[i];
    plan.lane_ids[lane].push_back(ids[i]);
    plan.lanes[lane] = seen[lane] ? join(plan.lanes[lane], keys[i]) : keys[i];
    seen[lane] = true;
  }
}

/// Literals at the very start of their patterns mark one byte each and share a group; every other factor marks a stretch in which
/// only its own pattern is worth trying.
void plan_factor(std::uint32_t id, Factor factor, std::size_t& prefix_group, Plan& plan) {
  const bool exact_start = factor.min_back == factor.max_back;
  if (!exact_start || prefix_group == 0) plan.mark_groups.emplace_back();
  if (exact_start && prefix_group == 0) prefix_group = plan.mark_groups.size();
  const std::size_t group = exact_start ? prefix_group - 1 : plan.mark_groups.size() - 1;
  plan.mark_groups[group].push_back(id);
  plan.factors.push_back(std::move(factor));
  plan.factor_groups.push_back(static_cast<std::uint32_t>(group));
}

Plan make_plan(std::span<const ParsedPattern> patterns) {
  Plan plan;
  std::vector<std::uint32_t> lane_ids, rest;
  std::vector<LaneKey> keys;
  std::vector<Factor> factors;
  for (std::uint32_t id = 0; id < patterns.size(); ++id) {
    const LaneKey key = lane_key(patterns[id].pattern.root, patterns[id].boundary);
    Factor factor = best_factor(patterns[id].pattern);
    if (!factor.literal && start_rate(key) <= kMaxStartRate) {
      lane_ids.push_back(id);
      keys.push_back(key);
      continue;
    }
    rest.push_back(id);
    factors.push_back(std::move(factor));
  }
  plan_lanes(lane_ids, keys, plan);
  std::size_t prefix_group = 0;
  for (std::size_t i = 0; i < rest.size(); ++i) plan_factor(rest[i], std::move(factors[i]), prefix_group, plan);
  return plan;
}

/// Patterns of lanes [first, last) as one group, or as several where one automaton would be too big: a start is then walked with
/// those of its lanes only. Recursion: halves the lanes each time.
void build_lane_groups(const Plan& plan, std::size_t first, std::size_t last, std::span<const ParsedPattern> patterns,
                       std::vector<PatternGroup>& groups, std::vector<std::uint8_t>& masks) {
  if (first == last) return;
  std::vector<std::uint32_t> ids;
  unsigned mask = 0;
  for (std::size_t lane = first; lane < last; ++lane) {
    ids.insert(ids.end(), plan.lane_ids[lane].begin(), plan.lane_ids[lane].end());
    mask |= 1U << lane;
  }
  PatternGroup group = PatternGroup::build(ids, patterns);
  if (group.parts() > 1 && last - first > 1) {
    const std::size_t middle = (first + last) / 2;
    build_lane_groups(plan, first, middle, patterns, groups, masks);
    build_lane_groups(plan, middle, last, patterns, groups, masks);
    return;
  }
  groups.push_back(std::move(group));
  masks.push_back(static_cast<std::uint8_t>(mask));
}

}  // namespace

Result<std::unique_ptr<FastFinder>> FastFinder::build(std::span<const ParsedPattern> patterns) {
  Plan plan = make_plan(patterns);
  auto finder = std::make_unique<FastFinder>();
  for (const ParsedPattern& pattern : patterns) finder->facts_.push_back(facts_of(pattern));
  build_lane_groups(plan, 0, plan.lanes.size(), patterns, finder->groups_, finder->lane_masks_);
  const auto lane_groups = static_cast<std::uint32_t>(finder->groups_.size());
  for (const auto& ids : plan.mark_groups) finder->groups_.push_back(PatternGroup::build(ids, patterns));
  for (std::uint32_t& group : plan.factor_groups) group += lane_groups;
  finder->lanes_ = Lanes(plan.lanes);
  Result<HyperscanMarks> marks = HyperscanMarks::build(plan.factors, plan.factor_groups);
  if (!marks.ok()) return marks.error();
  finder->marks_ = std::move(marks.value());
  return finder;
}

}  // namespace assay::detect
