// Who waits where, and who may take what. Plain data: the queue holds its lock around every call.
#pragma once
#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "assay/queue.h"

namespace assay::queue {

/// A task on its way.
struct Ticket {
  QueueTask task;
  SizeClass lane = SizeClass::kSmall;
  std::uint64_t heard_findings = 0;  ///< By `on_finding` in earlier attempts.
  std::uint64_t heard_progress = 0;  ///< Likewise, bytes.
};

class Lanes {
 public:
  explicit Lanes(const QueueOptions& options) : options_{options.small, options.medium, options.large} {}

  /// False: the lane is full, which is counted. Else count on `push`.
  bool admit(SizeClass lane);
  void push(std::unique_ptr<Ticket> ticket);
  /// The ticket that waits longest among those that a server of `lane` may take; it then counts as running. Null: none waits.
  std::unique_ptr<Ticket> take(SizeClass lane);
  /// True: the running ticket waits in the next lane now. False: that lane is full, or there is none.
  bool move_on(std::unique_ptr<Ticket>& ticket);
  /// A running ticket of `lane` was delivered.
  void finish(SizeClass lane);
  /// Everything that waits, for a shutdown; it counts as finished.
  std::vector<std::unique_ptr<Ticket>> take_all();

  /// Nothing waits for a server of `lane`, and nothing that runs could come to it.
  bool is_done(SizeClass lane) const;
  /// Nothing waits or runs anywhere.
  bool is_idle() const;
  const LaneOptions& options(SizeClass lane) const { return options_[static_cast<std::size_t>(lane)]; }
  const std::array<LaneStatus, kSizeClasses>& status() const { return status_; }

 private:
  LaneStatus& at(SizeClass lane) { return status_[static_cast<std::size_t>(lane)]; }

  std::array<LaneOptions, kSizeClasses> options_;
  std::array<LaneStatus, kSizeClasses> status_;
  std::array<std::deque<std::unique_ptr<Ticket>>, kSizeClasses> waiting_;
};

}  // namespace assay::queue
