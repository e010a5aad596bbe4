#include "extract/pdf/forms.h"

#include <Catalog.h>

#include <vector>

#include "extract/pdf/notes.h"
#include "extract/pdf/xml_text.h"

namespace assay::extract::pdf {
namespace {

constexpr std::size_t kMaxStringBytes = 16 << 20, kMaxXfaBytes = 64 << 20;
constexpr int kMaxParents = 64, kMaxFields = 1'000'000;

/// "person.name": partial names from the root down (ISO 32000-2, 12.7.4.2).
std::string full_name(const Object& field) {
  std::string name = text_of(field.dictLookup("T"));
  Object above = field.dictLookup("Parent");
  for (int i = 0; i < kMaxParents && above.isDict(); ++i) {
    const std::string partial = text_of(above.dictLookup("T"));
    if (!partial.empty()) name = name.empty() ? partial : partial + "." + name;
    above = above.dictLookup("Parent");
  }
  return name;
}

struct Place {
  const std::string& name;
  std::uint64_t page;
  Reading& reading;
  bool say(std::string_view text) const { return reading.say(LocatorKind::kFormField, name, page, name, text); }
};

bool say_value(Object value, const Place& place);

/// A value, a list of values, or pairs of export value and label (/Opt).
bool say_list(const Object& list, const Place& place) {
  for (int i = 0; i < list.arrayGetLength(); ++i) {
    Object item = list.arrayGet(i);
    if (!item.isArray()) {
      if (!place.say(text_or_stream(item, kMaxStringBytes))) return false;
      continue;
    }
    for (int k = 0; k < item.arrayGetLength(); ++k) {
      if (!place.say(text_of(item.arrayGet(k)))) return false;
    }
  }
  return true;
}

bool say_value(Object value, const Place& place) {
  if (value.isArray()) return say_list(value, place);
  if (!value.isDict()) return place.say(text_or_stream(value, kMaxStringBytes));
  for (const char* key : {"Name", "Reason", "Location", "ContactInfo"}) {  // signature dictionary, 12.8.1
    if (!place.say(text_of(value.dictLookup(key)))) return false;
  }
  return true;
}

bool read_field(const Object& field, std::uint64_t page, Reading& reading) {
  const std::string name = full_name(field);
  const Place place{name, page, reading};
  if (!field.dictLookupNF("T").isNull() && !place.say(name)) return false;
  for (const char* key : {"TU", "V", "DV", "Opt", "RV", "Contents"}) {
    if (!say_value(field.dictLookup(key), place)) return false;
  }
  const Object look = field.dictLookup("MK");
  for (const char* key : {"CA", "RC", "AC"}) {
    if (look.isDict() && !place.say(text_of(look.dictLookup(key)))) return false;
  }
  const Object events = field.dictLookup("AA");
  for (int i = 0; events.isDict() && i < events.dictGetLength(); ++i) {
    if (!read_action(events.getDict()->getVal(i), LocatorKind::kFormField, name, page, reading)) return false;
  }
  return read_action(field.dictLookup("A"), LocatorKind::kFormField, name, page, reading);
}

bool read_once(const Object& entry, const Object& field, std::uint64_t page, Reading& reading) {
  if (entry.isRef() && !reading.fields.first_time(entry.getRef())) return true;
  return !field.isDict() || read_field(field, page, reading);
}

bool read_fields(const Object& fields, Reading& reading) {
  std::vector<std::pair<Object, Object>> open;  // as referred to, fetched
  const auto push = [&](const Object& list) {
    for (int i = list.isArray() ? list.arrayGetLength() - 1 : -1; i >= 0; --i) {
      open.emplace_back(list.arrayGetNF(i).copy(), list.arrayGet(i));
    }
  };
  push(fields);
  Seen seen;
  for (int done = 0; !open.empty() && done < kMaxFields; ++done) {
    const auto [entry, field] = std::move(open.back());
    open.pop_back();
    if (entry.isRef() && !seen.first_time(entry.getRef())) continue;
    if (!reading.sink.budget().tick() || !read_once(entry, field, 0, reading)) return false;
    if (field.isDict()) push(field.dictLookup("Kids"));
  }
  return true;
}

/// One stream, or an array of names and streams that together are one XML document (12.7.9.3).
std::string xfa_bytes(const Object& xfa, bool& cut) {
  if (xfa.isStream()) return stream_bytes(*xfa.getStream(), kMaxXfaBytes, cut);
  std::string all;
  for (int i = 0; xfa.isArray() && i < xfa.arrayGetLength() && !cut; ++i) {
    const Object packet = xfa.arrayGet(i);
    if (packet.isStream()) all += stream_bytes(*packet.getStream(), kMaxXfaBytes - all.size(), cut);
  }
  return all;
}

bool read_xfa(const Object& xfa, Reading& reading) {
  if (!xfa.isStream() && !xfa.isArray()) return true;
  bool cut = false;
  const std::string xml = xfa_bytes(xfa, cut);
  const Locator here{LocatorKind::kFormField, "XFA", 0};
  if (cut) reading.sink.gap(GapClass::kContent, Reason::kMemory, {}, &here, "XFA form beyond 64 MiB");
  if (!reading.sink.budget().draw_expanded(xml.size())) return false;
  return say_xml(xml, LocatorKind::kFormField, "XFA", reading);
}

}  // namespace

bool read_widget(const Object& entry, const Object& widget, std::uint64_t page, Reading& reading) {
  if (!read_once(entry, widget, page, reading)) return false;
  Object link = widget.dictLookupNF("Parent").copy(), above = widget.dictLookup("Parent");
  for (int i = 0; i < kMaxParents && above.isDict(); ++i) {
    if (!read_once(link, above, page, reading)) return false;
    link = above.dictLookupNF("Parent").copy();
    above = above.dictLookup("Parent");
  }
  return true;
}

bool read_form(PDFDoc& document, Reading& reading) {
  const Object* form = document.getCatalog()->getAcroForm();
  if (form == nullptr || !form->isDict()) return true;
  return read_fields(form->dictLookup("Fields"), reading) && read_xfa(form->dictLookup("XFA"), reading);
}

}  // namespace assay::extract::pdf
