#include "api/rule_tests.h"

#include <algorithm>

#include "base/hash.h"
#include "classify/classify.h"
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
    const std::string label =
        row.findings.empty() && !row.text.empty() ? pipeline_.scan_text(row.text, {}).classification.label : label_of_counts(row);
    if (label != row.expect)
      fail(row.name, row.mark, "the case gives '" + label + "', not '" + row.expect + "'", "mend the rules or the case");
  }

  // So many distinct findings of each detector, the n-th of all detectors together in row n.
  std::string label_of_counts(const rulepack::LabelCase& row) const {
    classify::Classifier classifier(packs_);
    for (const auto& [id, number] : row.findings) {
      const auto spec = std::find_if(packs_.detectors.begin(), packs_.detectors.end(), [&](const auto& d) { return d.id == id; });
      for (std::uint64_t i = 0; i < number; ++i) {
        const std::string hash = base::sha256_hex(id + std::to_string(i)).substr(0, 32);
        classifier.add({id,
                        spec == packs_.detectors.end() ? "" : std::string_view(spec->category),
                        85,
                        hash,
                        0,
                        {i * 1000, i * 1000 + 10},
                        i + 1});
      }
    }
    classify::ObjectFacts facts;
    facts.verdict = Verdict::kScanned;
    for (const std::string& name : row.verdicts)
      for (int v = 0; v <= static_cast<int>(Verdict::kScanned); ++v)
        if (name_of(static_cast<Verdict>(v)) == name) facts.verdict = static_cast<Verdict>(v);
    facts.content_gap = facts.verdict != Verdict::kScanned;
    return classifier.finish(facts).label;
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
