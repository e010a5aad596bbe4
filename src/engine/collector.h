// Collects what one object has to say: exact counts of everything, and the first N of findings, parts and gaps in report order.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "assay/report.h"
#include "base/distinct.h"

namespace assay::engine {

class Collector {
 public:
  explicit Collector(Report& report) : report_(report) {}

  /// False: so many findings stand before this place that it will not be listed. Then there is no need to describe it.
  bool wants(std::uint32_t part, std::uint64_t begin) const;
  void count(const std::string& detector, const std::string& category, std::uint8_t confidence, std::string_view value_hash);
  void keep(Finding finding);
  void keep_loser(Finding finding);
  void add_gap(Gap gap);
  /// Sorts, cuts to the caps and fills counts and reasons.
  void finish();

 private:
  struct Tally {
    DetectorCount count;
    base::DistinctCounter distinct;
  };
  void trim(std::vector<Finding>& findings) const;
  bool trimmed_ = false;
  Report& report_;
  std::map<std::string, Tally> tallies_;
};

}  // namespace assay::engine
