// The host's side of a zygote: a new worker for each document, forked from a process that has loaded everything.
// Threads: one at a time.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "isolate/process.h"

namespace assay::isolate {

class Zygote {
 public:
  /// `program arguments...` must serve forks (sandbox_zygote.h). Trouble: as WorkerProcess::start.
  static Result<std::unique_ptr<Zygote>, Trouble> start(const std::string& program, const std::vector<std::string>& arguments);
  ~Zygote();
  Zygote(const Zygote&) = delete;
  Zygote& operator=(const Zygote&) = delete;

  /// A worker that has served nobody. The next one is begun at once, so that it is there when it is needed. Trouble: the zygote
  /// is not to be used any more.
  Result<std::unique_ptr<WorkerProcess>, Trouble> take();

 private:
  explicit Zygote(std::unique_ptr<WorkerProcess> process) : process_(std::move(process)) {}
  bool begin();
  Result<std::unique_ptr<WorkerProcess>, Trouble> finish();

  std::unique_ptr<WorkerProcess> process_;
  Descriptor begun_;  // our end of the socket of the worker that was asked for
};

}  // namespace assay::isolate
