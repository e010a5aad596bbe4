// How a spreadsheet shows a number, as far as it makes identifiers and dates readable (ECMA-376 part 1, 18.8.30).
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace assay::extract::ooxml {

/// The number formats of a workbook and the cells' way to them.
class NumberFormats {
 public:
  NumberFormats() = default;
  NumberFormats(const NumberFormats&) = delete;
  NumberFormats& operator=(const NumberFormats&) = delete;

  void declare(std::uint32_t id, std::string_view code);
  /// The next cell format (cellXfs, in order) uses number format `id`.
  void add_cell_format(std::uint32_t id);
  /// Days count from 1904-01-01 instead of 1899-12-31.
  void count_from_1904() { from_1904_ = true; }

  /// `value` as it stands in the file, for a cell with format `style`: dates in ISO 8601, digits in the mask of the format
  /// ("000-00-0000"), integers in full, all else to 15 significant digits. Never in scientific notation below 10^21.
  std::string show(std::string_view value, std::size_t style) const;

 private:
  enum class Kind : std::uint8_t { kPlain = 0, kDate, kTime, kDateTime, kMask };
  struct Format {
    Kind kind = Kind::kPlain;
    const std::string* code = nullptr;  // in codes_
  };
  static Kind kind_of(std::string_view code);
  static Kind builtin_kind(std::uint32_t id);

  std::map<std::uint32_t, std::string> codes_;
  std::vector<Format> cell_formats_;
  std::size_t code_bytes_ = 0;
  bool from_1904_ = false;
};

}  // namespace assay::extract::ooxml
