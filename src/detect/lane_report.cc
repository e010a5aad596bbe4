// What `assay rules explain` says about how a pattern is found.
#include "detect/candidates.h"
#include "detect/pattern_analysis.h"
#include "detect/pattern_group.h"
#include "detect/pattern_print.h"
#include "detect/start_conditions.h"

namespace assay::detect {
namespace {

PatternLane of_lane(Lane lane) {
  switch (lane) {
    case Lane::kDigits:
      return {"digits", "begins with a digit that has none in front; what the next sixteen bytes look like picks the automaton"};
    case Lane::kWords:
      return {"words", "begins a word that goes on with digits, capitals, ':' or '-', or is long"};
    case Lane::kLoose:
      return {"loose", "begins with a rare sign, or with a letter near a digit, ':' or '-'"};
    case Lane::kAt:
      return {"@", "holds an '@'; tried at the words in front of it"};
    case Lane::kPrefixes:
      return {"prefixes", "begins with one of a few strings; a hash of the next four bytes tells"};
  }
  return {};
}

PatternLane of_factor(const Factor& factor) {
  const bool literal = factor.kind != Factor::Kind::kWhole;
  return {literal ? "literal" : "whole", "Hyperscan looks for " + print_regex(factor.node)};
}

}  // namespace

PatternLane lane_of(const rulepack::PatternSpec& pattern) {
  const std::optional<ParsedPattern> parsed = parse_alone(pattern);
  if (!parsed) return {};
  if (parsed->bound) return {"context", "reports nothing without context: tried near its phrases and under its fields only"};
  const LaneChoice choice = is_too_big(*parsed) ? LaneChoice{} : choose_lanes(*parsed);
  PatternLane out;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    if (choice.first[lane].empty()) continue;
    const PatternLane more = of_lane(static_cast<Lane>(lane));
    out.lane += (out.lane.empty() ? "" : " and ") + more.lane;
    out.why += (out.why.empty() ? "" : "; ") + more.why;
  }
  return out.lane.empty() ? of_factor(best_factor(parsed->pattern)) : out;
}

}  // namespace assay::detect
