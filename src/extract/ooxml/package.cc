#include "extract/ooxml/package.h"

#include <algorithm>
#include <memory>

#include "extract/ooxml/part_xml.h"
#include "extract/ooxml/plain_parts.h"
#include "extract/ooxml/reading_order.h"
#include "extract/ooxml/sheet.h"
#include "extract/ooxml/story.h"
#include "extract/ooxml/workbook.h"
#include "extract/zip/deliver.h"

namespace assay::extract::ooxml {
namespace {

constexpr std::string_view kTypesPart = "[content_types].xml";
/// Shared strings may take that share of the memory that the limits grant a worker.
constexpr std::uint64_t kStringShare = 4;

/// What a part is, seen from its root element.
enum class Root : std::uint8_t { kUnknown = 0, kStory, kSlide, kDrawing, kSheet, kProperties, kStructure };

struct RootRow {
  std::string_view element;
  Root root;
  std::string_view label;  // story of a paragraph, kind of slide text
};
constexpr RootRow kRoots[] = {
    {"document", Root::kStory, "body"},
    {"hdr", Root::kStory, "header"},
    {"ftr", Root::kStory, "footer"},
    {"footnotes", Root::kStory, "footnotes"},
    {"endnotes", Root::kStory, "endnotes"},
    {"comments", Root::kStory, "comments"},
    {"glossaryDocument", Root::kStory, "glossary"},
    {"sld", Root::kSlide, ""},
    {"notes", Root::kSlide, "notes"},
    {"cmLst", Root::kSlide, "comments"},
    {"sldLayout", Root::kDrawing, ""},
    {"sldMaster", Root::kDrawing, ""},
    {"notesMaster", Root::kDrawing, ""},
    {"handoutMaster", Root::kDrawing, ""},
    {"cmAuthorLst", Root::kDrawing, ""},
    {"chartSpace", Root::kDrawing, ""},
    {"dataModel", Root::kDrawing, ""},
    {"drawing", Root::kDrawing, ""},
    {"wsDr", Root::kDrawing, ""},
    {"userShapes", Root::kDrawing, ""},
    {"xml", Root::kDrawing, ""},  // VML
    {"worksheet", Root::kSheet, ""},
    {"macrosheet", Root::kSheet, ""},
    {"dialogsheet", Root::kSheet, ""},
    {"chartsheet", Root::kSheet, ""},
    {"coreProperties", Root::kProperties, ""},
    {"Properties", Root::kProperties, ""},
    {"styles", Root::kStructure, ""},
    {"settings", Root::kStructure, ""},
    {"webSettings", Root::kStructure, ""},
    {"fonts", Root::kStructure, ""},
    {"numbering", Root::kStructure, ""},
    {"theme", Root::kStructure, ""},
    {"themeOverride", Root::kStructure, ""},
    {"styleSheet", Root::kStructure, ""},
    {"calcChain", Root::kStructure, ""},
    {"tblStyleLst", Root::kStructure, ""},
    {"presentationPr", Root::kStructure, ""},
    {"viewPr", Root::kStructure, ""},
    {"colorsDef", Root::kStructure, ""},
    {"styleDef", Root::kStructure, ""},
    {"layoutDef", Root::kStructure, ""},
    {"chartStyle", Root::kStructure, ""},
    {"colorStyle", Root::kStructure, ""},
    {"revisions", Root::kUnknown, ""},
};

const RootRow& row_of(std::string_view element) {
  static constexpr RootRow kNone{"", Root::kUnknown, ""};
  const auto* const row =
      std::find_if(std::begin(kRoots), std::end(kRoots), [&](const RootRow& r) { return r.element == element; });
  return row == std::end(kRoots) ? kNone : *row;
}

/// Chooses the handler when the root element is seen: names and content types of parts may lie, the vocabulary does not.
class Dispatch final : public XmlHandler {
 public:
  Dispatch(const Place& place, const std::string& name, Workbook& workbook, Writer& out)
      : place_(place), name_(name), workbook_(workbook), out_(out) {}
  void start(std::string_view name, Attributes attributes) override {
    if (inner_ == nullptr) choose(row_of(local_name(name)));
    inner_->start(name, attributes);
  }
  void end(std::string_view name) override { inner_->end(name); }
  void characters(std::string_view text) override { inner_->characters(text); }

 private:
  void choose(const RootRow& row) {
    out_.where = locator(row);
    switch (row.root) {
      case Root::kStory:
      case Root::kSlide:
      case Root::kDrawing:
        inner_ = std::make_unique<StoryHandler>(out_, out_.where, place_.sheet);
        return;
      case Root::kSheet:
        inner_ = std::make_unique<SheetHandler>(place_.sheet.empty() ? name_ : place_.sheet, workbook_, out_);
        return;
      case Root::kProperties:
        inner_ = std::make_unique<PropertiesHandler>(out_);
        return;
      case Root::kStructure:
        inner_ = std::make_unique<StructureHandler>(out_);
        return;
      case Root::kUnknown:
        inner_ = std::make_unique<GenericHandler>(out_);
        return;
    }
  }
  Locator locator(const RootRow& row) const {
    if (place_.slide > 0) return {LocatorKind::kSlide, std::string(row.label), place_.slide};
    if (!place_.sheet.empty()) return {LocatorKind::kCell, place_.sheet, 0};
    if (row.root == Root::kStory) return {LocatorKind::kParagraph, std::string(row.label), 0};
    return {LocatorKind::kPath, name_, 0};
  }

  const Place& place_;
  const std::string& name_;
  Workbook& workbook_;
  Writer& out_;
  std::unique_ptr<XmlHandler> inner_;
};

/// Parts that hold no text of the document by their nature.
std::string_view inert_kind(std::string_view name, std::string_view type) {
  const std::string extension = extension_of(name);
  const auto is = [](std::string_view text, std::string_view part) { return text.find(part) != text.npos; };
  if (is(type, "obfuscatedfont") || is(type, "x-fontdata") || is(type, "x-font-ttf")) return "font";
  if (extension == "odttf" || extension == "fntdata") return "font";
  if (is(type, "printersettings")) return "printer settings";
  const bool picture = extension == "jpeg" || extension == "jpg" || extension == "png";
  if (picture && part_key(name).starts_with("docprops/thumbnail")) return "thumbnail";
  return {};
}

bool is_xml(std::string_view name, std::string_view type) {
  const std::string extension = extension_of(name);
  return type.ends_with("+xml") || type.ends_with("/xml") || extension == "xml" || extension == "rels" || extension == "vml" ||
         type.ends_with("vmldrawing");
}

class PackageReader {
 public:
  PackageReader(Source& source, const zip::Archive& archive, Sink& sink)
      : parts_(source, archive), out_(sink), workbook_(sink.budget().limits().max_memory_bytes / kStringShare) {}

  void read() {
    parts_.load(out_);
    read_.assign(parts_.size(), false);
    mark(parts_.find(kTypesPart));
    for (std::size_t part = 0; part < parts_.size(); ++part) {
      if (parts_.is_relationships(part)) mark(part);
    }
    for (const Place& place : reading_order(parts_, heads())) {
      if (out_.stopped() || !out_.sink().budget().ok()) return;
      if (!read_[place.part]) read_part(place);
    }
    out_.where = {LocatorKind::kPath, "shared strings", 0};
    workbook_.strings.deliver_unused(out_);
  }

 private:
  void mark(std::size_t part) {
    if (part < read_.size()) read_[part] = true;
  }

  std::vector<Place> heads() {
    const std::size_t main = parts_.related(kNoPart, "officeDocument");
    if (main == kNoPart) return {};
    const std::string_view type = parts_.content_type(main);
    std::vector<Place> heads{{main, 0, {}}};
    if (type.find("spreadsheetml") != type.npos || type.find("ms-excel") != type.npos) {
      read_workbook(main);
      for (const Sheet& sheet : workbook_.sheets) heads.push_back({sheet.part, 0, sheet.name});
    } else if (type.find("presentationml") != type.npos || type.find("ms-powerpoint") != type.npos) {
      mark(main);
      const std::vector<Place> slides = slides_of(parts_, main, out_);
      heads.insert(heads.end(), slides.begin(), slides.end());
    }
    return heads;
  }

  void read_workbook(std::size_t main) {
    if (!is_xml(parts_.entry(main).name, parts_.content_type(main))) return;  // xlsb
    WorkbookHandler handler(parts_, main, workbook_, out_);
    out_.where = {LocatorKind::kMetadata, "workbook", 0};
    mark(main);
    read_xml(parts_, main, handler, out_);
    if (const std::size_t styles = parts_.related(main, "styles"); styles != kNoPart) read_styles(styles);
    if (const std::size_t strings = parts_.related(main, "sharedStrings"); strings != kNoPart) read_strings(strings);
  }
  void read_styles(std::size_t part) {
    mark(part);
    out_.where = {LocatorKind::kPath, parts_.entry(part).name, 0};
    StructureHandler texts(out_);
    StylesHandler handler(workbook_.formats, texts);
    read_xml(parts_, part, handler, out_);
  }
  void read_strings(std::size_t part) {
    mark(part);
    out_.where = {LocatorKind::kPath, parts_.entry(part).name, 0};
    SharedStringsHandler handler(workbook_.strings, out_);
    read_xml(parts_, part, handler, out_);
    if (handler.displaced() == 0) return;
    out_.sink().gap(GapClass::kContent, Reason::kMemory, parts_.entry(part).stored(), &out_.where,
                    "more shared strings than memory allows: their text was read without cell and column header");
  }

  void read_part(const Place& place) {
    mark(place.part);
    const zip::Entry& entry = parts_.entry(place.part);
    const std::string_view type = parts_.content_type(place.part);
    if (const std::string_view inert = inert_kind(entry.name, type); !inert.empty()) {
      const Locator where{LocatorKind::kPath, entry.name, 0};
      return out_.sink().gap(GapClass::kInert, Reason::kInertContent, entry.stored(), &where, inert);
    }
    if (!is_xml(entry.name, type) || entry.folder()) {
      (void)zip::deliver_member(parts_.source(), entry, type, out_.sink());
      return;
    }
    out_.where = {LocatorKind::kPath, entry.name, 0};  // of what stands before the root element
    Dispatch dispatch(place, entry.name, workbook_, out_);
    read_xml(parts_, place.part, dispatch, out_);
  }

  Parts parts_;
  Writer out_;
  Workbook workbook_;
  std::vector<bool> read_;
};

}  // namespace

bool is_package(const zip::Archive& archive) {
  return std::any_of(archive.entries.begin(), archive.entries.end(),
                     [](const zip::Entry& entry) { return part_key(entry.name) == kTypesPart; });
}

Result<Done, Trouble> read_package(Source& source, const zip::Archive& archive, Sink& sink) {
  if (!zip::deliver_surroundings(source, archive, sink)) return Done{};
  PackageReader(source, archive, sink).read();
  return Done{};
}

}  // namespace assay::extract::ooxml
