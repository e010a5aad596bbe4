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

void Edit::put(std::string_view bytes) {
  size = static_cast<std::uint8_t>(std::min(bytes.size(), sizeof by));
  std::memcpy(by, bytes.data(), size);
}

/// What an edit removed stands at the place where the text goes on: between two bytes.
bool Reading::is_touched(std::size_t begin, std::size_t end) const {
  const auto at = std::lower_bound(touched.begin(), touched.end(), begin);
  return at != touched.end() && *at < end;
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
    if (edit.active) out.touched.push_back(out.text.size());
    out.map.unit(out.text.size(), edit.size, edit.begin, static_cast<std::uint32_t>(edit.end - edit.begin));
    out.text.append(edit.view());
    at = edit.end;
  }
  copy(end);
  make_valid(out.text);
}

}  // namespace assay::normalize
