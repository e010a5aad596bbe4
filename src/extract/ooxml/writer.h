// Text of a package part on its way to the sink: keeps the place, the joins, and drops what AlternateContent says twice.
#pragma once
#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extractor.h"

namespace assay::extract::ooxml {

class Writer {
 public:
  explicit Writer(Sink& sink) : sink_(sink) {}

  /// Where the next text comes from; change it only between lines.
  Locator where;
  std::uint64_t row = 0;  ///< Table row of the next text, 1-based; 0: not in a table.

  /// The next text is another word, or another line.
  void space() { pending_ = std::max(pending_, Join::kSpace); }
  void line() { pending_ = Join::kBreak; }
  /// Appends to the current line. `field`: header, key or property that the text stands under.
  void text(std::string_view utf8, std::string_view field = {});
  /// A line of its own.
  void text_line(std::string_view utf8, std::string_view field = {});

  /// Inside AlternateContent (ECMA-376 part 3) the same text usually stands twice, as Choice and as Fallback for old readers.
  /// A line of a Fallback is dropped only if the same line came before within the same AlternateContent.
  void enter_alternates() { ++alternates_; }
  void leave_alternates();
  void enter_fallback();
  void leave_fallback();
  /// Delivers what is held back. Call at the end of a part.
  void finish();

  /// The sink wants no more.
  bool stopped() const { return stopped_; }
  Sink& sink() { return sink_; }

 private:
  struct Held {
    std::string text, field;
    Join join;
    Locator where;
    std::uint64_t row;
  };
  void end_line();
  void hash(std::string_view utf8);
  void hold(std::string_view utf8, std::string_view field, Join join);
  void release();

  Sink& sink_;
  Join pending_ = Join::kBreak;
  bool stopped_ = false;
  unsigned alternates_ = 0, fallbacks_ = 0;
  std::uint64_t line_hash_ = 0;
  std::size_t held_bytes_ = 0;
  std::vector<Held> held_;
  std::set<std::uint64_t> seen_;
};

}  // namespace assay::extract::ooxml
