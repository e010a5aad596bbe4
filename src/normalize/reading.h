// Another reading of a stretch of text: the same text with edits, and the way back.
// Threads: pure functions.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/position_map.h"

namespace assay::normalize {

/// What hid the text that an edit brings to light.
enum class Trick : std::uint8_t {
  kNone,
  kReference,  ///< &#52;
  kPercent,
  kQuotedPrintable,
  kBase64,
  kSeparators,
  kLineWrap,
  kLookalike,  ///< O for 0
};
/// For people: "percent escapes". Empty for kNone.
std::string_view name_of(Trick trick);

/// Text [begin, end) reads as `view()`, which may be empty.
struct Edit {
  std::size_t begin = 0, end = 0;
  char by[6] = {};
  std::uint8_t size = 0;
  Trick trick = Trick::kNone;
  bool active = false;  ///< Worth a second look by itself: it hides a letter, a digit, an @, or something between digits.
  std::string_view view() const { return {by, size}; }
  void put(std::string_view bytes);
};

struct Reading {
  std::string text;  ///< Valid UTF-8: bytes that are none become '?'.
  base::PositionMap map;
  struct Touch {
    std::size_t at;
    Trick trick;
  };
  std::vector<Touch> touched;  ///< Where, in `text`, an active edit stands; sorted.

  /// Does [begin, end) of `text` hold something that an active edit made or removed?
  bool is_touched(std::size_t begin, std::size_t end) const { return trick_in(begin, end) != Trick::kNone; }
  /// What the first of those was; kNone: there is none.
  Trick trick_in(std::size_t begin, std::size_t end) const;
};

/// Reads text [begin, end) with `edits`, sorted, not overlapping, in text coordinates. Reuses the memory of `out`.
void read_with(std::string_view text, std::size_t begin, std::size_t end, std::span<const Edit> edits, Reading& out);

}  // namespace assay::normalize
