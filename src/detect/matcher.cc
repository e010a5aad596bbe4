// finder -> judge -> hits of a window. Candidates come in the order of the answer.
#include <algorithm>
#include <iterator>

#include "detect/active_map.h"
#include "detect/candidates.h"
#include "detect/detect.h"
#include "detect/judge.h"

namespace assay::detect {
namespace {
constexpr std::uint64_t kMarginStep = 64;
constexpr std::uint64_t kPart = 1 << 16;  // of a core, between whose bound candidates the others wait

struct MatcherScratch final : RuleMatcher::Scratch {
  std::unique_ptr<CandidateFinder::Scratch> finder;
  Judge::Scratch judge;
  ActiveMap::Scratch active;
  std::vector<CandidateSet> sets, bound_sets, all_sets;
};

bool before(const CandidateSet& a, const CandidateSet& b) {
  if (a.range.begin != b.range.begin) return a.range.begin < b.range.begin;
  if (a.range.end != b.range.end) return a.range.end < b.range.end;
  return a.set < b.set;
}

class Matcher final : public RuleMatcher {
 public:
  Matcher(std::shared_ptr<const rulepack::Packs> packs, CompiledCandidates candidates, Judge judge)
      : packs_(std::move(packs)),
        candidates_(std::move(candidates)),
        judge_(std::move(judge)),
        active_(*packs_, candidates_, judge_.context()) {}

  std::unique_ptr<Scratch> make_scratch() const override {
    auto scratch = std::make_unique<MatcherScratch>();
    scratch->finder = candidates_.finder->make_scratch();
    return scratch;
  }

  void find(const Window& window, Scratch& any, std::vector<Hit>& out) const override {
    auto& scratch = static_cast<MatcherScratch&>(any);
    scratch.sets.clear();
    candidates_.finder->find_sets(window.text, window.core, *scratch.finder, scratch.sets);
    judge_.begin_window(scratch.judge);
    if (!active_.any()) return judge(window, scratch.sets, scratch, out);
    const NormRange around = active_.begin_window(window, scratch.active);
    active(window, {around.begin, window.core.begin}, scratch);
    std::span<const CandidateSet> strong = scratch.sets;
    for (std::uint64_t begin = window.core.begin; begin < window.core.end; begin += kPart) {
      const NormRange part{begin, std::min(begin + kPart, window.core.end)};
      const auto behind =
          std::partition_point(strong.begin(), strong.end(), [&](const CandidateSet& set) { return set.range.begin < part.end; });
      const auto count = static_cast<std::size_t>(behind - strong.begin());
      judge(window, with_bound(window, part, strong.first(count), scratch), scratch, out);
      strong = strong.subspan(count);
    }
    active(window, {window.core.end, around.end}, scratch);
  }

  void find_changed(const Window& reading, const Changed& changed, Scratch& any, std::vector<Hit>& out) const override {
    auto& scratch = static_cast<MatcherScratch&>(any);
    scratch.sets.clear();
    if (reading.core.begin >= reading.core.end) return;
    candidates_.finder->find_sets(reading.text, reading.core, *scratch.finder, scratch.sets);
    if (active_.any()) {
      const ActiveCells cells = active_.as_around(changed.there, reading.core, scratch.active);
      if (!cells.bits.empty()) candidates_.finder->find_bound(reading.text, reading.core, cells, *scratch.finder, scratch.sets);
    }
    const NormRange here = changed.here;
    std::erase_if(scratch.sets,
                  [&](const CandidateSet& set) { return set.range.end < here.begin || set.range.begin > here.end; });
    if (scratch.sets.empty()) return;
    std::sort(scratch.sets.begin(), scratch.sets.end(), before);
    judge_.begin_window(scratch.judge);
    judge(reading, scratch.sets, scratch, out);
  }

  void trace(const Window& window, Scratch& any, std::vector<Trace>& out) const override {
    auto& scratch = static_cast<MatcherScratch&>(any);
    std::vector<Candidate> candidates;
    candidates_.finder->find(window.text, window.core, *scratch.finder, candidates);
    judge_.begin_window(scratch.judge);
    for (const Candidate& candidate : candidates) out.push_back(judge_.trace(*packs_, window, candidate, scratch.judge));
  }

  std::uint64_t margin() const override {
    const std::uint64_t needed =
        candidates_.max_bytes + std::uint64_t{candidates_.look_around} + judge_.reach() + active_.slack();
    return (needed + kMarginStep - 1) / kMarginStep * kMarginStep;
  }

  const rulepack::Packs& packs() const override { return *packs_; }
  const CandidateFinder& candidates() const override { return *candidates_.finder; }

 private:
  void judge(const Window& window, std::span<const CandidateSet> sets, MatcherScratch& scratch, std::vector<Hit>& out) const {
    for (std::size_t first = 0, end = 0; first < sets.size(); first = end) {
      while (end < sets.size() && sets[end].range == sets[first].range) ++end;
      judge_.decide(window, sets.subspan(first, end - first), scratch.judge, out);
    }
  }

  ActiveCells active(const Window& window, NormRange part, MatcherScratch& scratch) const {
    if (part.begin >= part.end) return {};
    return active_.cells(window, part, judge_.context(), Judge::memory(scratch.judge), scratch.active);
  }

  /// The sets of a part of the core, and those of bound patterns that begin there, where their context is.
  std::span<const CandidateSet> with_bound(const Window& window, NormRange part, std::span<const CandidateSet> strong,
                                           MatcherScratch& scratch) const {
    scratch.bound_sets.clear();
    const ActiveCells cells = active(window, part, scratch);
    if (cells.bits.empty()) return strong;
    candidates_.finder->find_bound(window.text, part, cells, *scratch.finder, scratch.bound_sets);
    if (scratch.bound_sets.empty()) return strong;
    scratch.all_sets.clear();
    std::merge(strong.begin(), strong.end(), scratch.bound_sets.begin(), scratch.bound_sets.end(),
               std::back_inserter(scratch.all_sets), before);
    return scratch.all_sets;
  }

  std::shared_ptr<const rulepack::Packs> packs_;
  CompiledCandidates candidates_;
  Judge judge_;
  ActiveMap active_;
};
}  // namespace

Result<std::shared_ptr<const RuleMatcher>, Diagnostics> RuleMatcher::compile(std::shared_ptr<const rulepack::Packs> packs,
                                                                             const CompileOptions& options) {
  const rulepack::PackCache cache(*packs, options.cache_dir);
  auto candidates = compile_candidates(*packs, options.engine, cache);
  if (!candidates.ok()) return std::move(candidates.error());
  auto judge = Judge::compile(*packs, candidates.value(), Context::build(*packs, cache));
  if (!judge.ok()) return std::move(judge.error());
  return std::shared_ptr<const RuleMatcher>(
      std::make_shared<Matcher>(std::move(packs), std::move(candidates.value()), std::move(judge.value())));
}

}  // namespace assay::detect
