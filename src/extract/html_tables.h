// Which header belongs to the cell at hand, in tables within tables.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::extract {

class HtmlTables {
 public:
  void open_table();
  void close_table();
  void open_row();
  /// `span`: columns the cell takes.
  void open_cell(bool header, std::size_t span);
  void close_cell();
  /// Text inside the cell that is open, for headers.
  void text(std::string_view text);

  /// Header of the cell that is open: of its column, else of its row; empty if none.
  std::string_view field() const;
  /// Row, 1-based; 0 outside of tables.
  std::uint64_t row() const;

 private:
  struct Table {
    std::vector<std::string> columns;
    std::string row_header, cell;
    std::uint64_t row = 0;
    std::size_t column = 0, next = 0;
    bool in_cell = false, in_header = false;
  };
  std::vector<Table> tables_;
  std::size_t beyond_ = 0;  // tables nested deeper than are told apart
};

}  // namespace assay::extract
