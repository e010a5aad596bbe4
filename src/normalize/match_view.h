// The one view of text that is matched: valid UTF-8 in NFKC, all dashes '-', all spaces ' ', all decimal digits ASCII, invisible
// characters (zero width, soft hyphen, bidi controls, variation selectors, tags) dropped. Letters keep their case.
// Line breaks stay '\n' (CR LF becomes one LF), tabs stay.
// Clean ASCII passes through without a copy: `text` then views the input and the map is empty (identity).
#pragma once
#include <string>
#include <string_view>

#include "base/position_map.h"

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
  std::string_view text_;
  std::string buffer_;
  base::PositionMap map_;
  bool identity_ = true;
};

/// Largest offset <= `at` in `utf8` where text may be cut without changing the view of either side; 0 if there is none.
/// Cutting text at such places and concatenating the views of the pieces gives the view of the whole.
std::size_t cut_at_or_before(std::string_view utf8, std::size_t at);

}  // namespace assay::normalize
