#include "normalize/reading.h"

#include <algorithm>
#include <cstring>

#include "base/unicode.h"

namespace assay::normalize {
namespace {
void make_valid(std::string& text) {
  for (std::size_t at = base::valid_utf8_prefix(text); at < text.size();) {
    text[at++] = '?';
    at += base::valid_utf8_prefix(std::string_view(text).substr(at));
  }
}
}  // namespace

std::string_view name_of(Trick trick) {
  switch (trick) {
    case Trick::kNone:
      return {};
    case Trick::kReference:
      return "character references";
    case Trick::kPercent:
      return "percent escapes";
    case Trick::kQuotedPrintable:
      return "quoted-printable";
    case Trick::kBase64:
      return "base64";
    case Trick::kSeparators:
      return "separators between its characters";
    case Trick::kLineWrap:
      return "a line end";
    case Trick::kLookalike:
      return "letters that look like digits";
  }
  return {};
}

void Edit::put(std::string_view bytes) {
  size = static_cast<std::uint8_t>(std::min(bytes.size(), sizeof by));
  if (size != 0) std::memcpy(by, bytes.data(), size);  // of nothing the data may be null
}

/// What an edit removed stands at the place where the text goes on: between two bytes.
Trick Reading::trick_in(std::size_t begin, std::size_t end) const {
  const auto first =
      std::lower_bound(touched.begin(), touched.end(), begin, [](const Touch& touch, std::size_t at) { return touch.at < at; });
  return first != touched.end() && first->at < end ? first->trick : Trick::kNone;
}

void read_with(std::string_view text, std::size_t begin, std::size_t end, std::span<const Edit> edits, Reading& out) {
  out.text.clear();
  out.map.clear();
  out.touched.clear();
  std::size_t at = begin;
  const auto copy = [&](std::size_t to) {
    out.map.linear(out.text.size(), at, to - at);
    out.text.append(text.substr(at, to - at));
  };
  for (const Edit& edit : edits) {
    if (edit.begin < at || edit.end > end) continue;
    copy(edit.begin);
    if (edit.active) out.touched.push_back({out.text.size(), edit.trick});
    out.map.unit(out.text.size(), edit.size, edit.begin, static_cast<std::uint32_t>(edit.end - edit.begin));
    out.text.append(edit.view());
    at = edit.end;
  }
  copy(end);
  make_valid(out.text);
}

}  // namespace assay::normalize
