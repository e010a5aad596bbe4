#include <algorithm>
#include <array>

#include "rulepack/lint.h"

namespace assay::rulepack {
namespace {
struct Band {
  std::uint8_t confidence;
  double pass_rate;
  const char* text;
};
/// contracts: the false alarms that a band can bear.
constexpr std::array kBands{Band{85, 1e-6, "1 in 1,000,000"}, Band{75, 1e-3, "1 in 1,000"}, Band{65, 1e-2, "1 in 100"}};
constexpr double kRounding = 1 + 1e-9;
}  // namespace

Diagnostics lint_confidence(const Packs& packs, const PassRate& pass_rate) {
  Diagnostics warnings;
  for (const DetectorSpec& detector : packs.detectors) {
    for (const PatternSpec& pattern : detector.patterns) {
      const auto band =
          std::find_if(kBands.begin(), kBands.end(), [&](const Band& b) { return pattern.confidence.checked >= b.confidence; });
      if (band == kBands.end() || !pattern.justify.empty() || pass_rate(pattern) <= band->pass_rate * kRounding) continue;
      warnings.push_back(packs.at(pattern.mark,
                                  "a pattern of '" + detector.id + "' is " + std::to_string(pattern.confidence.checked) +
                                      " sure by its check alone, which more than " + band->text + " random values pass",
                                  "lower `checked`, or say in `justify` what else makes it rare"));
    }
  }
  return warnings;
}

}  // namespace assay::rulepack
