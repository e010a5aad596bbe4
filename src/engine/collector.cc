#include "engine/collector.h"

#include <algorithm>
#include <tuple>

namespace assay::engine {
namespace {

// From here on room for all that may come is asked for at once; memory that is not touched costs nothing.
constexpr std::size_t kMany = 256;

auto place(const Finding& f) { return std::tie(f.part, f.range.begin, f.range.end, f.detector, f.id); }
bool earlier(const Finding& a, const Finding& b) { return place(a) < place(b); }

}  // namespace

Collector::Collector(Report& report, const rulepack::Packs& packs)
    : report_(report), packs_(packs), tallies_(packs.detectors.size()) {}

void Collector::count(std::uint32_t detector, std::uint8_t confidence, std::uint64_t value) {
  Tally& tally = tallies_[detector];
  ++tally.occurrences;
  tally.best_confidence = std::max(tally.best_confidence, confidence);
  tally.distinct.add(value);
  ++report_.finding_count;
}

void Collector::suppress(std::uint32_t detector, std::int32_t entry) {
  ++report_.suppressed[packs_.detectors[detector].id];
  ++report_.allow_uses[static_cast<std::uint32_t>(entry)];
}

bool Collector::wants(std::uint32_t part, std::uint64_t begin) const {
  if (cap() == 0) return false;
  if (!trimmed_) return true;
  // The first N are sorted since the last trim; what came later only makes fewer wanted.
  const Finding& last = report_.findings[cap() - 1];
  return std::tie(part, begin) <= std::tie(last.part, last.range.begin);
}

void Collector::trim(std::vector<Finding>& findings) const {
  if (!std::is_sorted(findings.begin(), findings.end(), earlier)) std::sort(findings.begin(), findings.end(), earlier);
  if (findings.size() > cap()) findings.resize(cap());
}

// Children are read in the middle of their parent, so findings do not arrive in report order. Once there are N they are sorted,
// and from then on only what belongs among them is taken, an eighth of N at a time.
void Collector::keep(Finding&& finding) {
  const std::size_t most = trimmed_ ? cap() + cap() / 8 : cap();
  if (report_.findings.size() == kMany) report_.findings.reserve(cap() + cap() / 8);
  report_.findings.push_back(std::move(finding));
  if (report_.findings.size() < most) return;
  trim(report_.findings);
  trimmed_ = true;
}

void Collector::keep_loser(Finding&& finding) {
  report_.losers.push_back(std::move(finding));
  if (report_.losers.size() >= cap() + cap() / 8) trim(report_.losers);
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
  for (std::size_t i = 0; i < tallies_.size(); ++i) {
    const Tally& tally = tallies_[i];
    if (tally.occurrences == 0) continue;
    DetectorCount& out = report_.counts[packs_.detectors[i].id];
    out.category = packs_.detectors[i].category;
    out.occurrences = tally.occurrences;
    out.distinct = tally.distinct.count();
    out.distinct_estimated = tally.distinct.estimated();
    out.best_confidence = tally.best_confidence;
  }
  for (const auto& [reason, number] : report_.gap_counts)
    if (number > 0) report_.reasons.push_back(reason);
}

}  // namespace assay::engine
