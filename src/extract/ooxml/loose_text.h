// Text between tags of elements that nothing special is known about.
#pragma once
#include <string_view>

#include "extract/ooxml/writer.h"

namespace assay::extract::ooxml {

/// Each run of character data becomes a line; layout white space between tags is dropped. The parser may deliver a run in
/// several pieces.
class LooseText {
 public:
  explicit LooseText(Writer& out) : out_(out) {}
  /// Call at each start and end tag.
  void tag() {
    if (open_) out_.line();
    open_ = false;
  }
  void characters(std::string_view text, std::string_view field) {
    if (!open_ && text.find_first_not_of(" \t\r\n") == text.npos) return;
    if (!open_) out_.line();
    open_ = true;
    out_.text(text, field);
  }

 private:
  Writer& out_;
  bool open_ = false;
};

/// True for attribute values that markup is made of and people do not write: numbers of up to six characters, switches, schema
/// addresses, GUIDs.
bool is_markup_value(std::string_view value);

}  // namespace assay::extract::ooxml
