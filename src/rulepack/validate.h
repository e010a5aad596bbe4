// What can only be judged once every file is read: ids across packs, names that point at something, sense and nonsense of values.
#pragma once
#include "rulepack/model.h"

namespace assay::rulepack {

/// Mistakes: the packs cannot be used. `packs.detectors` is sorted by id.
void validate(const Packs& packs, Diagnostics& errors);
/// Legal, but unwise.
Diagnostics lint(const Packs& packs);

}  // namespace assay::rulepack
