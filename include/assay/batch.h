// assay/batch.h - scan folders and files with several workers. A library of its own: libassay-batch.
//
//   assay::BatchOptions options{.jobs = 2};
//   auto totals = assay::scan_paths(engine, {"/srv/share"}, options, [](const assay::BatchItem& item) { print(item); });
//
// Every path found ends in exactly one item, in walk order (names sorted bytewise, folder by folder), whatever `jobs` is: files
// with their report, everything that cannot be scanned (unreadable, FIFO, device, socket, directory loop, vanished) with
// verdict `error` and the reason. Symbolic links named on the command line are followed; links met on the way are not: they are
// items with `skipped_link` set, their target is scanned only if it is itself below a given path.
// Threads: `receive` is called from one thread at a time. Errors: only for options; trouble with paths is in the items.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "assay/engine.h"

namespace assay {
inline namespace v1 {

struct BatchOptions {
  unsigned jobs = 0;  ///< Worker threads; 0: one per core.
  ScanOptions scan;   ///< For each file. `cancel` also stops the walk: the rest is reported `not_started`.
  std::function<void(std::uint64_t files_done, std::uint64_t files_found, std::uint64_t bytes_done, bool walk_ended)> progress;
};

struct BatchItem {
  std::string path;  ///< As found, starting with the path given. Raw bytes, maybe not UTF-8.
  Report report;
  bool skipped_link = false;
};

struct BatchTotals {
  std::uint64_t files = 0;  ///< Items that are not links.
  std::uint64_t links = 0;
  std::uint64_t bytes = 0;  ///< Read.
  std::uint64_t findings = 0;
  std::uint64_t unread = 0;  ///< Items whose verdict is not `scanned`.
  double seconds = 0;
  bool cancelled = false;
};

Result<BatchTotals> scan_paths(const std::shared_ptr<const Engine>& engine, const std::vector<std::string>& paths,
                               const BatchOptions& options, const std::function<void(const BatchItem&)>& receive);

}  // namespace v1
}  // namespace assay
