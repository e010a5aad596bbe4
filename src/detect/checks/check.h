// A check as a pack declares it, ready to run.
// Threads: immutable once compiled; share it.
#pragma once
#include <string_view>

#include "assay/result.h"
#include "detect/checks/table.h"
#include "rulepack/model.h"

namespace assay::detect::checks {

class Check {
 public:
  /// Unknown algorithms and parameters, missing and impossible ones: all of them, at the place of the check in the pack.
  static Result<Check, Diagnostics> compile(const rulepack::Packs& packs, const rulepack::CheckSpec& spec);

  /// `value` in the form that `reads()` asks for.
  bool passes(std::string_view value) const noexcept;
  Reads reads() const { return row_->reads; }
  const Row& row() const { return *row_; }
  /// Share of random values of the right shape that pass, for the lint of confidences.
  double pass_rate() const { return row_->pass_rate(params_); }

 private:
  Check() = default;
  const Row* row_ = nullptr;
  Params params_;
};

}  // namespace assay::detect::checks
