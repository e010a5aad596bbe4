#include "extract/pdf/pages.h"

#include <OptionalContent.h>
#include <Page.h>

#include <algorithm>
#include <map>
#include <vector>

#include "extract/pdf/notes.h"
#include "extract/pdf/page_device.h"

namespace assay::extract::pdf {
namespace {

/// Poppler draws for 72 dpi: one unit is one point.
constexpr double kDpi = 72;
/// A page count is a claim. So many missing pages in a row, and the rest is one gap.
constexpr int kMaxMissingInARow = 100;
/// Unmapped glyphs are bullets and rules up to here; more of them in a row, or on a page, may be text.
constexpr std::uint64_t kHarmlessRun = 3, kHarmlessOnPage = 16;

/// What a page shows that is not read as text.
struct Unread {
  std::uint64_t images = 0, patterns_with_text = 0;
};

/// Walks the resources of pages. Pages mostly share theirs, so the answer is kept by reference.
class Resources {
 public:
  Unread of(Page& page) {
    Seen seen;
    Unread total;
    std::vector<Object> open;
    if (page.getResourceDict() != nullptr) open.push_back(page.getResourceDictObject()->copy());
    for (std::size_t looked = 0; !open.empty() && looked < kMaxDictionaries; ++looked) {
      const Object resources = std::move(open.back());
      open.pop_back();
      if (!resources.isDict()) continue;
      look_at_objects(*resources.getDict(), seen, open, total);
      look_at_patterns(*resources.getDict(), seen, total);
    }
    total.images += inline_images(page);
    return total;
  }

 private:
  /// Poppler passes over pictures inside content streams ("BI", a dictionary, "ID", bytes) without a word.
  static std::uint64_t inline_images(Page& page) {
    Object contents = page.getContents();
    std::uint64_t found = 0;
    const int streams = contents.isArray() ? contents.arrayGetLength() : 1;
    for (int i = 0; i < streams; ++i) {
      const Object stream = contents.isArray() ? contents.arrayGet(i) : contents.copy();
      bool cut = false;
      if (stream.isStream()) found += count_inline(stream_bytes(*stream.getStream(), kMaxContentBytes, cut));
    }
    return found;
  }
  static std::uint64_t count_inline(std::string_view content) {
    const std::size_t last_data = content.rfind("ID");
    if (last_data == content.npos) return 0;
    std::uint64_t found = 0;
    const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
    for (std::size_t at = content.find("BI"); at != content.npos; at = content.find("BI", at + 2)) {
      const bool alone =
          (at == 0 || blank(content[at - 1])) && at + 2 < content.size() && (blank(content[at + 2]) || content[at + 2] == '/');
      found += alone && at < last_data;
    }
    return found;
  }
  static constexpr std::size_t kMaxContentBytes = 16 << 20;

  static constexpr std::size_t kMaxDictionaries = 256, kMaxNames = 4096;
  enum class Kind : std::uint8_t { kImage, kForm, kOther };

  void look_at_objects(Dict& resources, Seen& seen, std::vector<Object>& open, Unread& total) {
    const Object objects = resources.lookup("XObject");
    if (!objects.isDict()) return;
    const int count = std::min<int>(objects.dictGetLength(), kMaxNames);
    for (int i = 0; i < count; ++i) {
      const Object& entry = objects.dictGetValNF(i);
      const Ref ref = entry.isRef() ? entry.getRef() : Ref::INVALID();
      if (!seen.first_time(ref)) continue;
      const auto known = kinds_.find(ref);
      if (known != kinds_.end() && known->second != Kind::kForm) {
        total.images += known->second == Kind::kImage;
        continue;
      }
      const Object object = objects.getDict()->getVal(i);
      const Kind kind = kind_of(object);
      if (ref != Ref::INVALID()) kinds_.emplace(ref, kind);
      total.images += kind == Kind::kImage;
      if (kind == Kind::kForm) open.push_back(object.streamGetDict()->lookup("Resources"));
    }
  }

  static Kind kind_of(const Object& object) {
    if (!object.isStream()) return Kind::kOther;
    const Object subtype = object.streamGetDict()->lookup("Subtype");
    return subtype.isName("Image") ? Kind::kImage : subtype.isName("Form") ? Kind::kForm : Kind::kOther;
  }

  /// Poppler skips tiling patterns when it extracts text; one with a font may hold some.
  static void look_at_patterns(Dict& resources, Seen& seen, Unread& total) {
    const Object patterns = resources.lookup("Pattern");
    if (!patterns.isDict()) return;
    const int count = std::min<int>(patterns.dictGetLength(), kMaxNames);
    for (int i = 0; i < count; ++i) {
      const Object& entry = patterns.dictGetValNF(i);
      if (!seen.first_time(entry.isRef() ? entry.getRef() : Ref::INVALID())) continue;
      const Object pattern = patterns.getDict()->getVal(i);
      if (!pattern.isStream()) continue;
      const Object inner = pattern.streamGetDict()->lookup("Resources");
      total.patterns_with_text +=
          inner.isDict() && inner.dictLookup("Font").isDict() && inner.dictLookup("Font").dictGetLength() > 0;
    }
  }

  std::map<Ref, Kind> kinds_;
};

/// Layers that are switched off hide text from readers of the page, not from us.
void show_all_layers(PDFDoc& document) {
  OCGs* layers = document.getOptContentConfig();
  if (layers == nullptr || !layers->isOk()) return;
  for (const auto& [ref, group] : layers->getOCGs()) group->setState(OptionalContentGroup::On);
}

/// An annotation without an appearance of its own would get one from Poppler, made of the contents that notes.cc reads.
bool has_appearance(Annot* note, void*) {
  const Object& object = note->getAnnotObj();
  return object.isDict() && !object.dictLookupNF("AP").isNull();
}

void say_what_was_unread(Sink& sink, const PageTally& tally, const Unread& unread, const Locator& page) {
  const bool mute = tally.characters == 0 && (tally.strings > 0 || tally.unmapped > 0);
  if (mute || tally.longest_run > kHarmlessRun || tally.unmapped > kHarmlessOnPage) {
    sink.gap(GapClass::kContent, Reason::kUnmappedText, {}, &page,
             std::to_string(tally.unmapped) + " glyphs without a Unicode value in " + std::to_string(tally.strings) + " strings");
  }
  if (unread.patterns_with_text > 0) {
    sink.gap(GapClass::kContent, Reason::kUnsupportedMethod, {}, &page, "tiling pattern with a font");
  }
  if (unread.images == 0) return;
  sink.gap(GapClass::kPixelsOrSound, Reason::kNotLookedAt, {}, &page, std::to_string(unread.images) + " pictures");
}

class Pages {
 public:
  Pages(PDFDoc& document, Reading& reading, Complaints& complaints)
      : document_(document), reading_(reading), complaints_(complaints), device_(reading.sink.budget()) {}

  bool read() {
    show_all_layers(document_);
    const int count = document_.getNumPages();
    if (count <= 0) reading_.sink.gap(GapClass::kContent, Reason::kBadStructure, {}, nullptr, "no pages");
    for (int number = 1; number <= count && missing_in_a_row_ < kMaxMissingInARow; ++number) {
      if (!reading_.sink.budget().tick()) return false;
      complaints_.at_page(static_cast<std::uint64_t>(number));
      if (!read_page(number)) return false;
    }
    complaints_.at_page(0);
    if (missing_in_a_row_ < kMaxMissingInARow) return true;
    reading_.sink.gap(GapClass::kContent, Reason::kBadStructure, {}, nullptr, "more pages announced than can be found");
    return reading_.sink.budget().ok();
  }

 private:
  bool read_page(int number) {
    const Locator here{LocatorKind::kPage, "", static_cast<std::uint64_t>(number)};
    Page* page = document_.getPage(number);
    if (page == nullptr || !page->isOk()) {
      ++missing_in_a_row_;
      reading_.sink.gap(GapClass::kContent, Reason::kBadStructure, {}, &here, "page cannot be found");
      return reading_.sink.budget().ok();
    }
    missing_in_a_row_ = 0;
    device_.begin();
    document_.displayPage(&device_, number, kDpi, kDpi, 0, /*useMediaBox=*/true, /*crop=*/false, /*printing=*/false,
                          &PageDevice::must_stop, &device_, &has_appearance, nullptr);
    if (!deliver(here)) return false;
    say_what_was_unread(reading_.sink, device_.tally(), resources_.of(*page), here);
    return read_notes(*page, number, reading_);
  }

  bool deliver(const Locator& here) {
    std::string text = device_.take_text();
    while (!text.empty() && text.back() == '\n') text.pop_back();
    if (!reading_.say(here.kind, "", here.number, "", text)) return false;
    return reading_.say(here.kind, "", here.number, "", device_.take_loose());
  }

  PDFDoc& document_;
  Reading& reading_;
  Complaints& complaints_;
  PageDevice device_;
  Resources resources_;
  int missing_in_a_row_ = 0;
};

}  // namespace

bool read_pages(PDFDoc& document, Reading& reading, Complaints& complaints) {
  return Pages(document, reading, complaints).read();
}

}  // namespace assay::extract::pdf
