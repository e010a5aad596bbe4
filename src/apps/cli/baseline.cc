#include "apps/cli/baseline.h"

#include <algorithm>

#include "apps/cli/report_reader.h"

namespace assay::cli {

std::string Baseline::value_key(const std::string& key_id, const std::string& part, const std::string& detector,
                                const std::string& hash) {
  return key_id + '\n' + part + '\n' + detector + '\n' + hash;
}

Result<Baseline> Baseline::load(const std::string& path) {
  Baseline baseline;
  const auto read = read_reports(path, [&](ReadReport&& report) {
    for (const ReadFinding& f : report.findings) {
      baseline.ids_.insert(f.id);
      if (report.joinable) baseline.values_.insert(value_key(report.key_id, f.part, f.detector, f.value_hash));
    }
    if (report.finding_count > report.findings.size())
      baseline.unlisted_[report.path] = report.finding_count - report.findings.size();
  });
  if (!read.ok()) return read.error();
  return baseline;
}

Report Baseline::only_new(const Report& report) const {
  Report out = report;
  const auto known = [&](const Finding& f) {
    return ids_.count(f.id) != 0 ||
           values_.count(value_key(report.key_id, report.parts[f.part].path, f.detector, f.value_hash)) != 0;
  };
  out.findings.erase(std::remove_if(out.findings.begin(), out.findings.end(), known), out.findings.end());
  const std::uint64_t beyond = report.finding_count - report.findings.size();
  const auto before = report.parts.empty() ? unlisted_.end() : unlisted_.find(report.parts[0].path);
  const std::uint64_t more = beyond - std::min(beyond, before == unlisted_.end() ? 0 : before->second);
  out.finding_count = out.findings.size() + more;
  if (more > 0) return out;  // Nobody can tell which detectors they are of: the counts stay.
  out.counts.clear();
  for (const Finding& f : out.findings) {
    DetectorCount& count = out.counts[f.detector];
    count.category = f.category;
    ++count.occurrences, ++count.distinct;
    count.best_confidence = std::max(count.best_confidence, f.confidence);
  }
  return out;
}

}  // namespace assay::cli
