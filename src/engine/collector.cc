#include "engine/collector.h"

#include <algorithm>
#include <tuple>

namespace assay::engine {
namespace {

auto place(const Finding& f) { return std::tie(f.part, f.range.begin, f.range.end, f.detector, f.id); }
bool earlier(const Finding& a, const Finding& b) { return place(a) < place(b); }

}  // namespace

void Collector::count(const std::string& detector, const std::string& category, std::uint8_t confidence,
                      std::string_view value_hash) {
  Tally& tally = tallies_[detector];
  tally.count.category = category;
  ++tally.count.occurrences;
  tally.count.best_confidence = std::max(tally.count.best_confidence, confidence);
  tally.distinct.add(value_hash);
  ++report_.finding_count;
}

bool Collector::wants(std::uint32_t part, std::uint64_t begin) const {
  if (!trimmed_) return true;
  // The first N are sorted since the last trim; what came later only makes fewer wanted.
  const Finding& last = report_.findings[report_.limits.max_kept_findings - 1];
  return std::tie(part, begin) <= std::tie(last.part, last.range.begin);
}

void Collector::trim(std::vector<Finding>& findings) const {
  std::sort(findings.begin(), findings.end(), earlier);
  if (findings.size() > report_.limits.max_kept_findings) findings.resize(report_.limits.max_kept_findings);
}

// Children are read in the middle of their parent, so findings do not arrive in report order: the first N are kept by sorting
// whenever twice as many have come.
void Collector::keep(Finding finding) {
  report_.findings.push_back(std::move(finding));
  if (report_.findings.size() < 2ULL * report_.limits.max_kept_findings) return;
  trim(report_.findings);
  trimmed_ = true;
}

void Collector::keep_loser(Finding finding) {
  report_.losers.push_back(std::move(finding));
  if (report_.losers.size() >= 2ULL * report_.limits.max_kept_findings) trim(report_.losers);
}

void Collector::add_gap(Gap gap) {
  ++report_.gap_counts[gap.reason];
  if (report_.gaps.size() < report_.limits.max_kept_parts) report_.gaps.push_back(std::move(gap));
}

void Collector::finish() {
  trim(report_.findings);
  trim(report_.losers);
  std::stable_sort(report_.gaps.begin(), report_.gaps.end(), [](const Gap& a, const Gap& b) {
    return std::tie(a.part, a.stored.begin, a.reason) < std::tie(b.part, b.stored.begin, b.reason);
  });
  for (auto& [detector, tally] : tallies_) {
    tally.count.distinct = tally.distinct.count();
    tally.count.distinct_estimated = tally.distinct.estimated();
    report_.counts[detector] = tally.count;
  }
  for (const auto& [reason, number] : report_.gap_counts)
    if (number > 0) report_.reasons.push_back(reason);
}

}  // namespace assay::engine
