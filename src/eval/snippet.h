// A place in a text, fit to be shown: letters of values become X or x, their digits #.
// Threads: a pure function.
#pragma once
#include <string>
#include <vector>

#include "assay/ranges.h"

namespace assay::eval {

struct Snippet {
  std::string before, value, after;  ///< UTF-8; `before` and `after` at most 60 bytes, `value` at most 120.
};

/// `hidden`: what must not be seen. Ranges lie within the UTF-8 `text`.
Snippet snippet(const std::string& text, const TextRange& place, const std::vector<TextRange>& hidden);

}  // namespace assay::eval
