#include "extract/pdf/catalog.h"

#include <Catalog.h>
#include <OptionalContent.h>

#include <vector>

#include "extract/pdf/notes.h"
#include "extract/pdf/xml_text.h"

namespace assay::extract::pdf {
namespace {

constexpr std::size_t kMaxXmpBytes = 16 << 20;
constexpr int kMaxBookmarks = 1'000'000, kMaxScripts = 100'000;

bool read_info(PDFDoc& document, Reading& reading) {
  const Object info = document.getDocInfo();
  if (!info.isDict()) return true;
  for (int i = 0; i < info.dictGetLength(); ++i) {
    const std::string key = made_valid(info.dictGetKey(i));
    if (!reading.say(LocatorKind::kMetadata, key, 0, key, text_of(info.getDict()->getVal(i)))) return false;
  }
  return true;
}

bool read_xmp(PDFDoc& document, Reading& reading) {
  const Object catalog = document.getXRef()->getCatalog();
  if (!catalog.isDict()) return true;
  const Object stream = catalog.dictLookup("Metadata");
  if (!stream.isStream()) return true;
  bool cut = false;
  std::string xml = stream_bytes(*stream.getStream(), kMaxXmpBytes, cut);
  const Locator here{LocatorKind::kMetadata, "XMP", 0};
  if (cut) reading.sink.gap(GapClass::kContent, Reason::kMemory, {}, &here, "XMP beyond 16 MiB");
  // A packet may be padded with NUL or blanks behind its end mark.
  while (!xml.empty() && (xml.back() == '\0' || xml.back() == ' ' || xml.back() == '\n' || xml.back() == '\r')) xml.pop_back();
  if (!reading.sink.budget().draw_expanded(xml.size())) return false;
  return xml.empty() || say_xml(xml, LocatorKind::kMetadata, "XMP", reading);
}

/// First child and next sibling links; both may run in circles.
bool read_bookmarks(const Object& outlines, Reading& reading) {
  std::vector<Object> open;
  Seen seen;
  const auto push = [&](const Object& item, const char* key) {
    const Object& link = item.dictLookupNF(key);
    if (link.isRef() && seen.first_time(link.getRef())) open.push_back(item.dictLookup(key));
  };
  push(outlines, "First");
  for (int done = 0; !open.empty() && done < kMaxBookmarks; ++done) {
    const Object item = std::move(open.back());
    open.pop_back();
    if (!reading.sink.budget().tick()) return false;
    if (!item.isDict()) continue;
    if (!reading.say(LocatorKind::kMetadata, "Bookmark", 0, "", text_of(item.dictLookup("Title")))) return false;
    if (!read_action(item.dictLookup("A"), LocatorKind::kMetadata, "Bookmark", 0, reading)) return false;
    push(item, "Next");
    push(item, "First");
  }
  return true;
}

bool read_scripts(PDFDoc& document, Reading& reading) {
  Catalog& catalog = *document.getCatalog();
  const int count = std::min(catalog.numJS(), kMaxScripts);
  for (int i = 0; i < count; ++i) {
    const std::unique_ptr<GooString> script(catalog.getJS(i));
    if (script != nullptr && !reading.say(LocatorKind::kMetadata, "JavaScript", 0, "", text_of(*script))) return false;
  }
  return true;
}

bool read_layers(PDFDoc& document, Reading& reading) {
  OCGs* layers = document.getOptContentConfig();
  if (layers == nullptr || !layers->isOk()) return true;
  std::set<std::string> names;  // in an order of their own: the map behind is hashed
  for (const auto& [ref, group] : layers->getOCGs()) {
    if (group->getName() != nullptr) names.insert(text_of(*group->getName()));
  }
  for (const std::string& name : names) {
    if (!reading.say(LocatorKind::kMetadata, "Layer", 0, "", name)) return false;
  }
  return true;
}

}  // namespace

bool read_metadata(PDFDoc& document, Reading& reading) { return read_info(document, reading) && read_xmp(document, reading); }

bool read_navigation(PDFDoc& document, Reading& reading) {
  const Object catalog = document.getXRef()->getCatalog();
  if (catalog.isDict()) {
    const Object outlines = catalog.dictLookup("Outlines");
    if (outlines.isDict() && !read_bookmarks(outlines, reading)) return false;
    if (!read_action(catalog.dictLookup("OpenAction"), LocatorKind::kMetadata, "OpenAction", 0, reading)) return false;
    const Object events = catalog.dictLookup("AA");
    for (int i = 0; events.isDict() && i < events.dictGetLength(); ++i) {
      if (!read_action(events.getDict()->getVal(i), LocatorKind::kMetadata, "AA", 0, reading)) return false;
    }
  }
  return read_scripts(document, reading) && read_layers(document, reading);
}

}  // namespace assay::extract::pdf
