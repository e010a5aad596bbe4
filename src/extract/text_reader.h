// Reads a source as UTF-8, block by block: what text, CSV, JSON and HTML stand on. Flat memory, any input size.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "assay/source.h"
#include "base/budget.h"
#include "base/content.h"
#include "extract/charset.h"
#include "extract/extractor.h"

namespace assay::extract {

/// A stretch of decoded text. Views live until the next call of `next`. Blocks end at characters, never inside one.
struct TextBlock {
  std::string_view text;
  ByteRange stored;
  const base::PositionMap* map = nullptr;  ///< Null: byte i of `text` is byte stored.begin + i.

  /// Stored bytes of text [begin, end).
  ByteRange stored_of(std::size_t begin, std::size_t end) const;
  /// Sets `stored`, `fit` and, if needed, `map` of an anchor for text [begin, end); `scratch` holds that map for the call.
  void place(std::size_t begin, std::size_t end, Anchor& anchor, base::PositionMap& scratch) const;
};

class TextReader {
 public:
  static constexpr std::size_t kBlockBytes = 64 << 10;

  /// Borrows both. `declared`: charset from outside, may be empty. `offset`: stored position of the first byte.
  TextReader(Source& source, std::string_view declared, base::Budget& budget, std::uint64_t offset = 0)
      : source_(source), budget_(budget), declared_(declared), raw_at_(offset) {}

  /// First block of bytes as stored, without consuming it. Call before the first `next`.
  Result<std::string_view, Trouble> head();
  /// Charset named inside the text (HTML, XML), if none was declared from outside. Call before the first `next`.
  void declare(std::string_view charset);

  /// The charset is known: nothing is looked at to find it out. Empty: it is not. Call before the first `next`.
  void insist_on(std::string_view charset) { known_ = charset; }

  /// Next block; nothing at the end. The budget's reason when it is spent.
  Result<std::optional<TextBlock>, Trouble> next();

  /// Records as gaps what could not be decoded, and blocks that hold binary data. Call once, at the end.
  void report_gaps(Sink& sink) const;

 private:
  std::optional<Trouble> fill();
  void start();
  std::optional<TextBlock> utf8();
  TextBlock pass(std::size_t size);
  TextBlock decode(std::size_t size);
  bool redetect();

  Source& source_;
  base::Budget& budget_;
  std::string declared_, known_;
  std::optional<Decoder> decoder_;
  base::ContentString raw_;  // this block as stored
  std::size_t used_ = 0;     // bytes of raw_ that are delivered; the rest comes again
  std::uint64_t raw_at_;     // stored offset of raw_[0]
  bool filled_ = false, ended_ = false;
  std::optional<Trouble> trouble_;  // came behind what is in raw_
  bool only_ascii_ = true;          // so far: which charset it is can still be decided
  base::ContentString text_;
  base::PositionMap map_;
  Undecodable binary_;
};

/// Number of line feeds. Vectorised.
std::uint64_t count_lines(std::string_view text);
/// Number of control characters below U+0020 that text does not hold: all but NUL, BS to CR, ESC. Vectorised.
std::uint64_t count_controls(std::string_view text);

}  // namespace assay::extract
