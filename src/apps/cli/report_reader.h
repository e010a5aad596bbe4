// Findings back from a report of --format jsonl or json.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "assay/result.h"

namespace assay::cli {

struct ReadFinding {
  std::string id, detector, part, place, preview, value, value_hash;
  std::uint8_t confidence = 0;
};

struct ReadReport {
  std::string path, key_id;
  bool joinable = false;
  std::uint64_t finding_count = 0;
  std::vector<ReadFinding> findings;
};

/// Calls `take` for each object of the report, in order. Errors: no such file, not a report of ours (with its line).
Result<Done> read_reports(const std::string& path, const std::function<void(ReadReport&&)>& take);

}  // namespace assay::cli
