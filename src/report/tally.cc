#include "report/tally.h"

#include <algorithm>
#include <tuple>

namespace assay::report {
namespace {

constexpr std::size_t kGroups = 40, kLosers = 5;  // bounds of one entry

std::string explain(const Explanation& why) {
  std::string out = "pattern " + std::to_string(why.pattern);
  if (!why.check.empty()) out += ", check " + why.check;
  if (!why.reading.empty()) out += ", hidden by " + why.reading;
  if (!why.field.empty()) out += ", field “" + why.field + "”";
  if (!why.context.empty()) out += ", near “" + why.context + "”";
  if (!why.negative.empty()) out += ", lowered by “" + why.negative + "”";
  return out;
}

Sample sample_of(const Report& report, const Finding& finding) {
  Sample sample{place_of(report, finding.part, finding.locator), finding.preview, finding.value, {}, finding.confidence};
  if (finding.explanation) sample.explanation = explain(*finding.explanation);
  return sample;
}

std::vector<DetectorGroup> groups_of(const Report& report, std::size_t samples) {
  std::vector<DetectorGroup> groups;
  for (const auto& [detector, count] : report.counts) groups.push_back({detector, count, {}});
  for (const Finding& finding : report.findings) {
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.detector == finding.detector; });
    if (group != groups.end() && group->samples.size() < samples) group->samples.push_back(sample_of(report, finding));
  }
  std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) {
    return std::tie(b.count.best_confidence, b.count.occurrences) < std::tie(a.count.best_confidence, a.count.occurrences);
  });
  if (groups.size() > kGroups) groups.resize(kGroups);
  return groups;
}

std::string gap_text(const Report& report, const Gap& gap) {
  const std::string place = place_of(report, gap.part, gap.locator);
  if (gap.detail.empty()) return place;
  return place.empty() ? gap.detail : place + ": " + gap.detail;
}

std::vector<GapGroup> gaps_of(const Report& report, std::size_t samples) {
  std::vector<GapGroup> groups;
  for (const auto& [reason, count] : report.gap_counts)
    if (reason != Reason::kInertContent) groups.push_back({reason, count, {}});
  for (const Gap& gap : report.gaps) {
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.reason == gap.reason; });
    if (group == groups.end() || group->samples.size() >= samples) continue;
    if (std::string text = gap_text(report, gap); !text.empty()) group->samples.push_back(std::move(text));
  }
  std::stable_sort(groups.begin(), groups.end(),
                   [](const auto& a, const auto& b) { return reason_info(a.reason).verdict < reason_info(b.reason).verdict; });
  return groups;
}

std::vector<std::string> losers_of(const Report& report) {
  std::vector<std::string> out;
  for (const Finding& loser : report.losers) {
    if (out.size() == kLosers) break;
    const std::string winner = loser.explanation ? loser.explanation->lost_to : std::string();
    out.push_back(loser.detector + " (" + std::to_string(loser.confidence) + ") at " +
                  place_of(report, loser.part, loser.locator) + (winner.empty() ? "" : ", lost to " + winner));
  }
  return out;
}

}  // namespace

std::string place_of(const Report& report, std::uint32_t part, const Locator& locator) {
  std::string where = describe(locator);
  if (part == 0 || part >= report.parts.size()) return where;
  std::string_view member = report.parts[part].path;
  const std::string prefix = report.parts[0].path + "!/";
  if (member.substr(0, prefix.size()) == prefix) member.remove_prefix(prefix.size());
  return where.empty() ? std::string(member) : std::string(member) + ", " + where;
}

bool WorseFirst::operator()(const FileEntry& a, const FileEntry& b) const {
  const auto key = [](const FileEntry& e) {
    const std::uint32_t sensitivity = says_nothing(e.verdict, e.findings) ? 0 : e.classification.sensitivity;
    return std::make_tuple(~sensitivity, ~e.findings, e.verdict, e.order);
  };
  return key(a) < key(b);
}

void Tally::add(const Report& report, std::string_view path) {
  FileEntry entry;
  entry.path = path;
  entry.order = totals_.files;
  entry.verdict = report.verdict;
  entry.findings = report.finding_count;
  entry.bytes = report.bytes;
  entry.classification = report.classification;
  count(report);
  keep(report, std::move(entry));
}

void Tally::keep(const Report& report, FileEntry entry) {
  const bool full = worst_.size() >= options_.kept_files;
  if (full && (worst_.empty() || WorseFirst{}(*worst_.rbegin(), entry))) return;
  if (!report.parts.empty()) entry.format = report.parts[0].format;
  entry.groups = groups_of(report, options_.samples);
  entry.gaps = gaps_of(report, options_.samples);
  entry.losers = losers_of(report);
  worst_.insert(std::move(entry));
  if (full) worst_.erase(std::prev(worst_.end()));
}

void Tally::count(const Report& report) {
  ++totals_.files;
  totals_.bytes += report.bytes;
  totals_.findings += report.finding_count;
  ++totals_.verdicts[report.verdict];
  if (report.finding_count != 0) ++totals_.files_with_findings;
  if (report.finding_count == 0 && report.verdict == Verdict::kScanned) ++totals_.clean;
  if (!says_nothing(report.verdict, report.finding_count) && !report.classification.label.empty()) {
    LabelTotal& label = totals_.labels[report.classification.label];
    label.sensitivity = report.classification.sensitivity;
    ++label.files;
  }
  for (const auto& [detector, count] : report.counts) {
    DetectorTotal& total = totals_.detectors[detector];
    total.occurrences += count.occurrences;
    total.best_confidence = std::max(total.best_confidence, count.best_confidence);
    ++total.files;
  }
  for (const auto& [reason, places] : report.gap_counts) {
    totals_.reasons[reason].places += places;
    ++totals_.reasons[reason].files;
  }
}

}  // namespace assay::report
