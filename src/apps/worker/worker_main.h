// What assay-reader and assay-worker have in common: all but the readers themselves.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "isolate/worker_loop.h"

namespace assay::worker {

struct Program {
  std::span<const isolate::WorkerRow> rows;
  std::vector<std::string> readable = {};  ///< Files and folders that readers open themselves.
  std::function<void()> load = {};         ///< What takes time, once, before anything is given up.
  std::function<bool()> must_retire = {};  ///< As isolate::ServeOptions.
  /// Of a row: empty, or why it does not read its built-in document. For `--self-test`.
  std::function<std::string(const isolate::WorkerRow&)> complaint = {};
};

/// The whole of main. Exit codes: 0, 2 (started by hand), 3 (the host broke the protocol), 79 (a required layer is missing).
int run(std::span<char*> words, const Program& program);

}  // namespace assay::worker
