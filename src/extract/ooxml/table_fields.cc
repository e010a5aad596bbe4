#include "extract/ooxml/table_fields.h"

#include <algorithm>

namespace assay::extract::ooxml {
namespace {

constexpr std::size_t kMaxLabelBytes = 160;

// Labels have few digits: "Phone 2" is one, "30.06.2021" is a value.
bool is_label(std::string_view text) {
  return !text.empty() && std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) < 3;
}
bool ends_with_colon(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\n");
  return last != text.npos && text[last] == ':';
}

}  // namespace

void TableFields::begin_row() {
  cells_.clear();
  left_.clear();
  field_.clear();
  column_ = filled_ = span_ = 0;
  ++rows_;
}

void TableFields::begin_cell(std::size_t column) {
  left_ = column > 0 && column == next_column() && column_ < cells_.size() ? cells_[column_] : std::string();
  column_ = std::min(column, kMaxColumns - 1);
  span_ = 1;
  const bool labelled = is_label(left_) && ((columns_ == 2 && column_ == 1) || ends_with_colon(left_));
  field_ = labelled ? left_ : std::string();
  if (column_ >= header_.size() || !is_label(header_[column_])) return;
  if (!field_.empty()) field_ += ' ';
  field_ += header_[column_];
}

void TableFields::saw(std::string_view text) {
  if (cells_.size() <= column_) cells_.resize(column_ + 1);
  std::string& cell = cells_[column_];
  if (cell.empty() && text.find_first_not_of(" \t\r\n") != text.npos) ++filled_;
  if (cell.size() + text.size() <= kMaxLabelBytes) cell += text;
}

void TableFields::end_row() {
  if (filled_ == 0) {
    --rows_;
    return;
  }
  if (settled_ || (!header_.empty() && filled_ < 2)) return;
  header_ = cells_;
  settled_ = filled_ >= 2;
}

}  // namespace assay::extract::ooxml
