// What the match view makes of single code points.
// Threads: everything here is constant, but for tables that fill as they are used, without locks.
#pragma once
#include <array>
#include <atomic>
#include <cstddef>
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

inline constexpr std::size_t kPointBlock = 128;
/// Code points of the two first planes in blocks. A block is worked out when one of its points is asked for first: a text uses
/// few.
class PointTable {
 public:
  static const PointTable& get();
  /// A fast answer for all but rare scripts, which are kUnknown. `point` >= 0x80.
  const Point& at(char32_t point) const {
    const Point* block = point < kEnd ? blocks_[point / kPointBlock].load(std::memory_order_acquire) : &unknown_[0];
    if (block == nullptr) block = fill(point / kPointBlock);
    return block[point % kPointBlock];
  }

 private:
  static constexpr char32_t kEnd = 0x20000;
  PointTable() = default;
  const Point* fill(std::size_t index) const;
  std::array<Point, kPointBlock> unknown_{};
  mutable std::array<std::atomic<const Point*>, kEnd / kPointBlock> blocks_{};
};
/// Steps 1, 3 and 4 for one segment or more, appended to `out`.
void append_view(std::string& out, std::string_view utf8);

}  // namespace assay::normalize
