// Findings that an earlier report holds already: `assay scan --baseline REPORT` fails on new ones only.
#pragma once
#include <cstdint>
#include <set>
#include <string>

#include "assay/report.h"
#include "assay/result.h"

namespace assay::cli {

/// A finding is known if the report has its id (same path, place and detector), or the same value of the same detector in the
/// same part under the same key: lines that move do not make it new.
class Baseline {
 public:
  /// A report of --format jsonl or json. Errors name the file.
  static Result<Baseline> load(const std::string& path);
  /// The report with what is new only, counts and all. Findings beyond the listed ones are new, as far as they are more.
  Report only_new(const Report& report) const;
  std::size_t size() const { return ids_.size(); }

 private:
  static std::string value_key(const std::string& key_id, const std::string& part, const std::string& detector,
                               const std::string& hash);
  std::set<std::string> ids_, values_;
  std::map<std::string, std::uint64_t> unlisted_;  ///< By path of the object: findings beyond the listed ones.
};

}  // namespace assay::cli
