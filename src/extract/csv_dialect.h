// What the head of a table tells: delimiter, `sep=` line, header row.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace assay::extract {

struct CsvDialect {
  char delimiter = ',';
  std::size_t preamble = 0;  ///< Bytes of a `sep=;` line (a spreadsheet's hint, not a row), line end included.
};

/// Looks at whole lines of `head` only. A `sep=` line decides; else the delimiter that divides most lines alike, of , ; tab and
/// |.
CsvDialect sniff_csv(std::string_view head, std::string_view format);

/// True: these cells of the first row name the columns: several, filled, distinct, short, and no values (numbers, dates,
/// addresses).
bool is_csv_header(const std::vector<std::string>& cells);

/// Spreadsheet letters of a column, 0-based: A, B, ... AA.
std::string column_letters(std::size_t column);

}  // namespace assay::extract
