// Ranges of code points as alternatives of byte ranges: U+00E0-U+00FC is C3 followed by A0-BC.
#pragma once
#include <cstdint>
#include <vector>

#include "detect/pattern.h"

namespace assay::detect {

struct CodePointRange {
  std::uint32_t first = 0, last = 0;  ///< Inclusive, at most U+10FFFF.
};

/// Appends nodes that together match the UTF-8 of exactly these code points; surrogates are left out.
void append_utf8_nodes(CodePointRange range, std::vector<Node>& out);

}  // namespace assay::detect
