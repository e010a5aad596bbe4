// Threads, delivery and shutdown around the lanes. The contract is that of ScanQueue.
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "queue/lanes.h"

namespace assay::queue {

class Dispatcher {
 public:
  Dispatcher(std::shared_ptr<const Engine> engine, const QueueOptions& options)
      : engine_(std::move(engine)), options_(options), lanes_(options) {}
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;
  /// Call `shutdown` before.
  ~Dispatcher() = default;

  /// As many threads as were asked for. False: not all could be started.
  bool start();
  Submission submit(QueueTask&& task);
  void serve(SizeClass lane);
  bool serve_one(SizeClass lane);
  void close();
  bool drain(std::chrono::steady_clock::time_point until);
  void shutdown();
  QueueStatus status() const;

 private:
  using Tickets = std::vector<std::unique_ptr<Ticket>>;
  /// A thread of the caller's is in here: nothing may be taken down.
  class Serving;

  void work(SizeClass lane);
  void serve_until_done(SizeClass lane);
  /// Null: the queue is closed, and nothing can come to this lane any more.
  std::unique_ptr<Ticket> wait_for(SizeClass lane);
  /// Null: nothing waits.
  std::unique_ptr<Ticket> take(SizeClass lane);
  void handle(std::unique_ptr<Ticket> ticket, Scanner& scanner);
  bool moved_on(std::unique_ptr<Ticket>& ticket);
  void deliver(std::unique_ptr<Ticket> ticket, Report report);
  /// Closes, and hands out what was accepted and not begun.
  Tickets stop();
  void deliver_unbegun(Tickets tickets);
  std::unique_ptr<Scanner> borrow_scanner();
  // Under the lock:
  bool idle() const { return lanes_.is_idle() && unbegun_ == 0; }
  std::unique_ptr<Ticket> begin(SizeClass lane);
  void end(const std::shared_ptr<CancelFlag>& cancel);

  const std::shared_ptr<const Engine> engine_;
  const QueueOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Lanes lanes_;                                       // from here on guarded by mutex_, but for the options of the lanes
  std::vector<std::shared_ptr<CancelFlag>> running_;  // of the tickets that are being scanned: a shutdown sets them
  std::vector<std::unique_ptr<Scanner>> spare_;       // of serve_one
  std::size_t unbegun_ = 0;                           // taken out by a shutdown, not yet delivered
  unsigned steps_back_ = 0, serving_ = 0;
  bool closed_ = false, stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace assay::queue
