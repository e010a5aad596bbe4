// A process that forks a worker for each document: libraries are loaded and tables are read once, and what one document did to
// them is gone with its worker. It reads no document itself.
//
// Workers become children of the host, not of the zygote (CLONE_PARENT): the host waits for them and ends them as it does with
// those that it started itself.
#pragma once
#include <functional>

#include "isolate/channel.h"

namespace assay::isolate {

/// Forks for each request until the host closes `control`; `work` is the whole life of a worker, given its socket, and returns
/// its exit code. False: the host broke the protocol. Threads: call from the only thread.
bool serve_forks(Descriptor control, const std::function<int(Descriptor)>& work);

}  // namespace assay::isolate
