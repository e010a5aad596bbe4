// What the tests of this room share.
#pragma once
#include <string>

#include "assay/limits.h"
#include "isolate/sandbox.h"

namespace assay::isolate::testing {

inline const std::string kFakeWorker = ASSAY_BINARY_DIR "/tests/assay_fake_worker";

/// Those of the gateway, with little memory and patience.
inline Limits quick_limits() {
  Limits limits = limits_for(Profile::kGateway);
  limits.max_seconds = 30;
  limits.max_idle_seconds = 10;
  limits.max_memory_bytes = 128 << 20;
  return limits;
}

}  // namespace assay::isolate::testing
