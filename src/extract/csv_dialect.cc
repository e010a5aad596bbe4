#include "extract/csv_dialect.h"

#include <algorithm>
#include <array>
#include <set>

namespace assay::extract {
namespace {

constexpr std::array<char, 4> kDelimiters{',', ';', '\t', '|'};
constexpr std::size_t kSniffedRows = 32;
constexpr std::size_t kMaxHeaderBytes = 128;

using Counts = std::array<std::size_t, kDelimiters.size()>;

/// Delimiters outside quotes, row by row.
std::vector<Counts> count_delimiters(std::string_view head) {
  std::vector<Counts> rows(1, Counts{});
  bool quoted = false;
  for (const char c : head) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n') {
      if (rows.size() == kSniffedRows) return rows;
      rows.push_back({});
      continue;
    }
    const auto* const found = std::find(kDelimiters.begin(), kDelimiters.end(), c);
    if (found != kDelimiters.end()) ++rows.back()[static_cast<std::size_t>(found - kDelimiters.begin())];
  }
  if (rows.size() > 1) rows.pop_back();  // cut off, or nothing behind the last line end
  return rows;
}

/// Rows divided like the first one, weighted far above the number of columns.
std::size_t score(const std::vector<Counts>& rows, std::size_t delimiter) {
  const std::size_t first = rows.front()[delimiter];
  if (first == 0) return 0;
  const auto alike = std::count_if(rows.begin(), rows.end(), [&](const Counts& row) { return row[delimiter] == first; });
  return static_cast<std::size_t>(alike) * 1000 + std::min<std::size_t>(first, 999);
}

bool is_value(std::string_view cell) {
  const auto digits =
      static_cast<std::size_t>(std::count_if(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; }));
  return cell.find('@') != std::string_view::npos || cell.find("://") != std::string_view::npos || 2 * digits >= cell.size() ||
         digits >= 5;
}

}  // namespace

CsvDialect sniff_csv(std::string_view head, std::string_view format) {
  if (head.starts_with("sep=") && head.size() > 4) {
    const std::size_t end = head[4] == '\r' ? std::string_view::npos : 5;
    if (end != std::string_view::npos && head.substr(end).starts_with("\r\n")) return {head[4], end + 2};
    if (end != std::string_view::npos && head.substr(end).starts_with("\n")) return {head[4], end + 1};
  }
  const std::vector<Counts> rows = count_delimiters(head);
  CsvDialect best{format == "tsv" ? '\t' : ',', 0};
  std::size_t best_score = 0;
  for (std::size_t i = 0; i < kDelimiters.size(); ++i) {
    const std::size_t points = score(rows, i);
    if (points > best_score) best = {kDelimiters[i], 0}, best_score = points;
  }
  return best;
}

bool is_csv_header(const std::vector<std::string>& cells) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool trailing = cells[i].empty() && i + 1 == cells.size() && i > 0;
    if (trailing) continue;
    if (cells[i].empty() || cells[i].size() > kMaxHeaderBytes || is_value(cells[i])) return false;
    if (!seen.insert(cells[i]).second) return false;
  }
  return !seen.empty();
}

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

}  // namespace assay::extract
