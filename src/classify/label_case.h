// The default cases of labels.yaml that give numbers of findings instead of a text.
#pragma once
#include <string>
#include <vector>

#include "rulepack/model.h"

namespace assay::classify {

/// The label that the rules give `label_case` under each of its verdicts (only `scanned` if it names none). Its findings are
/// distinct, at confidence 85, the n-th of every detector in row n, far from those of other rows. Ignores `text`.
std::vector<std::string> labels_of(const rulepack::Packs& packs, const rulepack::LabelCase& label_case);

}  // namespace assay::classify
