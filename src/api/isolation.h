// `EngineOptions::required_layers`.
#pragma once
#include "assay/engine.h"

namespace assay::api {

/// Refuses when one of `options.required_layers` is not known (kBadConfiguration), or does not hold in a process that will read,
/// or such a process cannot be asked (kMissing), or documents would be read in this process (kBadConfiguration); the message says
/// which and why. No layers: asks nothing.
Result<Done> require_layers(const EngineOptions& options);

}  // namespace assay::api
