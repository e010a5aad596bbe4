// The one view of text that is matched. Exactly:
//
//   1. drop    every code point of Default_Ignorable_Code_Point (zero width, soft hyphen, bidi controls, fillers, variation
//              selectors, tags): U+00AD 034F 061C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F 3164 FE00-FE0F
//              FEFF FFA0 FFF0-FFF8 1BCA0-1BCA3 1D173-1D17A E0000-E0FFF
//   2. CR LF   -> LF; a CR alone stays, tabs stay
//   3. NFKC    of what is left
//   4. map     Zs -> ' '; Pd, U+02D7, U+2043, U+2212, U+2796 -> '-'; Nd -> the ASCII digit; U+0085, U+2028, U+2029 -> LF
//
// Letters keep their case. One exception keeps time and memory bounded: steps 2 and 3 work on segments, and a segment that goes
// on for 256 code points (an accent upon an accent, or nothing but invisible characters) ends there. A segment begins at a code
// point that is not dropped and has an NFKC boundary before it, LF behind CR excepted; no other text can tell.
//
// Text that is its own view passes through without a copy: `text` then views the input and the map is empty (identity).
// Threads: a MatchView serves one thread.
#pragma once
#include <string>
#include <string_view>

#include "base/content.h"
#include "base/position_map.h"
#include "normalize/points.h"

namespace assay::normalize {

class MatchView {
 public:
  /// Builds the view of `utf8` (valid UTF-8, borrowed until the next call). Reuses its buffers.
  void assign(std::string_view utf8);
  std::string_view text() const { return text_; }
  bool identity() const { return identity_; }
  /// Range of the input for a range of the view (non-empty).
  base::PositionMap::Mapped to_input(std::uint64_t begin, std::uint64_t end) const;
  /// View offset of an input offset: first view byte at or behind it.
  std::uint64_t from_input(std::uint64_t input) const;

 private:
  /// Each answers where it stopped. Before `free_from` everything is taken; from there to `at` stands plain ASCII.
  std::size_t take(std::string_view utf8, std::size_t free_from, std::size_t at);
  std::size_t take_known(std::string_view utf8, std::size_t at);
  std::size_t take_cr(std::string_view utf8, std::size_t at);
  std::size_t take_segment(std::string_view utf8, std::size_t begin);
  void copy_until(std::string_view utf8, std::size_t at);
  void replace(std::string_view utf8, std::size_t begin, std::size_t end, std::string_view by);

  const PointTable& points_ = PointTable::get();
  std::string_view text_;
  base::ContentString buffer_, segment_;
  base::PositionMap map_;
  std::size_t copied_ = 0;  ///< Input up to here is in the buffer.
  bool identity_ = true;
};

/// Largest offset <= `at` in `utf8` where text may be cut without changing the view of either side; 0 if there is none.
/// Cutting text at such places and concatenating the views of the pieces gives the view of the whole, provided that `utf8` begins
/// at such a place itself. The end of `utf8` is no such place: nobody knows what follows. At most 256 code points before `at`.
std::size_t cut_at_or_before(std::string_view utf8, std::size_t at);

}  // namespace assay::normalize
