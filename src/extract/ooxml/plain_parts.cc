#include "extract/ooxml/plain_parts.h"

#include <algorithm>

#include "extract/ooxml/parts.h"

namespace assay::extract::ooxml {
namespace {

struct Word {
  std::string_view element, attribute;
};
// What people write into settings and styles (ECMA-376 part 1: 17.15 settings, 17.9 numbering, 18.8 styles, 19.2 presentation).
constexpr Word kWords[] = {
    {"docVar", "name"},
    {"docVar", "val"},
    {"connectString", "val"},
    {"query", "val"},
    {"udl", "val"},
    {"mailSubject", "val"},
    {"addressFieldName", "val"},
    {"lvlText", "val"},
    {"headerSource", "val"},
    {"saveThroughXslt", "val"},
    {"theme", "name"},
    {"custShow", "name"},
    {"section", "name"},
    {"tag", "name"},
    {"tag", "val"},
    {"smartTagType", "name"},
    {"cSld", "name"},
    {"modifyVerifier", "userName"},
    {"themeFamily", "name"},
};
bool is_word(std::string_view element, std::string_view attribute) {
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](const Word& w) { return w.element == element && w.attribute == attribute; });
}
// "%1." numbers a list level; text around it is an author's.
bool has_letters(std::string_view value) {
  return std::any_of(value.begin(), value.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  });
}
bool is_namespace(std::string_view name) { return name == "xmlns" || name.starts_with("xmlns:") || name == "mc:Ignorable"; }
bool is_hex_or_dash(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-'; }

}  // namespace

bool is_markup_value(std::string_view value) {
  static constexpr std::string_view kSwitches[] = {"true", "false", "on", "off", "none", "auto"};
  if (value.size() <= 6 && value.find_first_not_of("0123456789.+-%") == value.npos) return true;
  if (std::find(std::begin(kSwitches), std::end(kSwitches), value) != std::end(kSwitches)) return true;
  if (value.starts_with("http://schemas.") || value.starts_with("http://purl.oclc.org/ooxml/") ||
      value.starts_with("urn:schemas-"))
    return true;
  return value.size() == 38 && value.front() == '{' && value.back() == '}' &&
         std::all_of(value.begin() + 1, value.end() - 1, is_hex_or_dash);
}

void GenericHandler::start(std::string_view name, Attributes attributes) {
  loose_.tag();
  element_ = local_name(name);
  for (const auto& [attribute_name, value] : attributes) {
    if (is_namespace(attribute_name) || value.empty() || is_markup_value(value)) continue;
    out_.text_line(value, local_name(attribute_name));
  }
}

void GenericHandler::end(std::string_view) {
  loose_.tag();
  element_.clear();
}

void StructureHandler::start(std::string_view name, Attributes attributes) {
  loose_.tag();
  element_ = local_name(name);
  if (element_ == "style") own_style_ = attribute(attributes, "customStyle") == "1";
  const bool own_cell_style = element_ == "cellStyle" && attribute(attributes, "builtinId").empty();
  for (const auto& [attribute_name, value] : attributes) {
    const std::string_view local = local_name(attribute_name);
    const bool style_name = (element_ == "name" && own_style_ && local == "val") || (own_cell_style && local == "name");
    const bool format = local == "formatCode" && value.find('"') != value.npos;
    if ((is_word(element_, local) || style_name || format) && has_letters(value)) out_.text_line(value, element_);
  }
}

void StructureHandler::end(std::string_view name) {
  loose_.tag();
  element_.clear();
  if (local_name(name) == "style") own_style_ = false;
}

void PropertiesHandler::start(std::string_view name, Attributes attributes) {
  loose_.tag();
  if (++depth_ != 2) return;
  const std::string_view own = attribute(attributes, "name");  // custom.xml: <property name="Case number">
  out_.where = {LocatorKind::kMetadata, std::string(own.empty() ? local_name(name) : own), 0};
  if (!own.empty()) out_.text_line(own);
}

void PropertiesHandler::end(std::string_view) {
  loose_.tag();
  --depth_;
}

void PropertiesHandler::characters(std::string_view text) { loose_.characters(text, out_.where.name); }

}  // namespace assay::extract::ooxml
