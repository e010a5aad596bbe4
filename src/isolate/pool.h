// Worker processes, kept between documents.
//
//   auto pool = std::make_shared<isolate::WorkerPool>(isolate::PoolOptions{.worker = "/usr/libexec/assay-worker"});
//   pool->warm_up(limits.max_memory_bytes);   // optional: starts one while the host does something else
//
// A worker serves one document at a time. It goes back only after a complete answer; after anything else it is ended, and the
// next document gets a fresh one. There is no upper number: a document inside a document needs a second worker while the first
// waits, so a cap would be a deadlock. The host's threads are the bound.
// Threads: all functions may be called from any thread.
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "isolate/process.h"

namespace assay::isolate {

struct PoolOptions {
  std::string worker;                       ///< Path of assay-worker.
  std::vector<std::string> arguments = {};  ///< Before our own: `--require LAYER`.
  unsigned keep_idle = 4;                   ///< Workers kept for later.
  unsigned documents_per_worker = 1000;     ///< Then it is replaced: libraries leak.
};

class WorkerPool {
 public:
  explicit WorkerPool(PoolOptions options) : options_(std::move(options)) {}

  /// An idle worker or a new one that may use `memory_bytes`. Trouble: kNoParser, kWorkerCrash.
  Result<std::unique_ptr<WorkerProcess>, Trouble> take(std::uint64_t memory_bytes);
  /// Takes back a worker after a complete answer.
  void give_back(std::unique_ptr<WorkerProcess> worker, std::uint64_t memory_bytes);
  /// Starts a worker now, unless there is an idle one. Does not wait for it; trouble will show when a document comes.
  void warm_up(std::uint64_t memory_bytes);
  const PoolOptions& options() const { return options_; }

 private:
  struct Idle {
    std::unique_ptr<WorkerProcess> worker;
    std::uint64_t memory_bytes = 0;
  };
  std::unique_ptr<WorkerProcess> take_idle(std::uint64_t memory_bytes);
  Result<std::unique_ptr<WorkerProcess>, Trouble> start(std::uint64_t memory_bytes) const;

  const PoolOptions options_;
  std::mutex mutex_;
  std::vector<Idle> idle_;  // guarded by mutex_; the last one is the warmest
};

}  // namespace assay::isolate
