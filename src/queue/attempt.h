// One scan of a ticket, which gives up when it takes longer than its lane allows.
#pragma once
#include <chrono>
#include <optional>

#include "queue/lanes.h"

namespace assay::queue {

/// How long an attempt may take; `kWhole`: as long as the task itself may.
using Patience = std::chrono::milliseconds;
inline constexpr Patience kWhole = Patience::max();

/// What an attempt on this ticket is given: forward-only sources cannot start again, and an object that the engine's own clock
/// ends sooner has no need to.
Patience patience_for(const Ticket& ticket, const LaneOptions& lane, const Limits& limits);

/// Scans from the front. Nothing: patience ended first, and the next attempt starts from the front again. What hooks heard in
/// earlier attempts they do not hear again: the same bytes give the same findings in the same order.
std::optional<Report> attempt(Ticket& ticket, Scanner& scanner, Patience patience);

}  // namespace assay::queue
