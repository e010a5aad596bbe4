// An evaluation for a terminal: totals, the detectors (worst first), what was mistaken for what, examples.
// Threads: a pure function.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "eval/evaluation.h"
#include "report/terminal.h"

namespace assay::eval {

struct TableOptions {
  std::size_t width = 100;
  std::size_t examples = 10;  ///< Misses and false alarms shown, each; the same detector at most three times.
  bool all = false;           ///< Also the detectors without a fault.
  report::Colour colour = report::Colour::kOff;
};

std::string table_text(const Evaluation& evaluation, const std::vector<std::string>& broken, const TableOptions& options);

}  // namespace assay::eval
