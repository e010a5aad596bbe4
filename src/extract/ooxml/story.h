// Running text: WordprocessingML stories and everything of DrawingML (slides, notes, charts, diagrams, drawings, VML). The two
// share the names that matter: p, r, t, br, tab, tbl, tr, tc.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "extract/ooxml/loose_text.h"
#include "extract/ooxml/table_fields.h"
#include "extract/ooxml/writer.h"
#include "extract/xml_sax.h"

namespace assay::extract::ooxml {

/// What an element means for the text.
enum class StoryRole : std::uint8_t {
  kOther = 0,
  kParagraph,
  kRunText,  // character data counts as written
  kSpace,
  kLine,
  kHyphen,
  kField,        // fldChar, fldSimple
  kValue,        // its "val" is text
  kControl,      // sdt
  kControlName,  // alias
  kTable,
  kColumn,
  kRow,
  kCell,
  kSpan,
  kAlternates,
  kFallback,
  kComment,
  kAuthored,  // tracked changes
  kNoise,     // character data is a measure or a switch
};

class StoryHandler final : public XmlHandler {
 public:
  /// Places say `where`; for kParagraph its number is counted here. `sheet`: comments with a cell reference lie on it.
  StoryHandler(Writer& out, Locator where, std::string sheet);

  void start(std::string_view name, Attributes attributes) override;
  void end(std::string_view name) override;
  void characters(std::string_view text) override;

 private:
  void start_in_table(StoryRole role, Attributes attributes);
  void paragraph();
  void say_attributes(std::string_view element, Attributes attributes);
  void comment_place(Attributes attributes);
  void author(Attributes attributes);
  void note(std::string_view text, std::string_view field);
  void flush_notes();
  std::string_view field() const;

  Writer& out_;
  LooseText loose_;
  const Locator where_;
  const std::string sheet_;
  std::uint64_t paragraphs_ = 0;
  unsigned open_paragraphs_ = 0;
  std::vector<std::pair<std::string, std::string>> notes_;  // text and field, said at the end of the paragraph
  unsigned verbatim_ = 0, ignored_ = 0;
  std::size_t columns_seen_ = 0;
  std::vector<TableFields> tables_;
  std::vector<std::string> controls_;  // names of the content controls around, innermost last
  std::set<std::string, std::less<>> authors_;
};

}  // namespace assay::extract::ooxml
