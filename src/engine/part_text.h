// The text of one part while it is extracted: pieces are joined, remembered with where they came from, and handed on as windows.
// Memory is that of one window with its margins, whatever the length of the part.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/content.h"
#include "extract/extractor.h"

namespace assay::engine {

/// From `begin` on the text came from here. Strings are numbers of `Strings`.
struct Mark {
  std::uint64_t begin = 0;   ///< In the part's text; moves on when the text before it is dropped (lines are counted from here).
  std::uint64_t origin = 0;  ///< Where the piece began: `stored` and `map` are relative to it.
  std::uint64_t number = 0, row = 0;
  ByteRange stored;
  std::uint32_t name = 0, field = 0;
  LocatorKind kind = LocatorKind::kNone;
  StoredFit fit = StoredFit::kUnknown;
  std::shared_ptr<const base::PositionMap> map;
};

/// Each different string once. Number 0 is the empty string.
class Strings {
 public:
  Strings() { clear(); }
  std::uint32_t number_of(std::string_view text);
  const std::string& operator[](std::uint32_t number) const { return *texts_[number]; }
  std::size_t size() const { return texts_.size(); }
  void clear();

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> texts_;  // Keys of the map, which do not move.
};

/// Places are asked for in order, mostly: where the counting of lines and the search for marks have come to.
struct PlaceCursor {
  std::uint64_t mark_begin = ~std::uint64_t{0}, offset = 0, line = 0;
  std::size_t mark = 0;
};

/// A stretch of the part's text with its core.
struct TextWindow {
  std::string_view text;   ///< What detection needs: the core and its margins.
  std::uint64_t base = 0;  ///< Offset of text[0] in the part's text.
  std::string_view kept;   ///< All that is still held, for previews and places; contains `text`.
  std::uint64_t kept_base = 0;
  TextRange core;
  bool last = false;            ///< The part's text ends with the core.
  std::span<const Mark> marks;  ///< Sorted; the first begins at or before the window, if there is any.
  const Strings* strings = nullptr;
  PlaceCursor* cursor = nullptr;

  /// Text of a range, as far as it is still held.
  std::string_view slice(TextRange range) const;
  const Mark* mark_at(std::uint64_t offset) const;
  Locator locator_at(std::uint64_t offset) const;
  /// Stored bytes of a text range, and how well they are known.
  std::pair<ByteRange, StoredFit> stored(TextRange range) const;
};

class PartText {
 public:
  using Receiver = std::function<void(const TextWindow&)>;
  /// `core_bytes` at least 64. `margin_bytes`: match-view bytes that a window needs on both sides of its core.
  PartText(std::uint64_t core_bytes, std::uint64_t margin_bytes, Receiver receive);
  /// A piece of many cores that begins the text is not copied: windows view it.
  void append(std::string_view utf8, const extract::Anchor& anchor);
  /// Instead of append, for text that is one piece and stays where it is until `finish`: nothing is copied. `whole` becomes text
  /// as far as `extend` says, in steps.
  void borrow(std::string_view whole, const extract::Anchor& anchor);
  void extend(std::uint64_t end);
  /// Hands on the rest, even if it is empty.
  void finish();
  std::uint64_t size() const { return end_; }
  static std::string_view join_text(extract::Join join);

 private:
  void push_mark(const extract::Anchor& anchor);
  void take_slices(std::string_view utf8);
  void own();
  void emit_ready();
  void emit(std::uint64_t core_end);
  void discard();
  std::uint64_t cut(std::uint64_t at) const;
  enum class Side : std::uint8_t { kLeft, kRight };
  std::uint64_t margin_bytes(std::uint64_t at, Side side) const;

  std::uint64_t core_bytes_, margin_, wide_margin_;
  Receiver receive_;
  base::ContentString buffer_;
  std::string_view borrowed_;
  std::string_view held_;  ///< [base_, end_) of the part's text, of the buffer or of what is borrowed.
  std::uint64_t base_ = 0, core_begin_ = 0, end_ = 0;
  std::vector<Mark> marks_;
  Strings strings_;
  PlaceCursor cursor_;
  bool finished_ = false;
};

}  // namespace assay::engine
