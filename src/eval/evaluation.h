// What a rule set is worth on labelled texts: every text is scanned, its findings scored, and all of it added up per detector,
// threshold and group of texts.
// Threads: `evaluate` runs on the calling thread. Errors: none of its own; a text that could not be read whole counts in
// `unread`, and its findings are scored all the same.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "assay/engine.h"
#include "eval/labelled.h"

namespace assay::eval {

struct Tally {
  std::uint64_t labels = 0, found = 0, false_alarms = 0;
  /// 1 where there is nothing to divide by: no finding is no wrong finding.
  double precision() const;
  double recall() const;
  double f1() const;
  void add(const Tally& other);
};

/// One place that came out wrong. All text is masked unless values were asked for.
struct Place {
  std::string text_id, lang, hard, trick;
  std::string detector;         ///< Missed, or falsely found.
  std::string instead;          ///< Found on a missed label; or the label a false alarm lies on. Empty: none.
  std::uint8_t confidence = 0;  ///< Of a false alarm; of a miss, what it had below the threshold, 0 if nothing.
  std::string before, value, after;
};

struct DetectorResult {
  std::map<unsigned, Tally> at;                  ///< By threshold.
  std::map<std::string, std::uint64_t> instead;  ///< At the main threshold: what was found on its labels.
  bool counted = true;                           ///< Part of the totals.
};

struct Group {
  std::uint64_t texts = 0;
  Tally tally;
};
using Groups = std::map<std::string, std::map<std::string, Group>>;  ///< "lang" -> "de", at the main threshold.

struct Evaluation {
  unsigned threshold = 65;
  std::string rules;  ///< Hash of the rule set.
  std::uint64_t texts = 0, tables = 0, bytes = 0, hard = 0, unread = 0;
  std::map<std::string, std::uint64_t> unknown;  ///< Labels of detectors that the rules do not have: not scored.
  std::map<std::string, DetectorResult> detectors;
  std::map<unsigned, Tally> micro;  ///< Sums over the counted detectors, by threshold.
  Groups groups;
  std::vector<Place> misses, false_alarms;
  bool interrupted = false;
};

struct EvaluationOptions {
  unsigned threshold = 65;          ///< 1 to 100. The main one; 50, 55 ... 95 are measured as well.
  std::set<std::string> leave_out;  ///< Detectors that do not count in the totals.
  bool show_values = false;
  const CancelFlag* cancel = nullptr;
};

/// Means over the counted detectors that have labels or findings.
struct Macro {
  double precision = 1, recall = 1, f1 = 1;
  std::size_t detectors = 0;
};
Macro macro(const Evaluation& evaluation, unsigned threshold);

Evaluation evaluate(const std::shared_ptr<const Engine>& engine, const std::vector<LabelledText>& texts,
                    const EvaluationOptions& options);

}  // namespace assay::eval
