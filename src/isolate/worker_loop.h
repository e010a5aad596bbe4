// The worker's side: takes requests, runs extractors, sends what they deliver.
// Threads: one.
#pragma once
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

/// Serves until the host closes the socket. False: the host broke the protocol.
bool serve(Descriptor socket, std::span<const WorkerRow> rows);

}  // namespace assay::isolate
