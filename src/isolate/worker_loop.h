// The worker's side: takes requests, runs extractors, sends what they deliver.
// Threads: one.
#pragma once
#include <cstddef>
#include <functional>
#include <span>
#include <string>

#include "extract/extractor.h"
#include "isolate/channel.h"

namespace assay::isolate {

/// A reader and the question whether it can be trusted in this process.
struct WorkerRow {
  const extract::Extractor* extractor = nullptr;
  /// Empty: it works. Otherwise what is wrong; asked once, before the first document, then every request is `kInternal`.
  std::function<std::string()> complaint;
};

struct ServeOptions {
  /// Answers are held back until so much is together. 0: every frame at once.
  std::size_t hold_bytes = 16 << 10;
  /// Asked after each document; true: foreign code ran, and the next document gets another process. Empty: never.
  std::function<bool()> must_retire = {};
};

/// Serves until the host closes the socket or this process must retire. False: the host broke the protocol.
bool serve(Descriptor socket, std::span<const WorkerRow> rows, const ServeOptions& options = {});

}  // namespace assay::isolate
