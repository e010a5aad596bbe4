#include "isolate/pool.h"

#include <algorithm>
#include <utility>

namespace assay::isolate {

std::unique_ptr<WorkerProcess> WorkerPool::take_idle(std::uint64_t memory_bytes) {
  const std::lock_guard lock(mutex_);
  for (auto it = idle_.rbegin(); it != idle_.rend(); ++it) {
    if (it->memory_bytes != memory_bytes) continue;
    auto worker = std::move(it->worker);
    idle_.erase(std::next(it).base());
    return worker;
  }
  return nullptr;
}

Result<std::unique_ptr<WorkerProcess>, Trouble> WorkerPool::start(std::uint64_t memory_bytes) const {
  std::vector<std::string> arguments = options_.arguments;
  arguments.insert(arguments.end(), {"--memory", std::to_string(memory_bytes)});
  return WorkerProcess::start(options_.worker, arguments);
}

Result<std::unique_ptr<WorkerProcess>, Trouble> WorkerPool::take(std::uint64_t memory_bytes) {
  // A worker may have died while it was idle (killed for memory): that is no verdict on the next document.
  while (auto worker = take_idle(memory_bytes)) {
    if (worker->alive()) return worker;
  }
  return start(memory_bytes);
}

void WorkerPool::give_back(std::unique_ptr<WorkerProcess> worker, std::uint64_t memory_bytes) {
  if (worker->documents >= options_.documents_per_worker) return;
  Idle too_many;  // ended outside the lock
  const std::lock_guard lock(mutex_);
  if (idle_.size() >= options_.keep_idle && !idle_.empty()) {
    too_many = std::move(idle_.front());
    idle_.erase(idle_.begin());
  }
  if (options_.keep_idle > 0) idle_.push_back({std::move(worker), memory_bytes});
}

void WorkerPool::warm_up(std::uint64_t memory_bytes) {
  {
    const std::lock_guard lock(mutex_);
    const auto same = [&](const Idle& idle) { return idle.memory_bytes == memory_bytes; };
    if (std::any_of(idle_.begin(), idle_.end(), same)) return;
  }
  auto worker = start(memory_bytes);
  if (worker.ok()) give_back(std::move(worker.value()), memory_bytes);
}

}  // namespace assay::isolate
