#include "api/rule_tests.h"

#include <algorithm>

#include "classify/label_case.h"
#include "engine/pipeline.h"

namespace assay::api {
namespace {

constexpr std::uint8_t kReported = 65;

enum class Expect : std::uint8_t { kFound, kNotFound };

class RuleTests {
 public:
  RuleTests(const rulepack::Packs& packs, const std::shared_ptr<const detect::RuleMatcher>& matcher)
      : packs_(packs), pipeline_(make(matcher)) {}

  std::vector<RuleTestFailure> run() {
    for (const rulepack::DetectorSpec& spec : packs_.detectors) {
      for (const rulepack::Example& example : spec.examples) check(spec, example, Expect::kFound);
      for (const rulepack::Example& example : spec.counters) check(spec, example, Expect::kNotFound);
    }
    for (const rulepack::LabelCase& row : packs_.labels.cases) check(row);
    return std::move(failures_);
  }

 private:
  static std::shared_ptr<const engine::Setup> make(const std::shared_ptr<const detect::RuleMatcher>& matcher) {
    auto setup = std::make_shared<engine::Setup>();
    setup->matcher = matcher;
    return setup;
  }

  void fail(const std::string& name, const rulepack::Mark& mark, std::string message, std::string fix) {
    failures_.push_back({name, packs_.at(mark, std::move(message), std::move(fix))});
  }

  // An example shows that the detector holds there, whether or not a better one takes the place: losers count too.
  void check(const rulepack::DetectorSpec& spec, const rulepack::Example& example, Expect expect) {
    ScanOptions options;
    options.explain = true;
    options.min_confidence = kReported;
    const Report report = pipeline_.scan_field(example.text, example.field, options);
    const auto is_own = [&](const Finding& finding) { return finding.detector == spec.id; };
    const bool won = std::any_of(report.findings.begin(), report.findings.end(), is_own);
    const bool found = won || std::any_of(report.losers.begin(), report.losers.end(), is_own);
    if (expect == Expect::kFound && !found)
      fail(spec.id, example.mark, "the example is not found at confidence 65 or more",
           "see it with `assay scan --explain --min-confidence 1`");
    if (expect == Expect::kNotFound && won)
      fail(spec.id, example.mark, "the counter-example is found",
           "tighten the pattern, the boundary, the check or the confidence");
  }

  void check(const rulepack::LabelCase& row) {
    std::vector<std::string> labels;
    if (row.text.empty())
      labels = classify::labels_of(packs_, row);
    else
      labels = {pipeline_.scan_text(row.text, {}).classification.label};
    for (const std::string& label : labels)
      if (label != row.expect)
        fail(row.name, row.mark, "the case gives '" + label + "', not '" + row.expect + "'", "mend the rules or the case");
  }

  const rulepack::Packs& packs_;
  engine::Pipeline pipeline_;
  std::vector<RuleTestFailure> failures_;
};

}  // namespace

std::vector<RuleTestFailure> run_rule_tests(const rulepack::Packs& packs,
                                            const std::shared_ptr<const detect::RuleMatcher>& matcher) {
  return RuleTests(packs, matcher).run();
}

}  // namespace assay::api
