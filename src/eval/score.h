// Findings of one text against its labels. A finding is right if it names the label's detector, or one that is as right there,
// and covers more than half of the label. Threads: pure functions.
#pragma once
#include <cstddef>
#include <vector>

#include "assay/report.h"
#include "eval/labelled.h"

namespace assay::eval {

/// Where `finding` lies in the text as handed in: tables are read, so their findings have a stored place.
TextRange place_in(const LabelledText& text, const Finding& finding);

inline constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct Score {
  std::vector<bool> found;                 ///< Per label.
  std::vector<std::size_t> false_alarms;   ///< Indices of findings that are right for no label.
  std::vector<std::size_t> alarm_labels;   ///< Per false alarm: the label it lies on, or kNone.
  std::vector<std::size_t> found_instead;  ///< Per label that was not found: the finding that lies on it, or kNone.
};

Score score(const LabelledText& text, const std::vector<Finding>& findings);

}  // namespace assay::eval
