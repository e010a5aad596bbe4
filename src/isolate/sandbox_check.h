// Tries whether the layers of a worker hold: children of the calling process enter the sandbox as a worker does, and then do
// what no reader may do. Threads: call from the only thread, before the process itself enters the sandbox.
#pragma once
#include "isolate/sandbox.h"
#include "isolate/self_test.h"

namespace assay::isolate {

/// Everything but `reader_complaint`, which is the caller's to find out.
SelfTest try_layers(const SandboxOptions& options);

}  // namespace assay::isolate
