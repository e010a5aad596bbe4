#include "extract/pdf/files.h"

#include <Catalog.h>
#include <Stream.h>

#include <algorithm>
#include <vector>

#include "base/io.h"

namespace assay::extract::pdf {
namespace {

constexpr int kMaxTreeNodes = 100'000;

/// Decoded bytes of a stream; every block is drawn from the budget before it is handed on.
Result<std::size_t, Trouble> read_block(Stream& stream, base::Budget& budget, std::span<char> out) {
  const int want = static_cast<int>(std::min<std::size_t>(out.size(), 1 << 16));
  const int got = stream.doGetChars(want, reinterpret_cast<unsigned char*>(out.data()));
  if (got <= 0) return std::size_t{0};
  if (!budget.draw_expanded(static_cast<std::uint64_t>(got))) return Trouble{budget.stopped(), "embedded file"};
  return static_cast<std::size_t>(got);
}

bool hand_over_stream(const Object& holder, std::string_view name, std::string_view description, Reading& reading) {
  Stream& stream = *holder.getStream();
  const Object type = holder.streamGetDict()->lookup("Subtype");
  base::Budget& budget = reading.sink.budget();
  stream.reset();
  base::FunctionSource source([&](std::span<char> out) { return read_block(stream, budget, out); });
  const std::string media_type = text_of(type);
  const bool go_on = reading.sink.child({.name = name, .media_type = media_type}, source);
  stream.close();
  return go_on && reading.say(LocatorKind::kMetadata, "Desc", 0, "Desc", description);
}

std::string name_of_file(const Object& specification) {
  for (const char* key : {"UF", "F", "Unix", "DOS", "Mac"}) {
    std::string name = text_of(specification.dictLookup(key));
    if (!name.empty()) return name;
  }
  return {};
}

/// Leaves of a name tree (ISO 32000-2, 7.9.6) are pairs in /Names; inner nodes have /Kids.
template <class Visit>
bool walk_names(const Object& root, Visit&& visit) {
  std::vector<Object> open;
  open.push_back(root.copy());
  Seen seen;
  for (int nodes = 0; !open.empty() && nodes < kMaxTreeNodes; ++nodes) {
    const Object node = std::move(open.back());
    open.pop_back();
    if (!node.isDict()) continue;
    const Object names = node.dictLookup("Names");
    for (int i = 1; names.isArray() && i < names.arrayGetLength(); i += 2) {
      if (!visit(names.arrayGetNF(i), names.arrayGet(i))) return false;
    }
    const Object kids = node.dictLookup("Kids");
    for (int i = kids.isArray() ? kids.arrayGetLength() - 1 : -1; i >= 0; --i) {
      const Object& kid = kids.arrayGetNF(i);
      if (!kid.isRef() || seen.first_time(kid.getRef())) open.push_back(kids.arrayGet(i));
    }
  }
  return true;
}

}  // namespace

bool hand_over_file(const Object& entry, const Object& specification, Reading& reading) {
  if (!specification.isDict()) return true;
  if (entry.isRef() && !reading.files.first_time(entry.getRef())) return true;
  const std::string name = name_of_file(specification), description = text_of(specification.dictLookup("Desc"));
  const Object streams = specification.dictLookup("EF");
  if (!streams.isDict()) return reading.say(LocatorKind::kMetadata, "F", 0, "F", name);
  for (const char* key : {"UF", "F", "Unix", "DOS", "Mac"}) {
    const Object& link = streams.dictLookupNF(key);
    if (link.isNull() || (link.isRef() && !reading.files.first_time(link.getRef()))) continue;
    const Object stream = streams.dictLookup(key);
    if (stream.isStream()) {
      if (!hand_over_stream(stream, name, description, reading)) return false;
      continue;
    }
    const Locator here{LocatorKind::kMetadata, "EF", 0};
    reading.sink.gap(GapClass::kContent, Reason::kBadStructure, {}, &here, "embedded file cannot be found");
  }
  return true;
}

bool read_files(PDFDoc& document, Reading& reading) {
  const Object catalog = document.getXRef()->getCatalog();
  if (!catalog.isDict()) return true;
  const Object names = catalog.dictLookup("Names");
  const auto visit = [&](const Object& entry, const Object& value) { return hand_over_file(entry, value, reading); };
  if (names.isDict() && !walk_names(names.dictLookup("EmbeddedFiles"), visit)) return false;
  const Object associated = catalog.dictLookup("AF");
  for (int i = 0; associated.isArray() && i < associated.arrayGetLength(); ++i) {
    if (!hand_over_file(associated.arrayGetNF(i), associated.arrayGet(i), reading)) return false;
  }
  return true;
}

}  // namespace assay::extract::pdf
