// Warnings: what a careful author would not leave like that.
#include <algorithm>

#include "rulepack/validate.h"

namespace assay::rulepack {
namespace {
class Linter {
 public:
  explicit Linter(const Packs& packs) : packs_(packs) {}

  Diagnostics run() && {
    for (const DetectorSpec& detector : packs_.detectors) {
      proof(detector);
      phrases(detector);
      names(detector);
      for (const PatternSpec& pattern : detector.patterns) order(detector, pattern);
    }
    if (packs_.labels.labels.empty()) warn({}, "no labels file was loaded", "nothing will be classified; add labels.yaml");
    for (const LabelRule& rule : packs_.labels.rules) selectors(rule.when);
    return std::move(warnings_);
  }

 private:
  void warn(const Mark& mark, std::string message, std::string fix) {
    warnings_.push_back(packs_.at(mark, std::move(message), std::move(fix)));
  }

  void proof(const DetectorSpec& d) {
    if (d.examples.size() < 2)
      warn(d.mark, "detector '" + d.id + "' has one example", "two show more: another form, another language");
    if (d.counters.size() < 3) {
      warn(d.mark, "detector '" + d.id + "' has fewer than three counter-examples",
           "add a near miss of the check, a longer number around it, a look-alike");
    }
    if (d.regulations.empty())
      warn(d.mark, "detector '" + d.id + "' names no regulation", "add `regulations: [GDPR]` or what applies");
  }

  /// A phrase of one letter stands in every text.
  void phrases(const DetectorSpec& d) {
    for (const Phrase& phrase : d.context.any) {
      if (phrase.text.size() < 2) warn(phrase.mark, "the phrase '" + phrase.text + "' is very short", "use a longer phrase");
      const auto same =
          std::count_if(d.context.any.begin(), d.context.any.end(), [&](const Phrase& p) { return p.text == phrase.text; });
      if (same > 1) warn(phrase.mark, "the phrase '" + phrase.text + "' stands twice", "delete one");
    }
  }

  void names(const DetectorSpec& d) {
    for (const std::string& loser : d.beats)
      if (packs_.find(loser) == nullptr)
        warn(d.mark, "'" + d.id + "' beats '" + loser + "', which is not loaded", "check the spelling");
  }

  void order(const DetectorSpec& d, const PatternSpec& p) {
    const Confidence& c = p.confidence;
    const bool context = d.context.any.empty() || (c.alone <= c.context && c.checked <= c.checked_context);
    const bool sane = context && (p.checks.empty() || c.alone <= c.checked);
    if (!sane)
      warn(p.mark, "a pattern of '" + d.id + "' is trusted less with more evidence",
           "order: alone, then checked or context, then both");
  }

  void selectors(const Condition& condition) {
    for (const Condition& child : condition.children) selectors(child);
    if (condition.kind != Condition::Kind::kCount && condition.kind != Condition::Kind::kTogether) return;
    for (const auto* side : {&condition.selectors, &condition.with})
      for (const std::string& selector : *side)
        if (!selects_something(selector))
          warn(condition.mark, "'" + selector + "' selects no loaded detector", "check the spelling");
  }

  bool selects_something(const std::string& selector) const {
    if (selector == "*" || packs_.find(selector) != nullptr) return true;
    return std::any_of(packs_.detectors.begin(), packs_.detectors.end(),
                       [&](const DetectorSpec& d) { return "category:" + d.category == selector; });
  }

  const Packs& packs_;
  Diagnostics warnings_;
};
}  // namespace

Diagnostics lint(const Packs& packs) { return Linter(packs).run(); }

}  // namespace assay::rulepack
