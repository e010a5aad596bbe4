// What a worker has read and not yet sent goes out when it crashes: what came before a crash is kept, and the same document gives
// the same report each time. (A process that is killed from outside, or by the filter, has no last words.)
// Threads: one.
#pragma once
#include "isolate/channel.h"

namespace assay::isolate {

/// From now on `say_last_words` flushes this channel; null: none. Borrowed.
void keep_last_words(const Channel* channel);
/// Async-signal-safe.
void say_last_words();

}  // namespace assay::isolate
