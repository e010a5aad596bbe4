// What a person may see of a finding: its surroundings with every sensitive value masked.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "assay/ranges.h"

namespace assay::engine {

/// Code points shown on either side, and the most bytes a preview may have.
inline constexpr std::size_t kPreviewContext = 60;
inline constexpr std::size_t kPreviewBytes = 256;

/// Letters and digits become '*', but for a few at the ends of long values, so that people can tell two values apart.
std::string mask(std::string_view value);

/// `text` begins at `base` of the part's text and reaches at least kPreviewContext code points around `match` where the part
/// does. `sensitive`: sorted ranges, all of them masked.
std::string preview(std::string_view text, std::uint64_t base, TextRange match, std::span<const TextRange> sensitive);

}  // namespace assay::engine
