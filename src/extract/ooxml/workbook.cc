#include "extract/ooxml/workbook.h"

#include <charconv>

namespace assay::extract::ooxml {
namespace {

constexpr std::size_t kMaxSheets = 65'536, kMaxItemBytes = 1 << 20;

std::uint32_t number(std::string_view text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

bool SharedStrings::add(std::string_view text) {
  if (bytes_.size() + text.size() + (ends_.size() + 1) * sizeof(std::uint64_t) > max_bytes_) return false;
  bytes_ += text;
  ends_.push_back(bytes_.size());
  used_.push_back(false);
  return true;
}

std::string_view SharedStrings::at(std::size_t index) const {
  const std::uint64_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(bytes_).substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(ends_[index] - begin));
}

std::string_view SharedStrings::use(std::size_t index) {
  if (index >= ends_.size()) return {};
  used_[index] = true;
  return at(index);
}

void SharedStrings::deliver_unused(Writer& out) const {
  for (std::size_t i = 0; i < ends_.size() && !out.stopped(); ++i) {
    if (!used_[i]) out.text_line(at(i));
  }
}

void WorkbookHandler::start(std::string_view name, Attributes attributes) {
  const std::string_view local = local_name(name);
  if (local == "sheet") return sheet(attributes);
  if (local == "workbookPr") {
    const std::string_view from_1904 = attribute(attributes, "date1904");
    if (from_1904 == "1" || from_1904 == "true") workbook_.formats.count_from_1904();
  }
  if (local == "definedName") {
    defined_ = attribute(attributes, "name");
    in_definition_ = true;
    out_.where = {LocatorKind::kMetadata, "defined name", 0};
    out_.text_line(defined_);
    out_.text_line(attribute(attributes, "comment"), defined_);
    out_.text_line(attribute(attributes, "description"), defined_);
  }
  if (local == "fileSharing") out_.text_line(attribute(attributes, "userName"), "userName");
}

void WorkbookHandler::end(std::string_view name) {
  if (local_name(name) == "definedName") in_definition_ = false;
  out_.line();
}

void WorkbookHandler::characters(std::string_view text) {
  if (in_definition_ || text.find_first_not_of(" \t\r\n") != text.npos) out_.text(text, in_definition_ ? defined_ : "");
}

void WorkbookHandler::sheet(Attributes attributes) {
  const std::string_view name = attribute(attributes, "name"), state = attribute(attributes, "state");
  const bool hidden = state == "hidden" || state == "veryHidden";
  out_.where = {LocatorKind::kMetadata, hidden ? "hidden sheet" : "sheet", 0};
  out_.text_line(name);
  // r:id, not sheetId: the local names differ.
  if (workbook_.sheets.size() < kMaxSheets) {
    workbook_.sheets.push_back({std::string(name), parts_.target(part_, attribute(attributes, "id"))});
  }
}

void StylesHandler::start(std::string_view name, Attributes attributes) {
  const std::string_view local = local_name(name);
  if (local == "numFmt") formats_.declare(number(attribute(attributes, "numFmtId")), attribute(attributes, "formatCode"));
  if (local == "cellXfs") in_cell_formats_ = true;
  if (local == "xf" && in_cell_formats_) formats_.add_cell_format(number(attribute(attributes, "numFmtId")));
  texts_.start(name, attributes);
}

void StylesHandler::end(std::string_view name) {
  if (local_name(name) == "cellXfs") in_cell_formats_ = false;
  texts_.end(name);
}

void SharedStringsHandler::start(std::string_view name, Attributes) {
  const std::string_view local = local_name(name);
  if (local == "si") {
    in_item_ = true;
    item_.clear();
  }
  if (local == "rPh" && !item_.empty()) item_ += ' ';
  in_text_ = local == "t";
}

void SharedStringsHandler::end(std::string_view name) {
  const std::string_view local = local_name(name);
  in_text_ = false;
  if (local != "si" || !in_item_) return;
  in_item_ = false;
  if (streaming_) {
    out_.text(item_);
    out_.line();
    item_.clear();
  }
  const bool displaced = !strings_.add(item_);
  if (displaced) out_.text_line(item_);
  displaced_ += displaced || streaming_ ? 1 : 0;
  streaming_ = false;
}

void SharedStringsHandler::characters(std::string_view text) {
  if (!in_text_) {
    if (text.find_first_not_of(" \t\r\n") != text.npos) out_.text_line(text);
    return;
  }
  item_ += text;
  if (item_.size() <= kMaxItemBytes) return;
  if (!streaming_) out_.line();
  streaming_ = true;
  out_.text(item_);
  item_.clear();
}

}  // namespace assay::extract::ooxml
