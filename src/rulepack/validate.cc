#include "rulepack/validate.h"

#include <algorithm>
#include <set>

#include "rulepack/reader.h"

namespace assay::rulepack {
namespace {
std::string place(const Packs& packs, const Mark& mark) { return packs.files[mark.file] + ":" + std::to_string(mark.line); }

void repeated_ids(const Packs& packs, Diagnostics& errors) {
  for (std::size_t i = 1; i < packs.detectors.size(); ++i) {
    const DetectorSpec& first = packs.detectors[i - 1];
    const DetectorSpec& again = packs.detectors[i];
    if (again.id.empty() || first.id != again.id) continue;
    errors.push_back(packs.at(again.mark, "detector '" + again.id + "' exists already, in " + place(packs, first.mark),
                              "give it another id, or change the first one with `override: " + again.id + "`"));
  }
}

void unknown_lists(const Packs& packs, const DetectorSpec& detector, Diagnostics& errors) {
  std::vector<std::string_view> known;
  for (const auto& [name, values] : packs.lists) known.push_back(name);
  for (const std::string& list : detector.reject.lists) {
    if (packs.lists.count(list) != 0) continue;
    errors.push_back(packs.at(detector.mark, "detector '" + detector.id + "' names the unknown reject list '" + list + "'",
                              known.empty() ? "load the file that defines it, lists.yaml" : suggestion(list, known)));
  }
}

void idle_confidence(const Packs& packs, const DetectorSpec& detector, Diagnostics& errors) {
  for (const PatternSpec& pattern : detector.patterns) {
    const Confidence& c = pattern.confidence;
    const auto complain = [&](std::string message, std::string fix) {
      errors.push_back(packs.at(pattern.mark, std::move(message), std::move(fix)));
    };
    if (std::max({c.alone, c.checked, c.context, c.checked_context}) == 0)
      complain("a pattern of '" + detector.id + "' can never report", "give at least one confidence above 0");
    if ((c.checked > 0 || c.checked_context > 0) && pattern.checks.empty())
      complain("a pattern of '" + detector.id + "' has a checked confidence and no check",
               "add `check:` or use alone and context");
    if ((c.context > 0 || c.checked_context > 0) && detector.context.any.empty())
      complain("a pattern of '" + detector.id + "' has a context confidence and no phrases", "add `context: {any: [...]}`");
  }
}

void label_names(const Packs& packs, Diagnostics& errors) {
  const auto& labels = packs.labels.labels;
  const std::vector<std::string_view> known(labels.begin(), labels.end());
  const auto check = [&](const std::string& label, const Mark& mark) {
    if (!label.empty() && std::find(labels.begin(), labels.end(), label) == labels.end())
      errors.push_back(packs.at(mark, "unknown label '" + label + "'", suggestion(label, known)));
  };
  std::set<std::string_view> ids;
  for (const LabelRule& rule : packs.labels.rules) {
    check(rule.label, rule.mark);
    if (!ids.insert(rule.id).second)
      errors.push_back(packs.at(rule.mark, "rule '" + rule.id + "' stands twice", "give it another id"));
  }
  for (const LabelCase& label_case : packs.labels.cases) check(label_case.expect, label_case.mark);
}

void label_rules(const Packs& packs, Diagnostics& errors) {
  label_names(packs, errors);
  const auto& rules = packs.labels.rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const bool always = rules[i].when.kind == Condition::Kind::kAlways;
    const bool last = i + 1 == rules.size();
    if (last && !always)
      errors.push_back(packs.at(rules[i].mark, "some objects would get no label", "end with a rule `when: {always: true}`"));
    if (!last && always)
      errors.push_back(packs.at(rules[i].mark, "the rules behind '" + rules[i].id + "' can never decide", "move it to the end"));
  }
}
}  // namespace

void validate(const Packs& packs, Diagnostics& errors) {
  repeated_ids(packs, errors);
  for (const DetectorSpec& detector : packs.detectors) {
    unknown_lists(packs, detector, errors);
    idle_confidence(packs, detector, errors);
  }
  label_rules(packs, errors);
}

}  // namespace assay::rulepack
