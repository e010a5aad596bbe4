// What was probably meant.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace assay::cli {

/// The candidate nearest to `word` (Levenshtein distance of at most a third of its length, or 2); empty if none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace assay::cli
