// One Budget per object: every extractor draws on it before it allocates or expands. Reaching a limit is remembered as the
// first reason; from then on every draw fails, so all loops end.
// Threads: one object is extracted by one thread; only the cancel flag is shared.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>

#include "assay/engine.h"
#include "assay/limits.h"
#include "assay/verdict.h"

namespace assay::base {

class Budget {
 public:
  Budget(const Limits& limits, std::uint64_t input_bytes, const CancelFlag* cancel);

  /// Bytes that came out of a container or decoder (inflated, decrypted). False: stop, `stopped()` says why.
  bool draw_expanded(std::uint64_t bytes);
  /// Extracted text. False: stop.
  bool draw_text(std::uint64_t bytes);
  /// One member of a container, directories included. False: stop.
  bool draw_entry();
  /// Unlinked temporary storage; `give_back_temp` when it is freed.
  bool draw_temp(std::uint64_t bytes);
  void give_back_temp(std::uint64_t bytes);
  /// A small piece of work was done: checks clocks and cancellation (cheap: the clock is read every 64th call). False: stop.
  bool tick();
  /// Something was read or written: restarts the idle clock.
  void progress() { moved_ = true; }
  /// Something happened that may have taken long, such as a read: the next tick looks at the clocks whatever it counts.
  void waited() { ticks_ |= kTicksPerClockRead - 1; }
  /// Input grew known (forward-only sources): the ratio counts against what was really read.
  void saw_input(std::uint64_t bytes_read_so_far);
  void stop(Reason reason);
  /// The clock also ends at `deadline`; one that has passed stops at once.
  void end_by(std::chrono::steady_clock::time_point deadline);

  /// kNone while work may go on.
  Reason stopped() const { return stopped_; }
  bool ok() const { return stopped_ == Reason::kNone; }
  const Limits& limits() const { return limits_; }
  std::uint64_t expanded() const { return expanded_; }
  std::uint32_t entries() const { return entries_; }

  /// What was spent so far; a budget in another process that goes on from there ends where this one would.
  struct Spent {
    std::uint64_t expanded = 0, text = 0, temp = 0, input = 0;
    std::uint32_t entries = 0;
  };
  Spent spent() const { return {expanded_, text_, temp_, input_bytes_, entries_}; }
  void go_on_from(const Spent& spent);

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::uint32_t kTicksPerClockRead = 64;  // a power of two
  bool fail(Reason reason);
  Limits limits_;
  const CancelFlag* cancel_;
  std::uint64_t input_bytes_, expanded_ = 0, text_ = 0, temp_ = 0;
  std::uint32_t entries_ = 0, ticks_ = 0;
  bool moved_ = false;  // Since the clock was last read: reading it at every draw would cost more than the draw.
  Clock::time_point started_, progressed_, deadline_ = Clock::time_point::max();
  Reason stopped_ = Reason::kNone;
};

}  // namespace assay::base
