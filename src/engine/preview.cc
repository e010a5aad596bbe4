#include "engine/preview.h"

#include <algorithm>

#include "base/unicode.h"

namespace assay::engine {
namespace {

constexpr std::size_t kLongestMasked = 48;  // Code points; the middle of longer ones is left out.

bool hidden(char32_t point) {
  return point >= 0x80 || (point >= '0' && point <= '9') || ((point | 0x20) >= 'a' && (point | 0x20) <= 'z');
}
/// The first byte of a code point says whether it is hidden.
bool hidden_byte(char lead) { return hidden(static_cast<unsigned char>(lead)); }
bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// How many hidden characters stay readable at each end.
std::size_t shown_ends(std::size_t hidden_count) { return hidden_count >= 12 ? 2 : 0; }

bool is_control(char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F; }

// C1 controls: U+0080 to U+009F are C2 80 to C2 9F.
bool is_c1(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0;
}

void append_visible(std::string& out, std::string_view text) {
  const std::size_t before = out.size();
  out.append(text);
  char* to = out.data() + before;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool c1 = text[at] == '\xC2' && is_c1(text, at);
    *to++ = c1 || is_control(text[at]) ? ' ' : text[at];
    at += c1 ? 1 : 0;
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
}

// Leaves out the middle of what stands behind `from`.
void shorten_middle(std::string& text, std::size_t from) {
  if (text.size() - from <= kLongestMasked) return;
  const std::size_t head = base::forward_code_points(text, from, kLongestMasked / 2);
  const std::size_t tail = base::back_code_points(text, text.size(), kLongestMasked / 2 - 1);
  if (head < tail) text.replace(head, tail - head, "\u2026");
}

// A neighbour: the part of it inside [from, to) is masked whole, so that a value cut by the edge shows nothing.
void append_neighbour(std::string& out, std::string_view value) {
  const std::size_t before = out.size();
  for (char byte : value)
    if (!continues(byte)) out += hidden_byte(byte) ? '*' : static_cast<unsigned char>(byte) < 0x20 ? ' ' : byte;
  shorten_middle(out, before);
}

// What follows a lead is hidden with it, under one star.
void append_masked(std::string& out, std::string_view value) {
  const auto is_hidden = [](char byte) { return !continues(byte) && hidden_byte(byte); };
  const auto count = static_cast<std::size_t>(std::count_if(value.begin(), value.end(), is_hidden));
  const std::size_t ends = shown_ends(count), before = out.size();
  bool hide = false;
  std::size_t seen = 0;
  for (char byte : value) {
    if (continues(byte)) {
      if (!hide) out += byte;
      continue;
    }
    hide = hidden_byte(byte) && seen >= ends && seen < count - ends;
    seen += hidden_byte(byte) ? 1 : 0;
    out += hide ? '*' : is_control(byte) ? ' ' : byte;
  }
  shorten_middle(out, before);
}

struct Surroundings {
  std::string_view text;
  std::uint64_t base;
  std::span<const TextRange> sensitive;

  void append(std::string& out, std::uint64_t from, std::uint64_t to) const {
    std::uint64_t at = from;
    for (const TextRange& range : sensitive) {
      if (range.end <= at || range.begin >= to) continue;
      const std::uint64_t begin = std::max(range.begin, at), end = std::min(range.end, to);
      append_visible(out, text.substr(at - base, begin - at));
      append_neighbour(out, text.substr(begin - base, end - begin));
      at = end;
    }
    append_visible(out, text.substr(at - base, to - at));
  }
};

// Drops code points from the outer ends, the longer side first, until all fits. The middle is [begin, end).
void fit(std::string& text, std::size_t begin, std::size_t end) {
  std::size_t from = 0, to = text.size();
  while (to - from > kPreviewBytes && (from < begin || to > end)) {
    if (begin - from >= to - end)
      from = base::forward_code_points(text, from, 1);
    else
      to = base::back_code_points(text, to, 1);
  }
  text.resize(to);
  text.erase(0, from);
}

}  // namespace

std::string mask(std::string_view value) {
  std::string out;
  append_masked(out, value);
  return out;
}

std::string preview(std::string_view text, std::uint64_t base, TextRange match, std::span<const TextRange> sensitive) {
  const std::size_t begin = match.begin - base, end = match.end - base;
  const std::size_t from = base::back_code_points(text, begin, kPreviewContext);
  const std::size_t to = base::forward_code_points(text, end, kPreviewContext);
  const Surroundings around{text, base, sensitive};
  std::string out;
  out.reserve(to - from);
  around.append(out, base + from, match.begin);
  const std::size_t middle = out.size();
  append_masked(out, text.substr(begin, end - begin));
  const std::size_t middle_end = out.size();
  around.append(out, match.end, base + to);
  fit(out, middle, middle_end);
  return out;
}

}  // namespace assay::engine
