// Which patterns go to the lanes, which to Hyperscan, and which are decided together.
#include <algorithm>
#include <numeric>

#include "detect/fast_finder.h"

namespace assay::detect {
namespace {

/// Lanes that together propose a start at this share of places are better than any mark.
constexpr double kGoodStartRate = 0.001;
/// A pattern that would propose more than this is left to Hyperscan, whole if need be.
constexpr double kMaxStartRate = 0.02;

struct Lane {
  LaneKey key;
  std::vector<std::uint32_t> ids;  ///< Patterns, ascending.
};

struct Plan {
  std::vector<std::uint32_t> lane_ids;  ///< Patterns of all lanes together.
  std::vector<Lane> lanes;
  std::vector<std::vector<std::uint32_t>> mark_groups;  ///< Pattern ids by group of the marks.
  std::vector<Factor> factors;
  std::vector<std::uint32_t> factor_groups;  ///< Index into `mark_groups`, by factor.
};

bool belongs_to_lanes(std::span<const LaneKey> keys, const Factor& factor) {
  if (factor.kind == Factor::Kind::kLiteral) return false;
  const auto add = [](double sum, const LaneKey& key) { return sum + start_rate(key); };
  const double rate = std::accumulate(keys.begin(), keys.end(), 0.0, add);
  return rate <= (factor.kind == Factor::Kind::kRare ? kGoodStartRate : kMaxStartRate);
}

/// Literals at a fixed distance mark one start each and share a group; every other factor marks a stretch in which only its own
/// pattern is worth trying.
class MarkPlanner {
 public:
  explicit MarkPlanner(Plan& plan) : plan_(plan) {}

  void add(std::uint32_t id, Factor factor) {
    const std::size_t group = factor.min_back == factor.max_back ? shared_group() : new_group();
    plan_.mark_groups[group].push_back(id);
    plan_.factors.push_back(std::move(factor));
    plan_.factor_groups.push_back(static_cast<std::uint32_t>(group));
  }

 private:
  std::size_t new_group() {
    plan_.mark_groups.emplace_back();
    return plan_.mark_groups.size() - 1;
  }
  std::size_t shared_group() {
    if (shared_ == kNone) shared_ = new_group();
    return shared_;
  }

  static constexpr auto kNone = static_cast<std::size_t>(-1);
  Plan& plan_;
  std::size_t shared_ = kNone;
};

void plan_lanes(std::span<const LaneKey> keys, std::span<const std::uint32_t> ids, Plan& plan) {
  const std::vector<std::uint32_t> lane_of = assign_lanes(keys);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (lane_of[i] >= plan.lanes.size()) plan.lanes.resize(lane_of[i] + 1);
    Lane& lane = plan.lanes[lane_of[i]];
    lane.key = lane.ids.empty() ? keys[i] : join(lane.key, keys[i]);
    if (lane.ids.empty() || lane.ids.back() != ids[i]) lane.ids.push_back(ids[i]);
  }
}

Plan make_plan(std::span<const ParsedPattern> patterns) {
  Plan plan;
  MarkPlanner marks(plan);
  std::vector<LaneKey> keys;
  std::vector<std::uint32_t> ids;  // by key
  for (std::uint32_t id = 0; id < patterns.size(); ++id) {
    const std::vector<LaneKey> own = lane_keys(patterns[id].pattern.root, patterns[id].boundary);
    Factor factor = best_factor(patterns[id].pattern);
    if (!belongs_to_lanes(own, factor)) {
      marks.add(id, std::move(factor));
      continue;
    }
    plan.lane_ids.push_back(id);
    keys.insert(keys.end(), own.begin(), own.end());
    ids.insert(ids.end(), own.size(), id);
  }
  plan_lanes(keys, ids, plan);
  return plan;
}

/// The lanes that propose starts for any of these patterns.
std::uint8_t lanes_of(std::span<const Lane> lanes, std::span<const std::uint32_t> ids) {
  unsigned mask = 0;
  for (std::size_t i = 0; i < lanes.size(); ++i)
    for (const std::uint32_t id : ids)
      if (std::binary_search(lanes[i].ids.begin(), lanes[i].ids.end(), id)) mask |= 1U << i;
  return static_cast<std::uint8_t>(mask);
}

/// All patterns of the lanes as one group, or as several where one automaton would be too big: a start is then walked with those
/// of its lanes only. Recursion: halves the patterns each time.
void build_lane_groups(const Plan& plan, std::span<const std::uint32_t> ids, std::span<const ParsedPattern> patterns,
                       std::vector<PatternGroup>& groups, std::vector<std::uint8_t>& masks) {
  if (ids.empty()) return;
  PatternGroup group = PatternGroup::build(ids, patterns);
  if (group.parts() > 1) {
    build_lane_groups(plan, ids.first(ids.size() / 2), patterns, groups, masks);
    build_lane_groups(plan, ids.subspan(ids.size() / 2), patterns, groups, masks);
    return;
  }
  groups.push_back(std::move(group));
  masks.push_back(lanes_of(plan.lanes, ids));
}

}  // namespace

Result<std::unique_ptr<FastFinder>> FastFinder::build(std::span<const ParsedPattern> patterns) {
  Plan plan = make_plan(patterns);
  auto finder = std::make_unique<FastFinder>();
  for (const ParsedPattern& pattern : patterns) finder->facts_.push_back(facts_of(pattern));
  build_lane_groups(plan, plan.lane_ids, patterns, finder->groups_, finder->lane_masks_);
  const auto lane_groups = static_cast<std::uint32_t>(finder->groups_.size());
  for (const auto& ids : plan.mark_groups) finder->groups_.push_back(PatternGroup::build(ids, patterns));
  for (std::uint32_t& group : plan.factor_groups) group += lane_groups;
  std::vector<LaneKey> keys;
  for (const Lane& lane : plan.lanes) keys.push_back(lane.key);
  finder->lanes_ = Lanes(keys);
  Result<HyperscanMarks> marks = HyperscanMarks::build(plan.factors, plan.factor_groups);
  if (!marks.ok()) return marks.error();
  finder->marks_ = std::move(marks.value());
  return finder;
}

}  // namespace assay::detect
