// The oracle of the candidate stage: slow and obviously right. Every pattern, every start of the core, RE2 anchored there.
#pragma once
#include <memory>
#include <span>

#include "detect/detect.h"
#include "detect/pattern_table.h"

namespace assay::detect {

Result<std::unique_ptr<CandidateFinder>> make_reference_finder(std::span<const ParsedPattern> patterns);

}  // namespace assay::detect
