// Bytes of a descriptor whose size is not known before: a pipe, or a file that claims to be empty and is not (/proc).
// Threads: one at a time.
#pragma once
#include "assay/engine.h"

namespace assay::batch {

/// Forward only. Closes `fd` at the end. Waiting for more ends with kCancelled when a signal comes and `*cancel` is true.
std::unique_ptr<Source> stream_source(int fd, const CancelFlag* cancel);

}  // namespace assay::batch
