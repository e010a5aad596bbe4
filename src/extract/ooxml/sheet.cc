#include "extract/ooxml/sheet.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace assay::extract::ooxml {
namespace {

constexpr std::size_t kMaxCellBytes = 256 << 10;  // longer ones are delivered in pieces
constexpr std::uint64_t kNoNumber = ~std::uint64_t{0};

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : kNoNumber;
}

// "BC7" -> 54 (0-based); the letters only.
std::size_t column_of(std::string_view reference) {
  std::size_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z' || column > TableFields::kMaxColumns) break;
    column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
  }
  return column == 0 ? 0 : column - 1;
}
std::string letters_of(std::size_t column) {
  std::string letters;
  for (++column; column > 0; column = (column - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

// "A1:B20" is two columns wide.
std::size_t width_of(std::string_view range) {
  const std::size_t colon = range.find(':');
  if (colon == range.npos) return 1;
  const std::size_t first = column_of(range), last = column_of(range.substr(colon + 1));
  return last >= first ? last - first + 1 : 0;
}

bool is_text_attribute(std::string_view local) {
  static const std::set<std::string_view> names{"prompt",   "promptTitle", "error",   "errorTitle", "display",
                                                "tooltip",  "location",    "descr",   "title",      "altText",
                                                "codeName", "scenario",    "comment", "user",       "text"};
  return names.count(local) > 0;
}

}  // namespace

SheetHandler::SheetHandler(std::string sheet, Workbook& workbook, Writer& out)
    : sheet_(std::move(sheet)), workbook_(workbook), out_(out), loose_(out) {
  leave_table();
}

void SheetHandler::start(std::string_view name, Attributes attributes) {
  const std::string_view local = local_name(name);
  if (in_row_) return start_in_row(local, attributes);
  loose_.tag();
  element_ = local;
  if (local == "row") return start_row(attributes);
  if (local == "dimension") fields_.set_columns(width_of(attribute(attributes, "ref")));
  say_attributes(attributes);
}

void SheetHandler::start_in_row(std::string_view local, Attributes attributes) {
  target_ = nullptr;
  element_ = local;
  if (local == "c") return start_cell(attributes);
  if (!in_cell_) return;
  if (local == "v" || local == "t") target_ = &value_;
  if (local == "f") target_ = &formula_;
  if (local == "rPh" && !value_.empty()) value_ += ' ';
}

void SheetHandler::start_row(Attributes attributes) {
  const std::uint64_t given = number(attribute(attributes, "r"));
  row_ = given == kNoNumber ? row_ + 1 : given;
  column_ = 0;
  in_row_ = true;
  fields_.begin_row();
  out_.where.kind = LocatorKind::kCell;
  out_.where.number = out_.row = row_;
}

void SheetHandler::start_cell(Attributes attributes) {
  const std::string_view type = attribute(attributes, "t"), reference = attribute(attributes, "r");
  if (!reference.empty()) column_ = column_of(reference);
  reference_ = reference.empty() ? letters_of(column_) + std::to_string(row_) : std::string(reference);
  kind_ = type == "s" ? Kind::kShared : type == "b" ? Kind::kBoolean : type.empty() || type == "n" ? Kind::kNumber : Kind::kText;
  const std::uint64_t style = number(attribute(attributes, "s"));
  style_ = style == kNoNumber ? 0 : static_cast<std::size_t>(style);
  in_cell_ = true;
  spilled_ = false;
  value_.clear();
  formula_.clear();
  fields_.begin_cell(column_);
  out_.where.name.assign(sheet_).append("!").append(reference_);
}

void SheetHandler::end(std::string_view name) {
  const std::string_view local = local_name(name);
  target_ = nullptr;
  if (!in_row_) return loose_.tag();
  if (local == "c" && in_cell_) end_cell();
  if (local != "row") return;
  in_row_ = false;
  fields_.end_row();
  leave_table();
}

void SheetHandler::characters(std::string_view text) {
  if (target_ == nullptr) return loose_.characters(text, element_);
  target_->append(text);
  if (target_->size() > kMaxCellBytes) spill();
}

std::string_view SheetHandler::shown() {
  if (kind_ == Kind::kNumber) return shown_ = workbook_.formats.show(value_, style_);
  if (kind_ == Kind::kBoolean) return value_ == "1" ? "TRUE" : value_ == "0" ? "FALSE" : std::string_view(value_);
  if (kind_ == Kind::kText) return value_;
  const std::uint64_t index = number(value_);
  return index < workbook_.strings.size() ? workbook_.strings.use(static_cast<std::size_t>(index)) : std::string_view(value_);
}

void SheetHandler::end_cell() {
  in_cell_ = false;
  if (spilled_) {
    out_.text(value_);
  } else if (!value_.empty()) {
    const std::string_view text = shown();
    fields_.saw(text);
    out_.text_line(text, fields_.field());
  }
  out_.text_line(formula_, "formula");
  ++column_;
}

// What is too long to be held goes out as it comes.
void SheetHandler::spill() {
  if (target_ == &formula_) {
    out_.text_line(formula_, "formula");
  } else {
    if (!spilled_) out_.line();
    spilled_ = true;
    out_.text(value_, fields_.field());
  }
  target_->clear();
}

void SheetHandler::say_attributes(Attributes attributes) {
  for (const auto& [name, value] : attributes) {
    const std::string_view local = local_name(name);
    if (is_text_attribute(local) && !is_markup_value(value)) out_.text_line(value, local);
  }
}

void SheetHandler::leave_table() {
  out_.line();
  out_.row = 0;
  out_.where = {LocatorKind::kCell, sheet_, 0};
}

}  // namespace assay::extract::ooxml
