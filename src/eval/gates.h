// Floors that an evaluation is held to. Threads: pure functions.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "eval/evaluation.h"

namespace assay::eval {

struct Floor {
  double precision = 0, recall = 0;  ///< 0 to 1.
};

struct Gates {
  Floor total, detector;
  std::map<std::string, Floor> own;  ///< Instead of `detector`, by id.
};

/// What fell below its floor, one sentence each; empty: all held. A detector without labels has no recall to hold.
std::vector<std::string> broken(const Gates& gates, const Evaluation& evaluation);

}  // namespace assay::eval
