#include "detect/trace.h"

#include <algorithm>

#include "detect/judge.h"
#include "detect/value_form.h"

namespace assay::detect {
namespace {
std::uint8_t take(std::uint8_t& confidence, std::uint8_t most) {
  const std::uint8_t taken = std::min(confidence, most);
  confidence = static_cast<std::uint8_t>(confidence - taken);
  return taken;
}
}  // namespace

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kHit:
      return "reported";
    case Outcome::kCheckFailed:
      return "a check failed";
    case Outcome::kNothingHolds:
      return "nothing speaks for it";
    case Outcome::kRejected:
      return "on a reject list";
    case Outcome::kLowered:
      return "lowered to nothing";
  }
  return {};
}

Trace Judge::trace(const rulepack::Packs& packs, const Window& window, const Candidate& candidate, Scratch& scratch) const {
  const PatternJudge& pattern = patterns_[candidate.pattern];
  const DetectorJudge& detector = detectors_[pattern.detector];
  const std::string_view match = window.text.substr(candidate.range.begin, candidate.range.size());
  Trace out;
  out.detector = pattern.detector;
  out.pattern = pattern.pattern;
  out.range = candidate.range;
  write_value(detector.value, match, out.value);
  scratch.checks_.begin(match, checks_.size());
  for (const std::uint32_t check : pattern.checks)
    out.checks.push_back({checks_[check].row().name, scratch.checks_.passes(checks_, check)});
  out.check = scratch.checks_.run(checks_, pattern.checks);

  const CheckResult best = pattern.checks.empty() ? CheckResult::kNone : CheckResult::kPassed;
  out.if_checked = best_of(pattern.confidence, best, false);

  const Evidence evidence = context_.look(window, pattern.detector, candidate.range, scratch.context_);
  out.context = evidence.positive;
  out.distance = evidence.distance;
  out.from_field = evidence.from_field;
  out.negative = evidence.negative;
  for (const FieldMark& mark : window.fields)
    if (mark.begin <= candidate.range.begin) out.field = mark.name;

  if (out.check == CheckResult::kFailed && pattern.on_fail == rulepack::OnFail::kDrop) {
    out.outcome = Outcome::kCheckFailed;
    return out;
  }
  out.raised = out.confidence = best_of(pattern.confidence, out.check, !evidence.positive.empty());
  if (out.raised == 0) return out;
  out.rejected = detector.reject.why(packs, packs.detectors[pattern.detector], out.value);
  if (!evidence.negative.empty()) out.by_negative = take(out.confidence, detector.lower);
  if (!out.rejected.empty())
    out.by_reject = take(out.confidence, detector.reject_lower == 0 ? out.confidence : detector.reject_lower);
  const bool dropped = !out.rejected.empty() && detector.reject_lower == 0;
  out.outcome = out.confidence > 0 ? Outcome::kHit : dropped ? Outcome::kRejected : Outcome::kLowered;
  return out;
}

}  // namespace assay::detect
