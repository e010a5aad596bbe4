// Who reads what where: in this process, in one that serves many documents, in one forked for each.
#pragma once
#include <string>
#include <vector>

#include "assay/engine.h"
#include "engine/setup.h"

namespace assay::api {

/// Fills `extractors` and `media_type`. kMissing: a program that the mode needs is not there.
Result<Done> set_up_readers(const EngineOptions& options, engine::Setup& setup);

/// Ids of the readers that run in the calling process with this mode.
std::vector<std::string> in_process_readers(Isolate mode);

}  // namespace assay::api
