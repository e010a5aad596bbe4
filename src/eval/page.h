// An evaluation as one HTML file that needs nothing else: plots, tables that sort, places. Threads: a pure function.
#pragma once
#include <string>
#include <vector>

#include "eval/evaluation.h"
#include "eval/page_words.h"

namespace assay::eval {

std::string page(const Evaluation& evaluation, const std::vector<std::string>& broken, Language language);

}  // namespace assay::eval
