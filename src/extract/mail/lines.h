// Lines of a random-access source with their stored places, from a 64 KiB buffer. Long lines come in pieces.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "assay/ranges.h"
#include "assay/source.h"

namespace assay::extract::mail {

struct Line {
  std::string_view text;     ///< Without its line break. Valid until the next line is read.
  std::uint64_t begin = 0;   ///< Stored place of its first byte.
  std::uint64_t end = 0;     ///< Behind its line break.
  bool starts = true;        ///< False: the line before goes on here.
  bool complete = true;      ///< False: it goes on in the next one.
  std::uint64_t number = 1;  ///< 1-based; pieces of one line share it.
};

class Lines {
 public:
  static constexpr std::size_t kMostBytes = 64 << 10;

  explicit Lines(Source& source) : source_(source), size_(source.size().value_or(0)) {}

  /// The next line, nothing at the end or when the source fails (`trouble` then says so).
  std::optional<Line> next();
  /// The line that `next` gave last comes again.
  void again();
  const std::optional<Trouble>& trouble() const { return trouble_; }
  std::uint64_t position() const { return at_; }
  /// Of the next line.
  std::uint64_t number() const { return number_; }

 private:
  bool fill();

  Source& source_;
  std::uint64_t size_, at_ = 0;  // at_: stored place of the next line
  std::uint64_t buffer_at_ = 0;  // stored place of buffer_[0]
  std::string buffer_;
  std::uint64_t number_ = 1;
  bool starts_ = true;
  Line last_;
  std::optional<Trouble> trouble_;
};

}  // namespace assay::extract::mail
