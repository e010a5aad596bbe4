#include "extract/html_tables.h"

#include <algorithm>

#include "base/unicode.h"

namespace assay::extract {
namespace {
constexpr std::size_t kMaxNested = 64;
constexpr std::size_t kMaxColumns = 1024;
constexpr std::size_t kMaxHeaderBytes = 128;
}  // namespace

void HtmlTables::open_table() {
  if (tables_.size() == kMaxNested) {
    ++beyond_;
  } else {
    tables_.emplace_back();
  }
}

void HtmlTables::close_table() {
  if (beyond_ > 0) {
    --beyond_;
  } else if (!tables_.empty()) {
    tables_.pop_back();
  }
}

void HtmlTables::open_row() {
  if (tables_.empty()) return;
  close_cell();
  Table& table = tables_.back();
  ++table.row;
  table.column = table.next = 0;
  table.row_header.clear();
}

void HtmlTables::open_cell(bool header, std::size_t span) {
  if (tables_.empty()) return;
  close_cell();
  Table& table = tables_.back();
  table.column = table.next;
  table.next += std::clamp<std::size_t>(span, 1, kMaxColumns);
  table.in_cell = true;
  table.in_header = header;
}

void HtmlTables::close_cell() {
  if (tables_.empty() || !tables_.back().in_cell) return;
  Table& table = tables_.back();
  table.in_cell = false;
  if (!table.in_header) return;
  table.cell.resize(base::code_point_start(table.cell, std::min(table.cell.size(), kMaxHeaderBytes)));
  // Headers of columns stand in the first row; in later ones a header is that of its row.
  if (table.row <= 1 && table.column < kMaxColumns) {
    const std::size_t end = std::min(table.next, kMaxColumns);
    table.columns.resize(std::max(table.columns.size(), end));
    std::fill(table.columns.begin() + static_cast<std::ptrdiff_t>(table.column),
              table.columns.begin() + static_cast<std::ptrdiff_t>(end), table.cell);
  }
  if (table.column == 0) table.row_header = table.cell;
  table.cell.clear();
}

void HtmlTables::text(std::string_view text) {
  if (tables_.empty() || !tables_.back().in_header) return;
  std::string& cell = tables_.back().cell;
  if (cell.size() < kMaxHeaderBytes) cell += text;
}

std::string_view HtmlTables::field() const {
  if (tables_.empty() || !tables_.back().in_cell || tables_.back().in_header) return {};
  const Table& table = tables_.back();
  const bool has_column = table.column < table.columns.size() && !table.columns[table.column].empty();
  return has_column ? std::string_view(table.columns[table.column]) : std::string_view(table.row_header);
}

std::uint64_t HtmlTables::row() const { return tables_.empty() ? 0 : tables_.back().row; }

}  // namespace assay::extract
