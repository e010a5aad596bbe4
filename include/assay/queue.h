// assay/queue.h - many callers, a few scanning threads: a bounded queue that answers at once. A library of its own:
// libassay-queue.
//
//   auto queue = assay::ScanQueue::create(engine, assay::queue_options_for(std::thread::hardware_concurrency()));
//   if (!queue.ok()) return complain(queue.error().text());
//   assay::QueueTask task;
//   task.source = std::move(file);
//   task.name = "claim.docx";
//   task.scan.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);  // waiting counts
//   std::future<assay::Report> report = assay::future_of(task);
//   if (queue.value()->submit(std::move(task)) != assay::Submission::kAccepted) return http(503);  // `task` is untouched
//
// Three lanes, by what an object may cost, each with threads and room of its own: a large object waits for large ones only, and
// never keeps a small one waiting. Threads of the medium lane help the small one when they have nothing to do; threads of the
// large lane run at lower priority. What turns out to be more work than its lane allows starts again in the next lane, so that a
// bomb of 1 KiB does not hold the small lane; its report is the same, and hooks hear everything once.
//
// Delivery: each accepted task ends in exactly one call of `receive`, in no promised order: scanned, `cancelled`, out of time, or
// `not_started` after a shutdown. A task that is not accepted ends in none.
//
// Threads: without `threads` in the options the queue starts none, and nothing happens until yours call `serve` or `serve_one`.
// All functions may be called from any thread, with these bounds:
// - `submit`, `status` and `close` never wait for room or for a scan, and may be called within `receive` and the hooks of a scan;
// - `drain`, `shutdown` and the destructor wait for scans: never call them within `receive` or a hook;
// - `receive` and the hooks of a task are called from the thread that scans it (`receive` of a task that was never begun: from
// the
//   thread in `shutdown`), without any lock held; those of different tasks run at the same time. They must not throw.
// Errors: nothing throws. Trouble with an object is in its report.
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>

#include "assay/engine.h"

namespace assay {
inline namespace v1 {

/// What an object may cost, told from its size and first bytes. A document: by its size. A container (archive, compressed file):
/// by the most that it may expand to under the limits of the engine; never small. Of unknown size: large.
enum class SizeClass : std::uint8_t {
  kSmall = 0,  ///< Up to 1 MiB.
  kMedium,     ///< Up to 64 MiB.
  kLarge,
};
inline constexpr std::size_t kSizeClasses = 3;
/// "small", "medium", "large".
std::string_view name_of(SizeClass size_class);
/// Reads at most 512 bytes from the front of a source with random access, and moves nothing.
SizeClass size_class_of(Source& source, const Limits& limits);

struct LaneOptions {
  unsigned threads = 0;           ///< Of the queue's own, at most 256. All lanes have some, or none has.
  std::uint32_t max_waiting = 0;  ///< Tasks accepted and not begun; one more is `kBusy`. At least 1.
  /// What takes longer starts again in the next lane, unless that one is full. Ignored for the large lane. Positive.
  std::chrono::milliseconds patience{0};
};

struct QueueOptions {
  LaneOptions small = {0, 256, std::chrono::seconds(1)};
  LaneOptions medium = {0, 64, std::chrono::seconds(15)};
  LaneOptions large = {0, 16, {}};
  /// How much the queue's own threads of the large lane, and the workers they start, step back: 0 (not at all) to 19. More than 0
  /// also makes them batch threads (SCHED_BATCH). The priority of your threads is never changed.
  int large_nice = 10;
};
/// Threads for a machine with `cores` cores that does little else: half of them small, and a quarter of them medium and large,
/// but at least one each. Never fails; 0 counts as 1.
QueueOptions queue_options_for(unsigned cores);

struct QueueTask {
  std::unique_ptr<Source> source;  ///< Must not be null; used by one thread at a time.
  std::string name;                ///< As in Scanner::scan.
  ScanOptions scan;                ///< `cancel` must be null: see below. `deadline` runs while the task waits, too.
  /// Set to true, at any time, to have the task end with reason `cancelled`: at the next block, or when its turn comes. The queue
  /// sets it at shutdown. Null: only the queue can cancel.
  std::shared_ptr<CancelFlag> cancel;
  std::function<void(Report)> receive;  ///< Must not be empty. See "Delivery".
  std::optional<SizeClass> size_class;  ///< Instead of what `size_class_of` would say; then `submit` reads nothing.
};

/// Sets `task.receive`, so that the report comes out of the future. A task that is not accepted breaks the promise when it is
/// destroyed.
std::future<Report> future_of(QueueTask& task);

enum class Submission : std::uint8_t {
  kAccepted = 0,
  kBusy,     ///< The lane is full. Come again later; the other lanes may have room.
  kClosed,   ///< `close` or `shutdown` was called.
  kInvalid,  ///< `source` or `receive` is missing, or `scan.cancel` is set.
};

struct LaneStatus {
  std::uint64_t waiting = 0, running = 0;              ///< Now.
  std::uint64_t accepted = 0, busy = 0, finished = 0;  ///< Since the start; `finished`: delivered from this lane.
  std::uint64_t moved_on = 0;                          ///< Started again in the next lane.
};
struct QueueStatus {
  std::array<LaneStatus, kSizeClasses> lanes;  ///< By SizeClass.
  /// False: the operating system refused the lower priority of the large lane.
  bool large_steps_back = false;
};

class ScanQueue {
 public:
  /// kInvalidArgument: an option out of range; kIo: not all threads could be started.
  static Result<std::unique_ptr<ScanQueue>> create(std::shared_ptr<const Engine> engine, const QueueOptions& options);
  /// As `shutdown`.
  ~ScanQueue();
  ScanQueue(const ScanQueue&) = delete;
  ScanQueue& operator=(const ScanQueue&) = delete;

  /// Takes `task`, or answers at once why not; then `task` is as it was. Reads the front of the source, unless `size_class` is
  /// set.
  Submission submit(QueueTask&& task);

  /// Scans tasks of this lane (kMedium: and of the small one) in the calling thread until the queue is closed and nothing waits
  /// there.
  void serve(SizeClass lane);
  /// Scans one, if one waits. Never waits for one. False: there was none.
  bool serve_one(SizeClass lane);

  /// Nothing more is accepted; what was accepted will be scanned.
  void close();
  /// Waits until everything accepted so far and meanwhile is delivered, at most until `until`. False: not yet.
  bool drain(std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max());
  /// Closes, cancels what is being scanned, delivers what waits as `not_started`, and waits for all threads. More than once is
  /// fine.
  void shutdown();

  QueueStatus status() const;

 private:
  class Impl;
  explicit ScanQueue(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace v1
}  // namespace assay
