// The lint of confidences: is a check strict enough for what a pattern claims without context?
#pragma once
#include <functional>

#include "rulepack/model.h"

namespace assay::rulepack {

/// Share of random values of the right shape that pass all checks of a pattern: the check table knows (detect/checks/check.h).
using PassRate = std::function<double(const PatternSpec&)>;

/// A warning for each pattern whose `checked` confidence is higher than its pass rate allows and that does not say why:
/// 65 and more needs at most 1e-2, 75 1e-3, 85 1e-6.
Diagnostics lint_confidence(const Packs& packs, const PassRate& pass_rate);

}  // namespace assay::rulepack
