#include "identify/text_test.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/unicode.h"

namespace assay::identify {
namespace {

/// Bytes by what they say about text.
struct Census {
  std::size_t nuls = 0, controls = 0, high = 0;
};

using Lanes = unsigned char __attribute__((vector_size(16)));

std::size_t sum(const Lanes& lanes) {
  std::size_t total = 0;
  for (std::size_t i = 0; i < sizeof(Lanes); ++i) total += lanes[i];
  return total;
}

bool is_control(unsigned char c) { return c < 0x20 && !(c >= 8 && c <= 13) && c != 0x1B; }

/// Looks at 255 * 16 bytes, so that no lane overflows; a head has 16 more.
Census count(std::string_view head) {
  head = head.substr(0, 255 * sizeof(Lanes));
  Lanes nuls = {}, controls = {}, high = {};
  std::size_t at = 0;
  for (; at + sizeof(Lanes) <= head.size(); at += sizeof(Lanes)) {
    Lanes c;
    std::memcpy(&c, head.data() + at, sizeof c);
    nuls -= static_cast<Lanes>(c == 0);
    high += c >> 7;
    // Unsigned comparison with a bound is one minimum and one equality.
    const Lanes low = static_cast<Lanes>((c & 0xE0) == 0), spaces = static_cast<Lanes>(static_cast<Lanes>(c - 8) <= 5);
    controls -= low & ~spaces & static_cast<Lanes>(c != 0x1B);
  }
  Census census{sum(nuls), sum(controls), sum(high)};
  for (; at < head.size(); ++at) {
    const auto c = static_cast<unsigned char>(head[at]);
    census.nuls += c == 0;
    census.high += c >> 7;
    census.controls += is_control(c);
  }
  census.controls -= census.nuls;
  return census;
}

unsigned byte_at(std::string_view head, std::size_t at) { return static_cast<unsigned char>(head[at]); }

/// UTF-16 without mark: well-formed, no odd control characters, and NULs where Latin text has them.
bool is_utf16(std::string_view head, std::size_t high_byte) {
  std::size_t units = 0, latin = 0;
  for (std::size_t at = 0; at + 2 <= head.size(); at += 2, ++units) {
    const unsigned high = byte_at(head, at + high_byte), low = byte_at(head, at + 1 - high_byte);
    if (high == 0 && (low == 0 || low == 0x7F || is_control(static_cast<unsigned char>(low)))) return false;
    if (high == 0xFF && low >= 0xFE) return false;
    latin += high == 0;
  }
  return units >= 2 && latin * 20 >= units;
}

bool is_utf32(std::string_view head) {
  if (head.size() < 8) return false;
  bool little = true, big = true;
  for (std::size_t at = 0; at + 4 <= head.size(); at += 4) {
    little = little && head[at + 3] == 0 && byte_at(head, at + 2) <= 0x10 && (head[at] != 0 || head[at + 1] != 0);
    big = big && head[at] == 0 && byte_at(head, at + 1) <= 0x10 && (head[at + 3] != 0 || head[at + 2] != 0);
  }
  return little || big;
}

TextWidth wide(std::string_view head, const Census& census) {
  if (head.starts_with(std::string_view("\xFF\xFE\0\0", 4)) || head.starts_with(std::string_view("\0\0\xFE\xFF", 4))) {
    return TextWidth::kUtf32;
  }
  // A mark alone does not make text: MP3 frames begin alike.
  const std::string_view rest = head.substr(std::min<std::size_t>(2, head.size()));
  if (head.starts_with("\xFF\xFE") && is_utf16(rest, 1)) return TextWidth::kUtf16Little;
  if (head.starts_with("\xFE\xFF") && is_utf16(rest, 0)) return TextWidth::kUtf16Big;
  // Other scripts than Latin leave bytes in UTF-16 that are no ASCII.
  const bool ascii_with_nuls = census.high == 0 && census.controls == 0 && census.nuls * 5 < head.size();
  if (census.nuls * 40 < head.size() || ascii_with_nuls) return TextWidth::kNone;
  if (is_utf32(head)) return TextWidth::kUtf32;
  if (is_utf16(head, 1)) return TextWidth::kUtf16Little;
  return is_utf16(head, 0) ? TextWidth::kUtf16Big : TextWidth::kNone;
}

/// UTF-8 but for a sequence that the end of the head may have cut.
bool is_utf8_head(std::string_view head) { return head.size() - base::valid_utf8_prefix(head) < 4; }

bool is_byte_text(std::string_view head, const Census& census) {
  if (census.nuls * 4 > head.size()) return false;
  if (census.high == 0 || is_utf8_head(head)) return census.controls * 100 <= head.size();
  return census.controls == 0 && census.nuls == 0;
}

}  // namespace

TextWidth text_width(std::string_view head) {
  if (head.empty()) return TextWidth::kNone;
  const Census census = count(head);
  if (census.nuls > 0 || census.high > 0) {
    const TextWidth width = wide(head, census);
    if (width != TextWidth::kNone) return width;
  }
  return is_byte_text(head, census) ? TextWidth::kBytes : TextWidth::kNone;
}

std::string_view narrowed(std::string_view head, TextWidth width, std::string& storage) {
  if (width == TextWidth::kBytes) return head.starts_with("\xEF\xBB\xBF") ? head.substr(3) : head;
  const std::size_t step = width == TextWidth::kUtf32 ? 4 : 2;
  for (std::size_t at = 0; at + step <= head.size(); at += step) {
    unsigned low = 0;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < step; ++i) {
      if (head[at + i] != 0) low = byte_at(head, at + i), ++bytes;
    }
    const bool mark = bytes == 2 && at == 0;
    if (!mark) storage += bytes == 1 && low < 0x80 ? static_cast<char>(low) : '?';
  }
  return storage;
}

}  // namespace assay::identify
