// Runs what rules say of themselves: examples, counter-examples, and the default cases of labels.yaml.
#pragma once
#include <memory>
#include <vector>

#include "assay/rules.h"
#include "detect/detect.h"

namespace assay::api {

std::vector<RuleTestFailure> run_rule_tests(const rulepack::Packs& packs,
                                            const std::shared_ptr<const detect::RuleMatcher>& matcher);

}  // namespace assay::api
