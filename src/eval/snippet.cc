#include "eval/snippet.h"

#include <algorithm>

namespace assay::eval {
namespace {

constexpr std::uint64_t kAround = 60, kValue = 120;

bool inner_byte(char byte) { return (byte & 0xC0) == 0x80; }

char shape(char byte) {
  if (byte >= '0' && byte <= '9') return '#';
  if (byte >= 'A' && byte <= 'Z') return 'X';
  return (byte >= 'a' && byte <= 'z') || (byte & 0x80) != 0 ? 'x' : byte;
}

std::string masked(const std::string& text, std::uint64_t begin, std::uint64_t end, const std::vector<TextRange>& hidden) {
  std::string out;
  for (std::uint64_t at = begin; at < end; ++at) {
    const bool hide = std::any_of(hidden.begin(), hidden.end(), [at](const TextRange& range) { return range.contains(at); });
    if (!hide)
      out += text[at];
    else if (!inner_byte(text[at]))
      out += shape(text[at]);
  }
  return out;
}

}  // namespace

Snippet snippet(const std::string& text, const TextRange& place, const std::vector<TextRange>& hidden) {
  const std::uint64_t size = text.size(), at = std::min(place.begin, size), stop = std::min(place.end, size);
  std::uint64_t begin = at - std::min(at, kAround), end = std::min(stop + kAround, size), cut = std::min(stop, at + kValue);
  while (begin < at && inner_byte(text[begin])) ++begin;
  while (end < size && end > stop && inner_byte(text[end])) --end;
  while (cut < stop && cut > at && inner_byte(text[cut])) --cut;
  return {masked(text, begin, at, hidden), masked(text, at, cut, hidden) + (cut < stop ? "…" : ""),
          masked(text, stop, end, hidden)};
}

}  // namespace assay::eval
