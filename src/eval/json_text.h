// An evaluation as one line of canonical JSON: {"detectors", "false_alarms", "gates", ...}. Threads: a pure function.
#pragma once
#include <string>
#include <vector>

#include "eval/evaluation.h"

namespace assay::eval {

/// `broken`: what `broken()` of the gates said.
std::string json_text(const Evaluation& evaluation, const std::vector<std::string>& broken);

}  // namespace assay::eval
