// See extractor.cc.
#pragma once
#include <string_view>

#include "extract/extractor.h"

namespace assay::fuzz {

/// The built-in row of this id, which must exist.
const extract::Extractor& extractor_called(std::string_view id);
void run_extractor(const extract::Extractor& extractor, std::string_view bytes);

}  // namespace assay::fuzz
