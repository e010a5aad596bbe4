#include "assay/unread.h"

#include <algorithm>

namespace assay {
namespace api {
namespace {

class FailingSource final : public Source {
 public:
  explicit FailingSource(Trouble trouble) : trouble_(std::move(trouble)) {}
  std::optional<std::uint64_t> size() const override { return std::nullopt; }
  bool random_access() const override { return false; }
  Result<std::size_t, Trouble> read(std::span<char>) override { return trouble_; }
  Result<std::size_t, Trouble> read_at(std::uint64_t, std::span<char>) override { return trouble_; }

 private:
  Trouble trouble_;
};

// Whatever a scanner makes of a source that only fails: the report says what is true here.
void insist(Report& report, const std::string& path, Reason reason, const std::string& detail) {
  report.verdict = Verdict::kError;
  report.sha256.clear();
  if (report.parts.empty()) {
    report.parts.emplace_back().path = path;
    report.part_count = 1;
  }
  report.parts[0].verdict = Verdict::kError;
  if (report.gap_counts.count(reason) != 0) return;
  report.gaps.push_back({0, GapClass::kContent, reason, {}, {}, detail});
  report.gap_counts[reason] = 1;
  report.reasons.insert(std::lower_bound(report.reasons.begin(), report.reasons.end(), reason), reason);
}

}  // namespace
}  // namespace api

inline namespace v1 {

Report unread_report(Scanner& scanner, const std::string& name, Reason reason, const std::string& detail, ScanOptions options) {
  options.cancel = nullptr;  // "not started" must become neither "cancelled" nor "no time left"
  options.deadline = std::chrono::steady_clock::time_point::max();
  api::FailingSource source(Trouble{reason, detail});
  Report report = scanner.scan(source, name, options);
  api::insist(report, name, reason, detail);
  return report;
}

}  // namespace v1
}  // namespace assay
