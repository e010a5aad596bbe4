// The tree as a regular expression that RE2 (Latin-1, longest match) and Hyperscan (no flags) read alike: bytes only, no
// classes of the engine, no case flag, no anchors.
#pragma once
#include <string>

#include "detect/pattern.h"

namespace assay::detect {

std::string print_regex(const Node& node);

}  // namespace assay::detect
