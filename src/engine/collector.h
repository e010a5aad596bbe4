// Collects what one object has to say: exact counts of everything, and the first N of findings, parts and gaps in report order.
// Memory: 9/8 N findings and as many losers, and per detector what counting different values takes.
#pragma once
#include <string>
#include <vector>

#include "assay/report.h"
#include "base/distinct.h"
#include "rulepack/model.h"

namespace assay::engine {

class Collector {
 public:
  Collector(Report& report, const rulepack::Packs& packs);

  /// False: so many findings stand before this place that it will not be listed. Then there is no need to describe it, now or
  /// later.
  bool wants(std::uint32_t part, std::uint64_t begin) const;
  /// `detector` is the index of the packs, `value` its ValueKey::quick.
  void count(std::uint32_t detector, std::uint8_t confidence, std::uint64_t value);
  /// Accepted by that entry of the allow list.
  void suppress(std::uint32_t detector, std::int32_t entry);
  void keep(Finding&& finding);
  void keep_loser(Finding&& finding);
  void add_gap(Gap gap);
  /// Sorts, cuts to the caps and fills counts and reasons.
  void finish();

 private:
  struct Tally {
    std::uint64_t occurrences = 0;
    std::uint8_t best_confidence = 0;
    base::DistinctCounter distinct;
  };
  std::size_t cap() const { return report_.limits.max_kept_findings; }
  void trim(std::vector<Finding>& findings) const;
  bool trimmed_ = false;
  Report& report_;
  const rulepack::Packs& packs_;
  std::vector<Tally> tallies_;  ///< By detector.
};

}  // namespace assay::engine
