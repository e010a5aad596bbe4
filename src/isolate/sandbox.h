// What a worker process gives up before it reads a byte of anybody's document.
// Threads: call once, early, from the only thread.
#pragma once
#include <cstdint>

namespace assay::isolate {

struct SandboxOptions {
  std::uint64_t memory_bytes = 512ULL << 20;  ///< Private memory; sanitizer builds cannot live with a limit and skip it.
  int socket = 3;                             ///< To the host: when it closes, the process ends, whatever it is doing.
};

/// First step, before libraries are set up: no core dump, no new privileges, no file growth, a memory limit, an end when the
/// host goes. Not the parent-death signal: that one comes when the *thread* that started the worker ends.
/// The second step, system-call filter and file rules, belongs behind the canary, when all libraries have what they need.
void enter_sandbox(const SandboxOptions& options);

}  // namespace assay::isolate
