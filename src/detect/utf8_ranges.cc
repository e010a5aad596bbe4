#include "detect/utf8_ranges.h"

#include <algorithm>
#include <array>

namespace assay::detect {
namespace {

constexpr std::array<std::uint32_t, 4> kLastOfLength{0x7F, 0x7FF, 0xFFFF, 0x10FFFF};

std::size_t encode(std::uint32_t code_point, std::array<std::uint8_t, 4>& out) {
  std::size_t length = 1;
  while (code_point > kLastOfLength[length - 1]) ++length;
  for (std::size_t i = length; i-- > 1; code_point >>= 6) out[i] = static_cast<std::uint8_t>(0x80 | (code_point & 0x3F));
  constexpr std::array<std::uint8_t, 4> kLead{0x00, 0xC0, 0xE0, 0xF0};
  out[0] = static_cast<std::uint8_t>(kLead[length - 1] | code_point);
  return length;
}

/// Largest prefix of `range` whose bytes are a plain product of byte ranges: one length, and below the first byte that differs
/// all bytes run through their full span.
CodePointRange leading_product(CodePointRange range) {
  for (const std::uint32_t last : kLastOfLength)
    if (range.first <= last) {
      range.last = std::min(range.last, last);
      break;
    }
  if (range.first < 0xD800) range.last = std::min(range.last, 0xD7FFU);
  if (range.first <= 0x7F) return range;
  for (unsigned bits = 18; bits >= 6; bits -= 6) {
    const std::uint32_t low = (1U << bits) - 1;
    if ((range.first & ~low) == (range.last & ~low)) continue;  // same leading bytes
    if ((range.first & low) != 0)
      range.last = std::min(range.last, range.first | low);
    else if ((range.last & low) != low)
      range.last = (range.last & ~low) - 1;
  }
  return range;
}

Node product(CodePointRange range) {
  std::array<std::uint8_t, 4> first{}, last{};
  const std::size_t length = encode(range.first, first);
  encode(range.last, last);
  std::vector<Node> bytes;
  for (std::size_t i = 0; i < length; ++i) bytes.push_back(bytes_node(ByteSet::range(first[i], last[i])));
  return concat_node(std::move(bytes));
}

}  // namespace

void append_utf8_nodes(CodePointRange range, std::vector<Node>& out) {
  while (range.first <= range.last) {
    if (range.first >= 0xD800 && range.first <= 0xDFFF) {
      range.first = 0xE000;
      continue;
    }
    const CodePointRange part = leading_product(range);
    out.push_back(product(part));
    range.first = part.last + 1;
  }
}

}  // namespace assay::detect
