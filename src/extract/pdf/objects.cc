#include "extract/pdf/objects.h"

#include <Stream.h>
#include <UTF.h>
#include <goo/gmem.h>

#include <algorithm>

#include "base/unicode.h"

namespace assay::extract::pdf {

std::string made_valid(std::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    const std::size_t good = base::valid_utf8_prefix(bytes);
    out.append(bytes.substr(0, good));
    if (good == bytes.size()) break;
    out.append("\xEF\xBF\xBD");
    bytes.remove_prefix(good + 1);
  }
  return out;
}

std::string text_of(const GooString& string) {
  const std::string& raw = string.toStr();
  if (raw.starts_with("\xEF\xBB\xBF")) return made_valid(std::string_view(raw).substr(3));
  Unicode* points = nullptr;
  const int count = TextStringToUCS4(raw, &points);
  std::string out;
  for (int i = 0; i < count; ++i) {
    const char32_t point = points[i];
    const bool valid = point < 0xD800 || (point > 0xDFFF && point <= 0x10FFFF);
    base::append_utf8(out, valid ? point : U'\uFFFD');
  }
  if (count > 0) gfree(points);
  return out;
}

std::string text_of(const Object& object) {
  if (object.isString()) return text_of(*object.getString());
  if (object.isName()) return made_valid(object.getName());
  return {};
}

std::string stream_bytes(Stream& stream, std::size_t max, bool& cut) {
  std::string out;
  unsigned char block[4096];
  stream.reset();
  cut = false;
  for (int got; (got = stream.doGetChars(sizeof block, block)) > 0;) {
    const std::size_t take = std::min<std::size_t>(static_cast<std::size_t>(got), max - out.size());
    out.append(reinterpret_cast<const char*>(block), take);
    cut = take < static_cast<std::size_t>(got);
    if (cut) break;
  }
  stream.close();
  return out;
}

std::string text_or_stream(Object& object, std::size_t max) {
  if (!object.isStream()) return text_of(object);
  bool cut = false;
  const GooString bytes(stream_bytes(*object.getStream(), max, cut));
  return text_of(bytes);
}

bool Reading::say(LocatorKind kind, std::string_view name, std::uint64_t number, std::string_view field, std::string_view utf8) {
  if (utf8.empty()) return sink.budget().ok();
  const Locator where{kind, std::string(name), number};
  return sink.text(utf8, {.locator = &where, .join = Join::kBreak, .field = field});
}

}  // namespace assay::extract::pdf
