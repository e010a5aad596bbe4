#include "base/unicode.h"

#include "base/bytes.h"

namespace assay::base {
namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }
bool continues(std::string_view bytes, std::size_t at) { return at < bytes.size() && is_continuation(bytes[at]); }

// Length of the valid sequence at `at` (first byte >= 0x80), 0 if there is none. RFC 3629, section 4.
std::size_t sequence_length(std::string_view bytes, std::size_t at) {
  const auto lead = static_cast<unsigned char>(bytes[at]);
  if (lead < 0xC2 || lead > 0xF4 || !continues(bytes, at + 1)) return 0;
  if (lead < 0xE0) return 2;
  const auto second = static_cast<unsigned char>(bytes[at + 1]);
  if (lead < 0xF0) {
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) return 0;
    return continues(bytes, at + 2) ? 3 : 0;
  }
  if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) return 0;
  return continues(bytes, at + 2) && continues(bytes, at + 3) ? 4 : 0;
}

}  // namespace

bool is_ascii(std::string_view bytes) { return find_non_ascii(bytes, 0) == bytes.size(); }

std::size_t valid_utf8_prefix(std::string_view bytes) {
  for (std::size_t at = find_non_ascii(bytes, 0); at < bytes.size();) {
    const std::size_t length = sequence_length(bytes, at);
    if (length == 0) return at;
    at += length;
    // Words of other scripts are runs of them.
    if (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) at = find_non_ascii(bytes, at);
  }
  return bytes.size();
}

char32_t next_code_point(std::string_view valid, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(valid[i])); };
  const char32_t lead = byte(at++);
  if (lead < 0x80) return lead;
  const int more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  char32_t point = lead & (0x3FU >> more);
  for (int i = 0; i < more && at < valid.size(); ++i) point = (point << 6) | (byte(at++) & 0x3F);
  return point;
}

void append_utf8(std::string& out, char32_t point) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((point >> shift) & 0x3F)); };
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | (point >> 6));
    tail(0);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0 | (point >> 12));
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0 | (point >> 18));
    tail(12), tail(6), tail(0);
  }
}

std::size_t code_point_start(std::string_view valid, std::size_t at) {
  while (at > 0 && continues(valid, at)) --at;
  return at;
}

std::size_t back_code_points(std::string_view valid, std::size_t at, std::size_t count) {
  const char* const text = valid.data();
  at = at < valid.size() ? at : valid.size();
  if (count <= at && is_ascii(valid.substr(at - count, count))) return at - count;
  while (count > 0 && at > 0) count -= is_continuation(text[--at]) ? 0 : 1;
  return at;
}

std::size_t forward_code_points(std::string_view valid, std::size_t at, std::size_t count) {
  if (at + count <= valid.size() && is_ascii(valid.substr(at, count))) return at + count;
  const char* const text = valid.data();
  for (; count > 0 && at < valid.size(); --count)
    for (++at; at < valid.size() && is_continuation(text[at]);) ++at;
  return at;
}

std::string printable_name(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  while (!bytes.empty()) {
    const std::size_t good = valid_utf8_prefix(bytes);
    out.append(bytes.substr(0, good));
    bytes.remove_prefix(good);
    if (bytes.empty()) break;
    const auto bad = static_cast<unsigned char>(bytes.front());
    out += {'%', kDigits[bad >> 4], kDigits[bad & 15]};
    bytes.remove_prefix(1);
  }
  return out;
}

}  // namespace assay::base
