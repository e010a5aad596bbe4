// What the cells of a workbook refer to: sheets, number formats, shared strings.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/ooxml/number_format.h"
#include "extract/ooxml/parts.h"
#include "extract/ooxml/writer.h"
#include "extract/xml_sax.h"

namespace assay::extract::ooxml {

/// Shared strings in one block of memory, with a note of which were used. Beyond the block's cap strings are no longer kept.
class SharedStrings {
 public:
  explicit SharedStrings(std::uint64_t max_bytes) : max_bytes_(max_bytes) {}
  /// False: no room; the caller must deliver the string itself.
  bool add(std::string_view text);
  std::size_t size() const { return ends_.size(); }
  /// Empty for numbers that do not exist. Counts as used.
  std::string_view use(std::size_t index);
  /// Delivers what no cell used: text that was deleted from the sheets but not from the file.
  void deliver_unused(Writer& out) const;

 private:
  std::string_view at(std::size_t index) const;
  std::uint64_t max_bytes_;
  std::string bytes_;
  std::vector<std::uint64_t> ends_;
  std::vector<bool> used_;
};

struct Sheet {
  std::string name;
  std::size_t part = kNoPart;
};

struct Workbook {
  explicit Workbook(std::uint64_t max_string_bytes) : strings(max_string_bytes) {}
  std::vector<Sheet> sheets;
  NumberFormats formats;
  SharedStrings strings;
};

/// xl/workbook.xml: sheet names (hidden or not), defined names, the rest as in any unknown part.
class WorkbookHandler final : public XmlHandler {
 public:
  WorkbookHandler(const Parts& parts, std::size_t part, Workbook& workbook, Writer& out)
      : parts_(parts), part_(part), workbook_(workbook), out_(out) {}
  void start(std::string_view name, Attributes attributes) override;
  void end(std::string_view name) override;
  void characters(std::string_view text) override;

 private:
  void sheet(Attributes attributes);
  const Parts& parts_;
  std::size_t part_;
  Workbook& workbook_;
  Writer& out_;
  std::string defined_;
  bool in_definition_ = false;
};

/// xl/styles.xml: number formats of the cells.
class StylesHandler final : public XmlHandler {
 public:
  StylesHandler(NumberFormats& formats, XmlHandler& texts) : formats_(formats), texts_(texts) {}
  void start(std::string_view name, Attributes attributes) override;
  void end(std::string_view name) override;
  void characters(std::string_view text) override { texts_.characters(text); }

 private:
  NumberFormats& formats_;
  XmlHandler& texts_;
  bool in_cell_formats_ = false;
};

/// xl/sharedStrings.xml. Phonetic readings follow the text, a space between.
class SharedStringsHandler final : public XmlHandler {
 public:
  SharedStringsHandler(SharedStrings& strings, Writer& out) : strings_(strings), out_(out) {}
  void start(std::string_view name, Attributes attributes) override;
  void end(std::string_view name) override;
  void characters(std::string_view text) override;
  /// Strings that found no room and were delivered without their cells.
  std::uint64_t displaced() const { return displaced_; }

 private:
  SharedStrings& strings_;
  Writer& out_;
  std::string item_;
  bool in_text_ = false, in_item_ = false, streaming_ = false;
  std::uint64_t displaced_ = 0;
};

}  // namespace assay::extract::ooxml
