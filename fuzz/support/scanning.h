// Whole scans in this process, PDF included, with the rules of this tree.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "engine/pipeline.h"

namespace assay::fuzz {

/// Everything reads in process. Each call gives another Setup with the same rules and key: change it before use.
std::shared_ptr<engine::Setup> local_setup(const Limits& limits);

/// The hashed part of the report of `bytes` read in reads of at most `most`.
std::string result_of(engine::Pipeline& pipeline, std::string_view bytes, std::string_view name, std::size_t most);

}  // namespace assay::fuzz
