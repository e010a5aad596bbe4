// A cursor over decoded text that looks as far ahead as a token needs, for parsers whose tokens do not end with blocks.
#pragma once
#include <string>
#include <string_view>

#include "extract/text_reader.h"

namespace assay::extract {

class TextWindow {
 public:
  explicit TextWindow(TextReader& reader) : reader_(reader) {}

  /// What is buffered from the cursor on. Valid until `more`.
  std::string_view rest() const { return std::string_view(text_).substr(at_); }
  void consume(std::size_t bytes) { at_ += bytes; }
  /// Adds a block behind `rest()`. False at the end of the text.
  Result<bool, Trouble> more();
  bool ended() const { return ended_; }
  /// Size of the map that is kept: what a long look ahead costs.
  std::size_t pieces() const { return map_.pieces().size(); }

  /// Stored bytes of `rest()` [begin, end); empty if begin == end.
  ByteRange stored(std::size_t begin, std::size_t end) const;
  /// Adds the map of `rest()` [begin, end) to `map`, as derived positions from `derived` on.
  void add_map(std::size_t begin, std::size_t end, std::uint64_t derived, base::PositionMap& map) const;

 private:
  void drop_consumed();

  TextReader& reader_;
  base::ContentString text_;
  std::size_t at_ = 0;
  std::uint64_t text_at_ = 0;  // position of text_[0] in the decoded text, as the map counts
  base::PositionMap map_;
  bool ended_ = false;
};

/// Builds one piece of text from copied and decoded stretches and hands it over.
class PieceBuilder {
 public:
  explicit PieceBuilder(Sink& sink) : sink_(sink) {}

  void copy(const TextWindow& window, std::size_t begin, std::size_t end);
  /// `text` stands for the bytes `stored`, as a whole.
  void put(std::string_view text, ByteRange stored);
  /// `text` is the bytes from `stored` on.
  void put_exact(std::string_view text, std::uint64_t stored);

  bool empty() const { return text_.empty(); }
  const std::string& text() const { return text_; }
  void clear();
  /// Hands over what was built, if anything; `anchor` brings locator, join, field and row. False: stop.
  bool flush(Anchor anchor);

 private:
  Sink& sink_;
  base::ContentString text_;
  base::PositionMap map_;
};

}  // namespace assay::extract
