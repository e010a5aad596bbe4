// `EngineOptions::required_layers`.
#pragma once
#include <string>
#include <vector>

#include "assay/result.h"

namespace assay::api {

/// Refuses when one of the layers `names` is not known (kBadConfiguration), or does not hold in the worker, or the worker cannot
/// be asked (kMissing); the message says which and why. `worker`: as EngineOptions::worker. No names: asks nothing.
Result<Done> require_layers(const std::vector<std::string>& names, const std::string& worker);

}  // namespace assay::api
