// A detector as its author needs to see it.
#pragma once
#include <string>
#include <string_view>

#include "assay/rules.h"
#include "detect/detect.h"

namespace assay::api {

DetectorDetails details_of(const rulepack::Packs& packs, const rulepack::DetectorSpec& spec, DetectorInfo info,
                           const detect::RuleMatcher& matcher);
/// Share of random values of the right shape that pass all checks of the pattern; 1 without checks.
double pass_rate_of(const rulepack::Packs& packs, const rulepack::PatternSpec& pattern);
/// "did you mean 'iban'?"
std::string nearest_id(const rulepack::Packs& packs, std::string_view id);

}  // namespace assay::api
