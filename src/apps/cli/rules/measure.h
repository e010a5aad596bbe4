// What a rule costs and hits on a sample of text.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/result.h"
#include "assay/rules.h"

namespace assay::cli {

/// Text of files and folders as the detectors see it, at most `max_bytes`. `whole` is false if there was more.
struct Sample {
  std::string text;
  std::size_t files = 0;
  bool whole = true;
};
Result<Sample> sample_of(const std::vector<std::string>& paths, std::size_t max_bytes,
                         const std::shared_ptr<const RuleSet>& rules);
/// The examples and counter-examples of all rules, over and over up to `bytes`: nothing but near hits, so an upper bound.
Sample sample_of_examples(const RuleSet& rules, std::size_t bytes);

struct Cost {
  double seconds_per_mb = 0;  ///< CPU time for 10^6 bytes, without what a scan for nothing costs.
  std::uint64_t findings = 0;
  std::uint64_t distinct = 0;
};

/// Measures single rules of one selection on one sample.
class Measure {
 public:
  /// `text` must outlive it.
  Measure(RuleOptions rules, std::string_view text) : rules_(std::move(rules)), text_(text) {}
  /// Errors: the rules do not load.
  Result<Cost, Diagnostics> cost_of(const std::vector<std::string>& ids);

 private:
  Result<double, Diagnostics> floor();

  RuleOptions rules_;
  std::string_view text_;
  double floor_ = -1;  ///< Seconds of a scan for nothing; negative: not measured yet.
};

}  // namespace assay::cli
