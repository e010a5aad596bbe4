#include "detect/set_plan.h"

#include <algorithm>

namespace assay::detect {

SetPlans::SetPlans(std::span<const PlannedPattern> patterns, std::span<const std::vector<std::uint32_t>> sets, std::size_t words)
    : words_(words) {
  bound_bits_.assign(sets.size() * words, 0);
  for (std::size_t set = 0; set < sets.size(); ++set) {
    std::vector<std::vector<std::uint32_t>> free, bound;  // by detector: patterns of a detector stand together
    for (std::size_t i = 0; i < sets[set].size();) {
      const std::uint32_t detector = patterns[sets[set][i]].detector;
      std::vector<std::uint32_t> members;
      bool alone = false;
      for (; i < sets[set].size() && patterns[sets[set][i]].detector == detector; ++i) {
        const PlannedPattern& pattern = patterns[sets[set][i]];
        alone = alone || pattern.reports_alone;
        if (pattern.reports_alone || pattern.reports_with_context) members.push_back(pattern.pattern);
      }
      if (members.empty()) continue;
      if (!alone) bound_bits_[set * words + detector / 64] |= 1ULL << (detector % 64);
      (alone ? free : bound).push_back(std::move(members));
    }
    Plan& plan = plans_.emplace_back();
    plan.first_free = static_cast<std::uint32_t>(runs_.size());
    plan.free = static_cast<std::uint32_t>(free.size());
    for (const auto& members : free) add_run(patterns, members);
    plan.first_bound = static_cast<std::uint32_t>(runs_.size());
    plan.bound = static_cast<std::uint32_t>(bound.size());
    for (const auto& members : bound) add_run(patterns, members);
  }
}

void SetPlans::add_run(std::span<const PlannedPattern> patterns, std::span<const std::uint32_t> members) {
  runs_.push_back({patterns[members.front()].detector, static_cast<std::uint32_t>(members_.size()),
                   static_cast<std::uint32_t>(members.size())});
  members_.insert(members_.end(), members.begin(), members.end());
}

}  // namespace assay::detect
