#include "extract/pdf/notes.h"

#include <array>
#include <vector>

#include "extract/pdf/files.h"
#include "extract/pdf/forms.h"

namespace assay::extract::pdf {
namespace {

constexpr std::size_t kMaxStringBytes = 16 << 20;
constexpr int kMaxActions = 1000;
/// Where annotations keep text (ISO 32000-2, 12.5.2, 12.5.6.2): contents, author, subject, rich text, name, destination.
constexpr std::array kTextKeys{"Contents", "T", "Subj", "RC", "TU", "NM"};
bool read_strings(const Object& note, std::string_view kind, std::uint64_t page, Reading& reading) {
  for (const char* key : kTextKeys) {
    Object value = note.dictLookup(key);
    if (!reading.say(LocatorKind::kAnnotation, kind, page, key, text_or_stream(value, kMaxStringBytes))) return false;
  }
  return true;
}

/// AA: a dictionary of actions by event.
bool read_additional(const Object& note, std::string_view kind, std::uint64_t page, Reading& reading) {
  const Object events = note.dictLookup("AA");
  if (!events.isDict()) return true;
  for (int i = 0; i < events.dictGetLength(); ++i) {
    if (!read_action(events.getDict()->getVal(i), LocatorKind::kAnnotation, kind, page, reading)) return false;
  }
  return true;
}

bool read_note(const Object& entry, const Object& note, std::uint64_t page, Reading& reading) {
  const std::string kind = text_of(note.dictLookup("Subtype"));
  if (kind == "Widget") return read_widget(entry, note, page, reading);
  if (!read_strings(note, kind, page, reading)) return false;
  const Object popup = note.dictLookup("Popup");
  if (popup.isDict() &&
      !reading.say(LocatorKind::kAnnotation, "Popup", page, "Contents", text_of(popup.dictLookup("Contents")))) {
    return false;
  }
  if (!read_action(note.dictLookup("A"), LocatorKind::kAnnotation, kind, page, reading)) return false;
  if (!read_additional(note, kind, page, reading)) return false;
  if (kind == "FileAttachment") return hand_over_file(note.dictLookupNF("FS"), note.dictLookup("FS"), reading);
  if (kind == "Sound" || kind == "Movie" || kind == "Screen" || kind == "RichMedia" || kind == "3D") {
    const Locator here{LocatorKind::kAnnotation, kind, page};
    reading.sink.gap(GapClass::kPixelsOrSound, Reason::kNotLookedAt, {}, &here, "sound, film or model");
  }
  return true;
}

/// A file that an action names: a string or a file specification.
std::string target_of(const Object& action) {
  const Object target = action.dictLookup("F");
  if (!target.isDict()) return text_of(target);
  const std::string unicode = text_of(target.dictLookup("UF"));
  return unicode.empty() ? text_of(target.dictLookup("F")) : unicode;
}

bool read_one_action(const Object& action, LocatorKind kind, std::string_view name, std::uint64_t number, Reading& reading) {
  Object script = action.dictLookup("JS");
  return reading.say(kind, name, number, "URI", text_of(action.dictLookup("URI"))) &&
         reading.say(kind, name, number, "F", target_of(action)) &&
         reading.say(kind, name, number, "JS", text_or_stream(script, kMaxStringBytes));
}

}  // namespace

bool read_action(const Object& action, LocatorKind kind, std::string_view name, std::uint64_t number, Reading& reading) {
  std::vector<Object> open;
  open.push_back(action.copy());
  Seen seen;
  for (int done = 0; !open.empty() && done < kMaxActions; ++done) {
    const Object current = std::move(open.back());
    open.pop_back();
    if (!current.isDict()) continue;
    if (!read_one_action(current, kind, name, number, reading)) return false;
    const Object& next = current.dictLookupNF("Next");
    if (next.isRef() && !seen.first_time(next.getRef())) continue;
    Object chained = current.dictLookup("Next");
    if (chained.isDict())
      open.push_back(std::move(chained));
    else if (chained.isArray()) {
      for (int i = chained.arrayGetLength() - 1; i >= 0; --i) open.push_back(chained.arrayGet(i));
    }
  }
  return reading.sink.budget().ok();
}

bool read_notes(Page& page, int number, Reading& reading) {
  const Object notes = page.getAnnotsObject();
  if (!notes.isArray()) return true;
  const auto at = static_cast<std::uint64_t>(number);
  for (int i = 0; i < notes.arrayGetLength(); ++i) {
    if (!reading.sink.budget().tick()) return false;
    const Object note = notes.arrayGet(i);
    if (note.isDict() && !read_note(notes.arrayGetNF(i), note, at, reading)) return false;
  }
  return true;
}

}  // namespace assay::extract::pdf
