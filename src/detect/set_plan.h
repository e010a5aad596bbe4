// What to do with a set of candidates, worked out once: which detectors it is for, in which order, and which of them need
// context. Threads: immutable once built.
#pragma once
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "detect/phrase_cells.h"

namespace assay::detect {

/// A pattern of a set as the plan needs it. Index into the list of all patterns.
struct PlannedPattern {
  std::uint32_t pattern = 0, detector = 0;
  bool reports_alone = false;         ///< May give more than 0 without context.
  bool reports_with_context = false;  ///< May give more than 0 with context, which its detector can have.
};

class SetPlans {
 public:
  /// The patterns of one detector in a set, ascending.
  struct Run {
    std::uint32_t detector = 0;
    std::uint32_t first = 0, count = 0;  ///< Of `members()`.
  };
  /// Runs that may report without context, and runs that cannot.
  struct Plan {
    std::uint32_t first_free = 0, free = 0;
    std::uint32_t first_bound = 0, bound = 0;
  };

  SetPlans() = default;
  /// Patterns that never report are left out. `words`: of a DetectorBits.
  SetPlans(std::span<const PlannedPattern> patterns, std::span<const std::vector<std::uint32_t>> sets, std::size_t words);

  const Plan& plan(std::uint32_t set) const { return plans_[set]; }
  std::span<const Run> free_runs(const Plan& plan) const { return {runs_.data() + plan.first_free, plan.free}; }
  std::span<const std::uint32_t> members(const Run& run) const { return {members_.data() + run.first, run.count}; }

  /// Calls `judge(run)` for the runs of a set that need context and whose detector is among `active`, by detector.
  template <class Judge>
  void for_each_bound(std::uint32_t set, const std::uint64_t* active, const Judge& judge) const {
    const std::uint64_t* bits = bound_bits_.data() + set * words_;
    for (std::size_t i = 0; i < words_; ++i) {  // counting is for the few sets that live
      std::uint64_t live = bits[i] & active[i];
      if (live == 0) continue;
      std::uint32_t before = plans_[set].first_bound;
      for (std::size_t word = 0; word < i; ++word) before += static_cast<std::uint32_t>(std::popcount(bits[word]));
      for (; live != 0; live &= live - 1) {
        const std::uint64_t below = (live & (~live + 1)) - 1;
        judge(runs_[before + static_cast<std::uint32_t>(std::popcount(bits[i] & below))]);
      }
    }
  }

 private:
  void add_run(std::span<const PlannedPattern> patterns, std::span<const std::uint32_t> members);

  std::vector<Plan> plans_;
  std::vector<Run> runs_;
  std::vector<std::uint32_t> members_;
  std::vector<std::uint64_t> bound_bits_;  ///< Per set: the detectors of its bound runs.
  std::size_t words_ = 0;
};

}  // namespace assay::detect
