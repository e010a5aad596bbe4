// Ctrl-C: the first one asks for a clean end, the second one is final.
#pragma once
#include "assay/engine.h"

namespace assay::cli {

/// SIGINT and SIGTERM set the flag once, then have their default effect again. SIGPIPE is ignored: writing fails instead.
/// Call once. The flag lives as long as the program.
const CancelFlag& catch_signals();
/// Sets the flag without a signal: nobody reads our output any more.
void cancel();
/// Ends the program the way an unhandled SIGPIPE would.
[[noreturn]] void die_of_broken_pipe();

}  // namespace assay::cli
