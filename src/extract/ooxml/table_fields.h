// What a table cell is about: the header above it, the label to its left.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::extract::ooxml {

/// Fed with rows, cells and their text in order; tells the field of the current cell. One table.
///
/// The header is the first row with something in it; a title (one cell alone) gives way to the first row with two. In tables of
/// two columns, and wherever the cell to the left ends with a colon, that cell is the label.
class TableFields {
 public:
  /// Known from the grid or the sheet's dimension; 0: unknown.
  void set_columns(std::size_t columns) { columns_ = columns; }
  void begin_row();
  /// `column` is 0-based and at least that of the cell before.
  void begin_cell(std::size_t column);
  /// Text of the current cell, in order.
  void saw(std::string_view text);
  void end_row();
  std::string_view field() const { return field_; }
  std::size_t next_column() const { return column_ + span_; }
  /// Columns that the current cell covers.
  void set_span(std::size_t span) { span_ = span > 0 && span < kMaxColumns ? span : 1; }
  /// Rows with something in them, this one included. 1-based.
  std::uint64_t rows() const { return rows_; }

  static constexpr std::size_t kMaxColumns = 16'384;

 private:
  std::vector<std::string> header_, cells_;
  std::string field_, left_;
  std::size_t columns_ = 0, column_ = 0, span_ = 0, filled_ = 0;
  std::uint64_t rows_ = 0;
  bool settled_ = false;
};

}  // namespace assay::extract::ooxml
