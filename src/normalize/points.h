// What the match view makes of single code points.
// Threads: everything here is constant once the first call has built its table.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace assay::normalize {

/// What may be said of a code point without looking at its neighbours.
enum class Kind : std::uint8_t {
  kSame,     ///< Begins a segment and is its own view, if the next code point begins a segment too.
  kMapped,   ///< Likewise, but its view is `Point::view`.
  kUnknown,  ///< Ask `begins_segment` and normalise the segment.
};

struct Point {
  Kind kind = Kind::kUnknown;
  std::uint8_t size = 0;
  std::array<char, 6> bytes{};
  std::string_view view() const { return {bytes.data(), size}; }
};

/// Dropped in step 1.
bool is_dropped(char32_t point);
/// Not dropped, and NFKC never joins it to what stands before. LF is one, see match_view.h.
bool begins_segment(char32_t point);
/// A fast answer for everything but rare scripts and symbols, which are kUnknown. `point` >= 0x80.
const Point& point_for(char32_t point);
/// Steps 1, 3 and 4 for one segment or more, appended to `out`.
void append_view(std::string& out, std::string_view utf8);

}  // namespace assay::normalize
