// assay/ranges.h - the three coordinate systems, as three types that do not convert.
//
//   ByteRange  bytes of a part as it is stored (a PDF, a zip member, a text file)
//   TextRange  bytes of the part's extracted text, UTF-8: exactly what `assay extract` prints
//   NormRange  bytes of the match view of a window of that text (folded digits, no invisible characters)
//
// Only a position map (base/position_map.h) leads from one to another. All are half open: [begin, end).
// Threads: plain values.
#pragma once
#include <cstdint>

namespace assay {
inline namespace v1 {

/// A half-open range of bytes in the coordinate system that `Tag` names. `begin <= end` always holds.
template <class Tag>
struct BasicRange {
  std::uint64_t begin = 0;  ///< First byte. Bytes.
  std::uint64_t end = 0;    ///< One past the last byte. Bytes.

  constexpr std::uint64_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(std::uint64_t at) const { return begin <= at && at < end; }
  constexpr bool overlaps(const BasicRange& other) const { return begin < other.end && other.begin < end; }
  friend constexpr bool operator==(const BasicRange&, const BasicRange&) = default;
};

using ByteRange = BasicRange<struct StoredBytes>;
using TextRange = BasicRange<struct ExtractedText>;
using NormRange = BasicRange<struct MatchView>;

}  // namespace v1
}  // namespace assay
