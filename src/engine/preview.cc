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

std::string shorten_middle(const std::string& text) {
  if (text.size() <= kLongestMasked) return text;
  const std::size_t head = base::forward_code_points(text, 0, kLongestMasked / 2);
  const std::size_t tail = base::back_code_points(text, text.size(), kLongestMasked / 2 - 1);
  return head >= tail ? text : text.substr(0, head) + "\u2026" + text.substr(tail);
}

// A neighbour: the part of it inside [from, to) is masked whole, so that a value cut by the edge shows nothing.
std::string masked_neighbour(std::string_view value) {
  std::string out;
  out.reserve(value.size());
  for (char byte : value)
    if (!continues(byte)) out += hidden_byte(byte) ? '*' : static_cast<unsigned char>(byte) < 0x20 ? ' ' : byte;
  return shorten_middle(out);
}

struct Side {
  std::string_view text;
  std::uint64_t base;
  std::span<const TextRange> sensitive;

  std::string render(std::uint64_t from, std::uint64_t to) const {
    std::string out;
    out.reserve(to - from);
    std::uint64_t at = from;
    for (const TextRange& range : sensitive) {
      if (range.end <= at || range.begin >= to) continue;
      const std::uint64_t begin = std::max(range.begin, at), end = std::min(range.end, to);
      append_visible(out, text.substr(at - base, begin - at));
      out += masked_neighbour(text.substr(begin - base, end - begin));
      at = end;
    }
    append_visible(out, text.substr(at - base, to - at));
    return out;
  }
};

// Drops code points from the outer ends until all fits.
void fit(std::string& before, const std::string& middle, std::string& after) {
  while (before.size() + middle.size() + after.size() > kPreviewBytes && (!before.empty() || !after.empty())) {
    if (before.size() >= after.size())
      before.erase(0, base::forward_code_points(before, 0, 1));
    else
      after.resize(base::back_code_points(after, after.size(), 1));
  }
}

}  // namespace

std::string mask(std::string_view value) {
  const auto is_hidden = [](char byte) { return !continues(byte) && hidden_byte(byte); };
  const auto count = static_cast<std::size_t>(std::count_if(value.begin(), value.end(), is_hidden));
  const std::size_t ends = shown_ends(count);
  std::string out;
  out.reserve(value.size());
  bool hide = false;
  std::size_t seen = 0;
  for (char byte : value) {
    if (!continues(byte)) {  // What follows a lead is hidden with it, under one star.
      hide = hidden_byte(byte) && seen >= ends && seen < count - ends;
      seen += hidden_byte(byte) ? 1 : 0;
      out += hide ? '*' : is_control(byte) ? ' ' : byte;
    } else if (!hide) {
      out += byte;
    }
  }
  return shorten_middle(out);
}

std::string preview(std::string_view text, std::uint64_t base, TextRange match, std::span<const TextRange> sensitive) {
  const std::size_t begin = match.begin - base, end = match.end - base;
  const std::size_t from = base::back_code_points(text, begin, kPreviewContext);
  const std::size_t to = base::forward_code_points(text, end, kPreviewContext);
  const Side side{text, base, sensitive};
  std::string before = side.render(base + from, match.begin);
  const std::string middle = mask(text.substr(begin, end - begin));
  std::string after = side.render(match.end, base + to);
  fit(before, middle, after);
  return before + middle + after;
}

}  // namespace assay::engine
