#include "extract/ooxml/story.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "extract/ooxml/parts.h"

namespace assay::extract::ooxml {
namespace {

constexpr std::size_t kMaxAuthors = 1024, kMaxTables = 64, kMaxControls = 64, kMaxNotes = 256;

using Role = StoryRole;

Role role_of(std::string_view local) {
  static const std::unordered_map<std::string_view, Role> roles{{"p", Role::kParagraph},
                                                                {"t", Role::kRunText},
                                                                {"delText", Role::kRunText},
                                                                {"instrText", Role::kRunText},
                                                                {"delInstrText", Role::kRunText},
                                                                {"tab", Role::kSpace},
                                                                {"ptab", Role::kSpace},
                                                                {"sym", Role::kSpace},
                                                                {"br", Role::kLine},
                                                                {"cr", Role::kLine},
                                                                {"noBreakHyphen", Role::kHyphen},
                                                                {"fldChar", Role::kField},
                                                                {"fldSimple", Role::kField},
                                                                {"default", Role::kValue},
                                                                {"listEntry", Role::kValue},
                                                                {"helpText", Role::kValue},
                                                                {"statusText", Role::kValue},
                                                                {"tag", Role::kValue},
                                                                {"docPart", Role::kValue},
                                                                {"sdt", Role::kControl},
                                                                {"alias", Role::kControlName},
                                                                {"tbl", Role::kTable},
                                                                {"gridCol", Role::kColumn},
                                                                {"tr", Role::kRow},
                                                                {"tc", Role::kCell},
                                                                {"gridSpan", Role::kSpan},
                                                                {"AlternateContent", Role::kAlternates},
                                                                {"Fallback", Role::kFallback},
                                                                {"comment", Role::kComment},
                                                                {"ins", Role::kAuthored},
                                                                {"del", Role::kAuthored},
                                                                {"moveFrom", Role::kAuthored},
                                                                {"moveTo", Role::kAuthored},
                                                                {"rPrChange", Role::kAuthored},
                                                                {"pPrChange", Role::kAuthored},
                                                                {"posOffset", Role::kNoise},
                                                                {"pctPosHOffset", Role::kNoise},
                                                                {"pctPosVOffset", Role::kNoise},
                                                                {"align", Role::kNoise},
                                                                {"pctWidth", Role::kNoise},
                                                                {"pctHeight", Role::kNoise},
                                                                {"Anchor", Role::kNoise},
                                                                {"Row", Role::kNoise},
                                                                {"Column", Role::kNoise},
                                                                {"row", Role::kNoise},
                                                                {"rowOff", Role::kNoise},
                                                                {"col", Role::kNoise},
                                                                {"colOff", Role::kNoise},
                                                                {"formatCode", Role::kNoise},
                                                                {"AutoFill", Role::kNoise},
                                                                {"MoveWithCells", Role::kNoise},
                                                                {"SizeWithCells", Role::kNoise},
                                                                {"CF", Role::kNoise},
                                                                {"AutoPict", Role::kNoise},
                                                                {"Visible", Role::kNoise},
                                                                {"LockText", Role::kNoise},
                                                                {"Locked", Role::kNoise}};
  const auto it = roles.find(local);
  return it == roles.end() ? Role::kOther : it->second;
}

// Attributes that hold words, on any element.
bool is_text_attribute(std::string_view local) {
  static const std::set<std::string_view> names{"descr",    "title",       "alt",   "string", "tooltip",   "instr",
                                                "initials", "displayText", "value", "prompt", "invalidUrl"};
  return names.count(local) > 0;
}
// "name" is a word only where an author can write it.
bool names_something(std::string_view element) {
  return element == "cNvPr" || element == "docPr" || element == "bookmarkStart" || element == "cmAuthor" || element == "author" ||
         element == "cSld" || element == "section" || element == "custShow" || element == "theme";
}

std::size_t number(std::string_view text) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Measures and switches of a known vocabulary: short, no spaces to speak of.
bool is_measure(std::string_view text) {
  return text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || c == ' ' || c == ',' || c == '-' || c == '.' || c == '\n' || c == '\r' || c == '#';
         });
}
bool is_word(std::string_view text) {
  return text.size() <= 24 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\n' || c == ' ';
         });
}

}  // namespace

StoryHandler::StoryHandler(Writer& out, Locator where, std::string sheet)
    : out_(out), loose_(out), where_(std::move(where)), sheet_(std::move(sheet)) {
  out_.where = where_;
  out_.line();
}

std::string_view StoryHandler::field() const {
  if (!tables_.empty() && !tables_.back().field().empty()) return tables_.back().field();
  return controls_.empty() ? std::string_view{} : controls_.back();
}

void StoryHandler::start(std::string_view name, Attributes attributes) {
  const std::string_view local = local_name(name);
  loose_.tag();
  const Role role = role_of(local);
  switch (role) {
    case Role::kParagraph:
      paragraph();
      break;
    case Role::kRunText:
      ++verbatim_;
      break;
    case Role::kSpace:
    case Role::kField:
      out_.space();
      break;
    case Role::kLine:
      out_.line();
      break;
    case Role::kHyphen:
      out_.text("-", field());
      break;
    case Role::kValue:
      note(attribute(attributes, "val"), local);
      break;
    case Role::kControl:
      if (controls_.size() < kMaxControls) controls_.emplace_back();
      break;
    case Role::kControlName:
      note(attribute(attributes, "val"), local);
      if (!controls_.empty()) controls_.back() = attribute(attributes, "val");
      break;
    case Role::kTable:
    case Role::kColumn:
    case Role::kRow:
    case Role::kCell:
    case Role::kSpan:
      start_in_table(role, attributes);
      break;
    case Role::kAlternates:
      out_.enter_alternates();
      break;
    case Role::kFallback:
      out_.enter_fallback();
      break;
    case Role::kComment:
      comment_place(attributes);
      break;
    case Role::kAuthored:
      author(attributes);
      break;
    case Role::kNoise:
      ++ignored_;
      break;
    case Role::kOther:
      break;
  }
  say_attributes(local, attributes);
}

void StoryHandler::start_in_table(StoryRole role, Attributes attributes) {
  if (role == Role::kTable) {
    if (tables_.size() < kMaxTables) tables_.emplace_back();
    columns_seen_ = 0;
  }
  if (tables_.empty()) return;
  TableFields& table = tables_.back();
  switch (role) {
    case Role::kColumn:
      table.set_columns(++columns_seen_);
      break;
    case Role::kRow:
      table.begin_row();
      out_.row = table.rows();
      break;
    case Role::kCell:
      table.begin_cell(table.next_column());
      table.set_span(number(attribute(attributes, "gridSpan")));
      break;
    case Role::kSpan:
      table.set_span(number(attribute(attributes, "val")));
      break;
    default:
      break;
  }
}

void StoryHandler::end(std::string_view name) {
  const std::string_view local = local_name(name);
  loose_.tag();
  switch (role_of(local)) {
    case Role::kParagraph:
      out_.line();
      open_paragraphs_ -= open_paragraphs_ > 0 ? 1 : 0;
      flush_notes();
      break;
    case Role::kRunText:
      verbatim_ -= verbatim_ > 0 ? 1 : 0;
      break;
    case Role::kField:
      out_.space();
      break;
    case Role::kControl:
      if (!controls_.empty()) controls_.pop_back();
      break;
    case Role::kTable:
      if (!tables_.empty()) tables_.pop_back();
      out_.row = tables_.empty() ? 0 : tables_.back().rows();
      break;
    case Role::kRow:
      if (!tables_.empty()) tables_.back().end_row();
      break;
    case Role::kAlternates:
      out_.leave_alternates();
      break;
    case Role::kFallback:
      out_.leave_fallback();
      break;
    case Role::kComment:
      out_.line();
      out_.where = where_;
      break;
    case Role::kNoise:
      ignored_ -= ignored_ > 0 ? 1 : 0;
      break;
    default:
      break;
  }
}

void StoryHandler::characters(std::string_view text) {
  if (verbatim_ > 0) {
    if (!tables_.empty()) tables_.back().saw(text);
    return out_.text(text, field());
  }
  if (ignored_ > 0 && (is_measure(text) || is_word(text))) return;
  if (!tables_.empty()) tables_.back().saw(text);
  loose_.characters(text, field());
}

void StoryHandler::paragraph() {
  out_.line();
  ++paragraphs_;
  ++open_paragraphs_;
  if (out_.where.kind == LocatorKind::kParagraph || out_.where.kind == LocatorKind::kAnnotation) out_.where.number = paragraphs_;
}

void StoryHandler::say_attributes(std::string_view element, Attributes attributes) {
  for (const auto& [name, value] : attributes) {
    if (value.empty()) continue;
    const std::string_view local = local_name(name);
    const bool named = local == "name" && names_something(element) && value.front() != '_';
    if (named || is_text_attribute(local)) note(value, local);
  }
}

// WordprocessingML comments name their author, SpreadsheetML ones their cell.
void StoryHandler::comment_place(Attributes attributes) {
  const std::string_view cell = attribute(attributes, "ref"), by = attribute(attributes, "author");
  out_.line();
  if (!cell.empty()) out_.where = {LocatorKind::kCell, sheet_ + "!" + std::string(cell), 0};
  if (by.empty()) return;
  out_.where = {LocatorKind::kAnnotation, std::string(by), paragraphs_ + 1};
  author(attributes);
}

void StoryHandler::author(Attributes attributes) {
  const std::string_view by = attribute(attributes, "author");
  if (by.empty() || authors_.size() >= kMaxAuthors || !authors_.insert(std::string(by)).second) return;
  note(by, "author");
}

// What markup says beside the text must not cut a word of the paragraph in two: it waits for the paragraph's end.
void StoryHandler::note(std::string_view text, std::string_view field) {
  if (text.empty()) return;
  if (open_paragraphs_ == 0 || notes_.size() >= kMaxNotes) return out_.text_line(text, field);
  const bool said =
      std::any_of(notes_.begin(), notes_.end(), [&](const auto& n) { return n.first == text && n.second == field; });
  if (!said) notes_.emplace_back(text, field);  // a drawing and its picture carry the same alternative text
}

void StoryHandler::flush_notes() {
  for (const auto& [text, field] : notes_) out_.text_line(text, field);
  notes_.clear();
}

}  // namespace assay::extract::ooxml
