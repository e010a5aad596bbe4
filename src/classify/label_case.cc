#include "classify/label_case.h"

#include <algorithm>

#include "classify/classify.h"

namespace assay::classify {
namespace {
constexpr std::uint64_t kRowBytes = 10'000, kValueBytes = 10;

Verdict verdict_named(std::string_view name) {
  for (int v = 0; v <= static_cast<int>(Verdict::kScanned); ++v)
    if (name_of(static_cast<Verdict>(v)) == name) return static_cast<Verdict>(v);
  return Verdict::kError;
}

/// Row by row, as a report would have them.
void add_findings(const rulepack::Packs& packs, const rulepack::LabelCase& label_case, Classifier& classifier) {
  std::uint64_t rows = 0;
  for (const auto& [detector, number] : label_case.findings) rows = std::max(rows, number);
  std::uint64_t value = 0;  // All of them different.
  for (std::uint64_t row = 1; row <= rows; ++row) {
    std::uint64_t at = row * kRowBytes;
    for (const auto& [detector, number] : label_case.findings) {
      if (row > number) continue;
      const rulepack::DetectorSpec* spec = packs.find(detector);
      const std::string category = spec == nullptr ? "" : spec->category;
      classifier.add({detector, category, 85, ++value, 0, {at, at + kValueBytes}, row});
      at += kValueBytes;
    }
  }
}
}  // namespace

std::vector<std::string> labels_of(const rulepack::Packs& packs, const rulepack::LabelCase& label_case) {
  Classifier classifier(packs);
  add_findings(packs, label_case, classifier);
  const std::vector<std::string> scanned{std::string(name_of(Verdict::kScanned))};
  std::vector<std::string> labels;
  for (const std::string& name : label_case.verdicts.empty() ? scanned : label_case.verdicts) {
    ObjectFacts object;
    object.verdict = verdict_named(name);
    object.content_gap = object.verdict != Verdict::kScanned;
    labels.push_back(classifier.finish(object).label);
  }
  return labels;
}

}  // namespace assay::classify
