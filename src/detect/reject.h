// Values that a detector never reports: written in its rule, named lists, patterns.
// Threads: immutable once compiled.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/result.h"
#include "detect/candidates.h"
#include "rulepack/model.h"

namespace assay::detect {

/// The named lists of packs in the forms that detectors ask for: many share one. Serves one thread.
class RejectLists {
 public:
  using Values = std::vector<std::string>;  ///< Sorted.
  explicit RejectLists(const rulepack::Packs& packs) : packs_(packs) {}
  /// Null: there is no such list.
  std::shared_ptr<const Values> find(const std::string& name, rulepack::ValueForm form);
  /// Entries in that form; those that become empty say nothing.
  static Values formed(const std::vector<std::string>& values, rulepack::ValueForm form);

 private:
  const rulepack::Packs& packs_;
  std::map<std::pair<std::string, rulepack::ValueForm>, std::shared_ptr<const Values>> known_;
};

class RejectSet {
 public:
  /// Entries are brought to the detector's value form. Unknown lists and bad patterns are errors at the detector.
  static Result<RejectSet, Diagnostics> compile(const rulepack::Packs& packs, const rulepack::DetectorSpec& detector,
                                                RejectLists& lists);
  bool empty() const { return lists_.empty() && patterns_ == nullptr; }
  /// `value` in the detector's form.
  bool holds(std::string_view value) const;
  /// What holds it: "list NAME", "value" or "pattern"; empty if nothing does. Slow.
  std::string why(const rulepack::Packs& packs, const rulepack::DetectorSpec& detector, std::string_view value) const;

 private:
  class Patterns;

  std::vector<std::shared_ptr<const RejectLists::Values>> lists_;  ///< Those that are named, then its own; none is empty.
  std::shared_ptr<const Patterns> patterns_;                       ///< Null: none.
};

}  // namespace assay::detect
