// Values that a detector never reports: written in its rule, named lists, patterns.
// Threads: immutable once compiled.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assay/result.h"
#include "detect/candidates.h"
#include "rulepack/model.h"

namespace assay::detect {

class RejectSet {
 public:
  /// Entries are brought to the detector's value form; those that become empty say nothing. Unknown lists and bad patterns are
  /// errors at the detector.
  static Result<RejectSet, Diagnostics> compile(const rulepack::Packs& packs, const rulepack::DetectorSpec& detector);
  bool empty() const { return values_.empty() && patterns_ == nullptr; }
  /// `value` in the detector's form.
  bool holds(std::string_view value) const;
  /// What holds it: "list NAME", "value" or "pattern"; empty if nothing does. Slow.
  std::string why(const rulepack::Packs& packs, const rulepack::DetectorSpec& detector, std::string_view value) const;

 private:
  class Patterns;

  std::vector<std::string> values_;           ///< Sorted.
  std::shared_ptr<const Patterns> patterns_;  ///< Null: none.
};

}  // namespace assay::detect
