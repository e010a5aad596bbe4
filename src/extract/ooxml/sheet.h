// One worksheet, cell by cell, in flat memory.
#pragma once
#include <string>
#include <string_view>

#include "extract/ooxml/loose_text.h"
#include "extract/ooxml/table_fields.h"
#include "extract/ooxml/workbook.h"
#include "extract/xml_sax.h"

namespace assay::extract::ooxml {

/// Cells with "Sheet!B7", their row and their column's header; formulas; headers and footers, validation prompts, links.
class SheetHandler final : public XmlHandler {
 public:
  SheetHandler(std::string sheet, Workbook& workbook, Writer& out);
  void start(std::string_view name, Attributes attributes) override;
  void end(std::string_view name) override;
  void characters(std::string_view text) override;

 private:
  enum class Kind : std::uint8_t { kNumber = 0, kShared, kText, kBoolean };
  void start_in_row(std::string_view local, Attributes attributes);
  void start_row(Attributes attributes);
  void start_cell(Attributes attributes);
  void end_cell();
  void say_attributes(Attributes attributes);
  void leave_table();
  std::string_view shown();
  void spill();

  const std::string sheet_;
  Workbook& workbook_;
  Writer& out_;
  LooseText loose_;
  TableFields fields_;
  std::string element_, reference_, value_, formula_, shown_;
  std::string* target_ = nullptr;  // where character data goes; null: loose text
  Kind kind_ = Kind::kNumber;
  std::size_t style_ = 0, column_ = 0;
  std::uint64_t row_ = 0;
  bool in_row_ = false, in_cell_ = false, spilled_ = false;
};

}  // namespace assay::extract::ooxml
