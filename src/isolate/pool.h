// Worker processes, kept between documents.
//
//   auto pool = std::make_shared<isolate::WorkerPool>(isolate::PoolOptions{.worker = "/usr/libexec/assay-worker"});
//   pool->warm_up(limits.max_memory_bytes);   // optional: starts one while the host does something else
//
// A worker serves one document at a time. It goes back only after a complete answer; after anything else it is ended, and the
// next document gets a fresh one. Forked ones serve one document only: what it did to the libraries is gone with it. There is no
// upper number: a document inside a document needs a second worker while the first waits, so a cap would be a deadlock. The
// host's threads are the bound. Threads: all functions may be called from any thread.
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "isolate/process.h"
#include "isolate/zygote.h"

namespace assay::isolate {

enum class Lifetime : std::uint8_t {
  kPersistent,  ///< Serves many documents: our own readers.
  kForked,      ///< Forked from a zygote for each document: foreign libraries.
};

struct PoolOptions {
  std::string worker;                       ///< Path of assay-worker.
  std::vector<std::string> arguments = {};  ///< Before our own: `--require LAYER`.
  Lifetime lifetime = Lifetime::kPersistent;
  unsigned keep_idle = 4;                ///< Workers kept for later.
  unsigned documents_per_worker = 1000;  ///< Then it is replaced: libraries leak.
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
  /// What a process was started with, for good: its limit, and the priority of the thread that started it. A document of a fast
  /// lane must not wait for a worker of a slow one.
  struct Kind {
    std::uint64_t memory_bytes = 0;
    int nice = 0;
    bool operator==(const Kind&) const = default;
  };
  static Kind kind_here(std::uint64_t memory_bytes);
  struct Idle {
    std::unique_ptr<WorkerProcess> worker;
    Kind kind;
  };
  struct Forking {
    std::unique_ptr<Zygote> zygote;
    Kind kind;
  };
  std::unique_ptr<WorkerProcess> take_idle(const Kind& kind);
  Forking& zygote_slot(const Kind& kind);
  Result<std::unique_ptr<WorkerProcess>, Trouble> start(std::uint64_t memory_bytes) const;
  std::vector<std::string> arguments_for(std::uint64_t memory_bytes) const;
  Result<std::unique_ptr<WorkerProcess>, Trouble> fork(std::uint64_t memory_bytes);
  void bury(std::unique_ptr<WorkerProcess> worker);

  const PoolOptions options_;
  std::mutex mutex_;
  std::vector<Idle> idle_;                              // guarded by mutex_; the last one is the warmest
  std::vector<std::unique_ptr<WorkerProcess>> ending_;  // guarded by mutex_; their answer was complete
  std::mutex zygote_mutex_;
  std::vector<Forking> zygotes_;  // guarded by zygote_mutex_; one of a kind
};

}  // namespace assay::isolate
