// finder -> judge -> hits of a window, sorted.
#include <algorithm>

#include "detect/candidates.h"
#include "detect/detect.h"
#include "detect/judge.h"

namespace assay::detect {
namespace {
constexpr std::uint64_t kMarginStep = 64;

struct MatcherScratch final : RuleMatcher::Scratch {
  std::unique_ptr<CandidateFinder::Scratch> finder;
  Judge::Scratch judge;
  std::vector<Candidate> candidates;
};

bool better(const Hit& a, const Hit& b) {
  if (a.confidence != b.confidence) return a.confidence > b.confidence;
  return a.pattern < b.pattern;
}

/// Order of the answer, best first where several patterns of a detector hold at one place.
bool before(const Hit& a, const Hit& b) {
  if (a.range.begin != b.range.begin) return a.range.begin < b.range.begin;
  if (a.range.end != b.range.end) return a.range.end < b.range.end;
  if (a.detector != b.detector) return a.detector < b.detector;
  return better(a, b);
}

bool same_place(const Hit& a, const Hit& b) { return a.detector == b.detector && a.range == b.range; }

class Matcher final : public RuleMatcher {
 public:
  Matcher(std::shared_ptr<const rulepack::Packs> packs, CompiledCandidates candidates, Judge judge)
      : packs_(std::move(packs)), candidates_(std::move(candidates)), judge_(std::move(judge)) {}

  std::unique_ptr<Scratch> make_scratch() const override {
    auto scratch = std::make_unique<MatcherScratch>();
    scratch->finder = candidates_.finder->make_scratch();
    return scratch;
  }

  void find(const Window& window, Scratch& any, std::vector<Hit>& out) const override {
    auto& scratch = static_cast<MatcherScratch&>(any);
    scratch.candidates.clear();
    candidates_.finder->find(window.text, window.core, *scratch.finder, scratch.candidates);
    judge_.begin_window(scratch.judge);
    const auto first = static_cast<std::ptrdiff_t>(out.size());
    Hit hit;
    for (const Candidate& candidate : scratch.candidates)
      if (judge_.decide(window, candidate, scratch.judge, hit)) out.push_back(std::move(hit));
    std::sort(out.begin() + first, out.end(), before);
    out.erase(std::unique(out.begin() + first, out.end(), same_place), out.end());
  }

  std::uint64_t margin() const override {
    const std::uint64_t needed = candidates_.max_bytes + std::uint64_t{candidates_.look_around} + judge_.reach();
    return (needed + kMarginStep - 1) / kMarginStep * kMarginStep;
  }

  const rulepack::Packs& packs() const override { return *packs_; }
  const CandidateFinder& candidates() const override { return *candidates_.finder; }

 private:
  std::shared_ptr<const rulepack::Packs> packs_;
  CompiledCandidates candidates_;
  Judge judge_;
};
}  // namespace

Result<std::shared_ptr<const RuleMatcher>, Diagnostics> RuleMatcher::compile(std::shared_ptr<const rulepack::Packs> packs,
                                                                             const CompileOptions& options) {
  auto candidates = compile_candidates(*packs, options);
  if (!candidates.ok()) return std::move(candidates.error());
  auto judge = Judge::compile(*packs, candidates.value().patterns);
  if (!judge.ok()) return std::move(judge.error());
  return std::shared_ptr<const RuleMatcher>(
      std::make_shared<Matcher>(std::move(packs), std::move(candidates.value()), std::move(judge.value())));
}

}  // namespace assay::detect
