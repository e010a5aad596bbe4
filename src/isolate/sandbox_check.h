// Tries whether the layers of a worker hold: children of the calling process enter the sandbox as a worker does, and then do
// what no reader may do. Threads: call from the only thread.
#pragma once
#include "isolate/sandbox.h"
#include "isolate/self_test.h"

namespace assay::isolate {

/// Everything but `readers`, which are the caller's to find out. Before the process itself enters the sandbox.
SelfTest try_layers(const SandboxOptions& options);

/// Whether `layer` holds in this process. `landlock_abi`, `filtered`: what enter_sandbox and filter_system_calls said.
bool holds(Layer layer, const SandboxOptions& options, int landlock_abi, bool filtered);

}  // namespace assay::isolate
