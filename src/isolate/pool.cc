#include "isolate/pool.h"

#include <sys/resource.h>

#include <algorithm>
#include <utility>

namespace assay::isolate {

std::unique_ptr<WorkerProcess> WorkerPool::take_idle(const Kind& kind) {
  const std::lock_guard lock(mutex_);
  for (auto it = idle_.rbegin(); it != idle_.rend(); ++it) {
    if (!(it->kind == kind)) continue;
    auto worker = std::move(it->worker);
    idle_.erase(std::next(it).base());
    return worker;
  }
  return nullptr;
}

std::vector<std::string> WorkerPool::arguments_for(std::uint64_t memory_bytes) const {
  std::vector<std::string> arguments = options_.arguments;
  if (options_.lifetime == Lifetime::kForked) arguments.emplace_back("--zygote");
  arguments.insert(arguments.end(), {"--memory", std::to_string(memory_bytes)});
  return arguments;
}

Result<std::unique_ptr<WorkerProcess>, Trouble> WorkerPool::start(std::uint64_t memory_bytes) const {
  return WorkerProcess::start(options_.worker, arguments_for(memory_bytes));
}

Result<std::unique_ptr<WorkerProcess>, Trouble> WorkerPool::fork(std::uint64_t memory_bytes) {
  const std::lock_guard lock(zygote_mutex_);
  const Kind kind = kind_here(memory_bytes);
  std::unique_ptr<Zygote>& zygote = zygote_slot(kind).zygote;
  Result<std::unique_ptr<WorkerProcess>, Trouble> worker = Trouble{Reason::kWorkerCrash, ""};
  // A zygote that was there before may have died (killed for memory): that is no verdict on the next document.
  for (bool fresh = false; !worker.ok() && !fresh;) {
    fresh = zygote == nullptr;
    if (fresh) {
      auto started = Zygote::start(options_.worker, arguments_for(memory_bytes));
      if (!started.ok()) return started.error();
      zygote = std::move(started.value());
    }
    worker = zygote->take();
    if (!worker.ok()) zygote.reset();
  }
  return worker;
}

WorkerPool::Kind WorkerPool::kind_here(std::uint64_t memory_bytes) {
  return {memory_bytes, ::getpriority(PRIO_PROCESS, 0)};  // of the calling thread
}

/// Limits of an engine do not change and lanes are few; should they be many, the oldest makes room.
WorkerPool::Forking& WorkerPool::zygote_slot(const Kind& kind) {
  constexpr std::size_t kMostKinds = 4;
  const auto same = std::find_if(zygotes_.begin(), zygotes_.end(), [&](const Forking& forking) { return forking.kind == kind; });
  if (same != zygotes_.end()) return *same;
  if (zygotes_.size() >= kMostKinds) zygotes_.erase(zygotes_.begin());
  return zygotes_.emplace_back(Forking{nullptr, kind});
}

/// A process takes its time to end; the next document need not wait for it. At most a handful is in the making of an end.
void WorkerPool::bury(std::unique_ptr<WorkerProcess> worker) {
  constexpr std::size_t kMostEnding = 16;
  std::unique_ptr<WorkerProcess> too_many;  // waited for outside the lock
  const std::lock_guard lock(mutex_);
  ending_.erase(std::remove_if(ending_.begin(), ending_.end(), [](const auto& ending) { return !ending->alive(); }),
                ending_.end());
  if (ending_.size() >= kMostEnding) {
    too_many = std::move(ending_.front());
    ending_.erase(ending_.begin());
  }
  ending_.push_back(std::move(worker));
}

Result<std::unique_ptr<WorkerProcess>, Trouble> WorkerPool::take(std::uint64_t memory_bytes) {
  if (options_.lifetime == Lifetime::kForked) return fork(memory_bytes);
  // A worker may have died while it was idle (killed for memory): that is no verdict on the next document.
  while (auto worker = take_idle(kind_here(memory_bytes))) {
    if (worker->alive()) return worker;
  }
  return start(memory_bytes);
}

void WorkerPool::give_back(std::unique_ptr<WorkerProcess> worker, std::uint64_t memory_bytes) {
  if (options_.lifetime == Lifetime::kForked) {
    worker->channel().close();
    return bury(std::move(worker));
  }
  if (worker->retired || worker->documents >= options_.documents_per_worker) return;
  Idle too_many;  // ended outside the lock
  const std::lock_guard lock(mutex_);
  if (idle_.size() >= options_.keep_idle && !idle_.empty()) {
    too_many = std::move(idle_.front());
    idle_.erase(idle_.begin());
  }
  if (options_.keep_idle > 0) idle_.push_back({std::move(worker), kind_here(memory_bytes)});
}

void WorkerPool::warm_up(std::uint64_t memory_bytes) {
  if (options_.lifetime == Lifetime::kForked) return;
  {
    const std::lock_guard lock(mutex_);
    const auto same = [kind = kind_here(memory_bytes)](const Idle& idle) { return idle.kind == kind; };
    if (std::any_of(idle_.begin(), idle_.end(), same)) return;
  }
  auto worker = start(memory_bytes);
  if (worker.ok()) give_back(std::move(worker.value()), memory_bytes);
}

}  // namespace assay::isolate
