#include "detect/judge.h"

#include <algorithm>

#include "detect/value_form.h"

namespace assay::detect {
namespace {
void append(Diagnostics& errors, Diagnostics more) {
  errors.insert(errors.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// One for each detector: the best, then the first pattern. Few: a set has seldom more than one detector that holds.
void settle(std::vector<Hit>& hits, std::size_t first) {
  const auto begin = hits.begin() + static_cast<std::ptrdiff_t>(first);
  std::sort(begin, hits.end(), [](const Hit& a, const Hit& b) {
    if (a.detector != b.detector) return a.detector < b.detector;
    return a.confidence != b.confidence ? a.confidence > b.confidence : a.pattern < b.pattern;
  });
  hits.erase(std::unique(begin, hits.end(), [](const Hit& a, const Hit& b) { return a.detector == b.detector; }), hits.end());
}
}  // namespace

Result<Judge, Diagnostics> Judge::compile(const rulepack::Packs& packs, const CompiledCandidates& candidates,
                                          Result<Context, Diagnostics> context) {
  Judge judge;
  Diagnostics errors;
  RejectLists lists(packs);
  for (const rulepack::DetectorSpec& detector : packs.detectors) judge.add(packs, detector, lists, errors);
  for (const CompiledPattern& pattern : candidates.patterns) judge.add(packs, pattern, errors);
  if (!context.ok()) append(errors, std::move(context.error()));
  if (!errors.empty()) return errors;
  judge.context_ = std::move(context.value());
  judge.plan(candidates);
  return judge;
}

void Judge::add(const rulepack::Packs& packs, const rulepack::DetectorSpec& detector, RejectLists& lists, Diagnostics& errors) {
  DetectorJudge& judge = detectors_.emplace_back();
  judge.value = detector.value;
  judge.any_positive = !detector.context.any.empty();
  judge.any_negative = !detector.context.negative.empty();
  judge.lower = detector.context.lower;
  judge.reject_lower = detector.reject.lower;
  auto reject = RejectSet::compile(packs, detector, lists);
  if (reject.ok()) {
    judge.reject = std::move(reject.value());
  } else {
    append(errors, std::move(reject.error()));
  }
}

void Judge::add(const rulepack::Packs& packs, const CompiledPattern& compiled, Diagnostics& errors) {
  const rulepack::PatternSpec& spec = packs.detectors[compiled.detector].patterns[compiled.pattern];
  PatternJudge& judge = patterns_.emplace_back();
  judge.detector = compiled.detector;
  judge.pattern = compiled.pattern;
  judge.on_fail = spec.on_fail;
  judge.confidence = spec.confidence;
  for (const rulepack::CheckSpec& check : spec.checks) {
    const auto index = checks_.add(packs, check);
    if (index.ok()) {
      judge.checks.push_back(index.value());
    } else {
      append(errors, index.error());
    }
  }
}

void Judge::plan(const CompiledCandidates& candidates) {
  std::vector<PlannedPattern> planned;
  for (std::uint32_t i = 0; i < patterns_.size(); ++i) {
    const PatternJudge& pattern = patterns_[i];
    const CheckResult best = pattern.checks.empty() ? CheckResult::kNone : CheckResult::kPassed;
    PlannedPattern& one = planned.emplace_back();
    one.pattern = i;
    one.detector = pattern.detector;
    one.reports_alone = best_of(pattern.confidence, best, false) > 0;
    one.reports_with_context = detectors_[pattern.detector].any_positive && best_of(pattern.confidence, best, true) > 0;
  }
  plans_ = SetPlans(planned, candidates.sets, context_.words());
}

void Judge::begin_window(Scratch& scratch) const { context_.begin_window(scratch.context_); }

/// The patterns of one detector at one range.
class Judge::Run {
 public:
  Run(const Judge& judge, const Window& window, NormRange range, std::uint32_t detector, Judge::Scratch& scratch)
      : judge_(judge), to_(judge.detectors_[detector]), window_(window), range_(range), detector_(detector), scratch_(scratch) {}

  void pattern(std::uint32_t index) {
    const PatternJudge& pattern = judge_.patterns_[index];
    const CheckResult check = scratch_.checks_.run(judge_.checks_, pattern.checks);
    if (check == CheckResult::kFailed && pattern.on_fail == rulepack::OnFail::kDrop) return;
    const std::uint8_t without = best_of(pattern.confidence, check, false);
    const std::uint8_t with = to_.any_positive ? best_of(pattern.confidence, check, true) : without;
    if (with <= best_) return;
    const bool may_change = with != without || to_.any_negative;
    if (may_change) look();
    const std::uint8_t raised = evidence_.positive.empty() || !may_change ? without : with;
    std::uint8_t confidence = raised;
    if (may_change && !evidence_.negative.empty()) confidence -= std::min(confidence, to_.lower);
    if (confidence > best_) confidence -= std::min(confidence, rejected());
    if (confidence <= best_) return;
    best_ = confidence;
    subtracted_ = static_cast<std::uint8_t>(raised - confidence);
    pattern_ = pattern.pattern;
    check_ = check;
    with_evidence_ = may_change;
  }

  void report(std::vector<Hit>& out) {
    if (best_ == 0) return;
    const Evidence evidence = with_evidence_ ? evidence_ : Evidence{};
    Hit& hit = out.emplace_back();
    hit.detector = detector_;
    hit.pattern = pattern_;
    hit.range = range_;
    hit.confidence = best_;
    hit.check = check_;
    hit.value = value();
    hit.context = evidence.positive;
    hit.distance = evidence.distance;
    hit.negative = evidence.negative;
    hit.from_field = evidence.from_field;
    hit.subtracted = subtracted_;
  }

 private:
  void look() {
    if (looked_) return;
    looked_ = true;
    evidence_ = judge_.context_.look(window_, detector_, range_, scratch_.context_);
  }

  const std::string& value() {
    if (!valued_) write_value(to_.value, window_.text.substr(range_.begin, range_.size()), scratch_.value_);
    valued_ = true;
    return scratch_.value_;
  }

  /// What the reject lists take off.
  std::uint8_t rejected() {
    if (to_.reject.empty()) return 0;
    if (!asked_) rejected_ = to_.reject.holds(value());
    asked_ = true;
    constexpr std::uint8_t kAll = 255;
    return !rejected_ ? 0 : to_.reject_lower == 0 ? kAll : to_.reject_lower;
  }

  const Judge& judge_;
  const DetectorJudge& to_;
  const Window& window_;
  NormRange range_;
  std::uint32_t detector_;
  Judge::Scratch& scratch_;
  Evidence evidence_;
  bool looked_ = false, valued_ = false, asked_ = false, rejected_ = false, with_evidence_ = false;
  std::uint8_t best_ = 0, subtracted_ = 0;
  std::uint32_t pattern_ = 0;
  CheckResult check_ = CheckResult::kNone;
};

void Judge::decide(const Window& window, std::span<const CandidateSet> sets, Scratch& scratch, std::vector<Hit>& out) const {
  const NormRange range = sets.front().range;
  const std::size_t first = out.size();
  bool begun = false;
  const auto judge = [&](const SetPlans::Run& run) {
    if (!begun) scratch.checks_.begin(window.text.substr(range.begin, range.size()), checks_.size());
    begun = true;
    Run one(*this, window, range, run.detector, scratch);
    for (const std::uint32_t pattern : plans_.members(run)) one.pattern(pattern);
    one.report(out);
  };
  for (const CandidateSet& set : sets) {
    const SetPlans::Plan& plan = plans_.plan(set.set);
    for (const SetPlans::Run& run : plans_.free_runs(plan)) judge(run);
    if (plan.bound > 0) plans_.for_each_bound(set.set, context_.may_have(window, range, scratch.context_), judge);
  }
  if (out.size() - first > 1) settle(out, first);
}

}  // namespace assay::detect
