#include "queue/attempt.h"

#include <algorithm>

namespace assay::queue {
namespace {

using Clock = std::chrono::steady_clock;

/// A source with random access, read from its front whatever was read before.
class FromTheFront final : public Source {
 public:
  explicit FromTheFront(Source& source) : source_(source) {}
  std::optional<std::uint64_t> size() const override { return source_.size(); }
  bool random_access() const override { return true; }
  Result<std::size_t, Trouble> read(std::span<char> out) override {
    auto got = source_.read_at(at_, out);
    if (got.ok()) at_ += got.value();
    return got;
  }
  Result<std::size_t, Trouble> read_at(std::uint64_t offset, std::span<char> out) override {
    return source_.read_at(offset, out);
  }
  int descriptor() const override { return source_.descriptor(); }

 private:
  Source& source_;
  std::uint64_t at_ = 0;
};

/// The hooks of the task, told only what is new to them.
void hear_once(Ticket& ticket, ScanOptions& options) {
  if (ticket.task.scan.on_finding) {
    options.on_finding = [&ticket, seen = std::uint64_t{0}](const Finding& finding) mutable {
      if (++seen <= ticket.heard_findings) return;
      ticket.heard_findings = seen;
      ticket.task.scan.on_finding(finding);
    };
  }
  if (ticket.task.scan.progress) {
    options.progress = [&ticket](std::uint64_t bytes) {
      if (bytes <= ticket.heard_progress) return;
      ticket.heard_progress = bytes;
      ticket.task.scan.progress(bytes);
    };
  }
}

bool ran_out_of_time(const Report& report) {
  return std::find(report.reasons.begin(), report.reasons.end(), Reason::kTime) != report.reasons.end();
}

}  // namespace

Patience patience_for(const Ticket& ticket, const LaneOptions& lane, const Limits& limits) {
  const bool can_start_again = ticket.lane != SizeClass::kLarge && ticket.task.source->random_access();
  const bool ends_sooner = limits.max_seconds <= std::chrono::duration<double>(lane.patience).count();
  return can_start_again && !ends_sooner ? lane.patience : kWhole;
}

std::optional<Report> attempt(Ticket& ticket, Scanner& scanner, Patience patience) {
  QueueTask& task = ticket.task;
  ScanOptions options = task.scan;
  options.cancel = task.cancel.get();
  hear_once(ticket, options);
  const Clock::time_point until = patience == kWhole ? Clock::time_point::max() : Clock::now() + patience;
  options.deadline = std::min(options.deadline, until);
  Report report;
  if (task.source->random_access()) {
    FromTheFront front(*task.source);
    report = scanner.scan(front, task.name, options);
  } else {
    report = scanner.scan(*task.source, task.name, options);
  }
  if (until < task.scan.deadline && ran_out_of_time(report)) return std::nullopt;
  return report;
}

}  // namespace assay::queue
