// Where the match view may be cut: segments, as match_view.h defines them.
#pragma once
#include <cstddef>
#include <string_view>

namespace assay::normalize {

inline constexpr std::size_t kMaxSegment = 256;  ///< Code points.

/// End of the segment that begins at `begin`.
std::size_t segment_end(std::string_view utf8, std::size_t begin);

}  // namespace assay::normalize
