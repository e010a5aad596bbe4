// Drawings of the page as inline SVG. Threads: pure functions.
#pragma once
#include <map>
#include <string>

#include "eval/evaluation.h"
#include "eval/page_words.h"

namespace assay::eval {

/// Precision, recall and F1 over the threshold; a dashed line marks `threshold`.
std::string threshold_plot(const std::map<unsigned, Tally>& at, unsigned threshold, const PageWords& words);
/// The same two curves, small enough for a table row.
std::string spark_line(const std::map<unsigned, Tally>& at);
/// A bar from 0 to 1; `kind` is a class of the style sheet ("p" or "r").
std::string bar(double value, const char* kind);

}  // namespace assay::eval
