#include "detect/judge.h"

#include <algorithm>

#include "detect/value_form.h"

namespace assay::detect {
namespace {
void append(Diagnostics& errors, Diagnostics more) {
  errors.insert(errors.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::uint8_t best_of(const rulepack::Confidence& confidence, CheckResult check, bool context) {
  const bool checked = check == CheckResult::kPassed;
  std::uint8_t best = confidence.alone;
  if (checked) best = std::max(best, confidence.checked);
  if (context) best = std::max(best, confidence.context);
  if (checked && context) best = std::max(best, confidence.checked_context);
  return best;
}
}  // namespace

Result<Judge, Diagnostics> Judge::compile(const rulepack::Packs& packs, const std::vector<CompiledPattern>& patterns) {
  Judge judge;
  Diagnostics errors;
  for (const rulepack::DetectorSpec& detector : packs.detectors) judge.add(packs, detector, errors);
  for (const CompiledPattern& pattern : patterns) judge.add(packs, pattern, errors);
  auto context = Context::build(packs);
  if (context.ok()) {
    judge.context_ = std::move(context.value());
  } else {
    append(errors, std::move(context.error()));
  }
  if (!errors.empty()) return errors;
  return judge;
}

void Judge::add(const rulepack::Packs& packs, const rulepack::DetectorSpec& detector, Diagnostics& errors) {
  DetectorJudge& judge = detectors_.emplace_back();
  judge.value = detector.value;
  judge.any_positive = !detector.context.any.empty();
  judge.any_negative = !detector.context.negative.empty();
  judge.lower = detector.context.lower;
  auto reject = RejectSet::compile(packs, detector);
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
    auto ready = checks::Check::compile(packs, check);
    if (ready.ok()) {
      judge.checks.push_back(std::move(ready.value()));
    } else {
      append(errors, std::move(ready.error()));
    }
  }
}

void Judge::begin_window(Scratch& scratch) const {
  context_.begin_window(scratch.context_);
  scratch.match_ = {1, 0};
}

/// Several patterns often propose the same nine digits: the forms are made once for all of them.
std::string_view Judge::form_for(checks::Reads reads, std::string_view match, Scratch& scratch) {
  if (reads == checks::Reads::kExact) return match;
  const bool digits = reads == checks::Reads::kDigits;
  Scratch::Form& form = scratch.forms_[digits ? 0 : 1];
  if (!form.ready) {
    write_value(digits ? rulepack::ValueForm::kDigits : rulepack::ValueForm::kAlnumUpper, match, form.text);
    form.ready = true;
  }
  return form.text;
}

CheckResult Judge::run_checks(const PatternJudge& pattern, std::string_view match, Scratch& scratch) {
  if (pattern.checks.empty()) return CheckResult::kNone;
  const bool passed = std::all_of(pattern.checks.begin(), pattern.checks.end(), [&](const checks::Check& check) {
    return check.passes(form_for(check.reads(), match, scratch));
  });
  return passed ? CheckResult::kPassed : CheckResult::kFailed;
}

bool Judge::decide(const Window& window, const Candidate& candidate, Scratch& scratch, Hit& out) const {
  const PatternJudge& pattern = patterns_[candidate.pattern];
  const DetectorJudge& detector = detectors_[pattern.detector];
  const std::string_view match = window.text.substr(candidate.range.begin, candidate.range.size());
  if (candidate.range != scratch.match_) {
    scratch.match_ = candidate.range;
    for (Scratch::Form& form : scratch.forms_) form.ready = false;
  }
  const CheckResult check = run_checks(pattern, match, scratch);
  if (check == CheckResult::kFailed && pattern.on_fail == rulepack::OnFail::kDrop) return false;

  const std::uint8_t without = best_of(pattern.confidence, check, false);
  const std::uint8_t with = detector.any_positive ? best_of(pattern.confidence, check, true) : without;
  if (with == 0) return false;
  write_value(detector.value, match, scratch.value_);
  if (!detector.reject.empty() && detector.reject.holds(scratch.value_)) return false;

  Evidence evidence;
  const bool may_change = with != without || detector.any_negative;
  if (may_change) evidence = context_.look(window, pattern.detector, candidate.range, scratch.context_);
  std::uint8_t confidence = evidence.positive.empty() ? without : with;
  if (!evidence.negative.empty()) confidence -= std::min(confidence, detector.lower);
  if (confidence == 0) return false;
  out = Hit{pattern.detector,  pattern.pattern,   candidate.range,   confidence,         check, {},
            evidence.positive, evidence.distance, evidence.negative, evidence.from_field};
  out.value = scratch.value_;
  return true;
}

}  // namespace assay::detect
