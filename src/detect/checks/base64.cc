// base64, and checks on what it holds.
#include "detect/checks/base64.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"
#include "detect/checks/assigned.h"
#include "detect/checks/families.h"
#include "detect/checks/json_keys.h"

namespace assay::detect::checks {
namespace {
constexpr std::size_t kNpos = std::string_view::npos;

/// 0-63, else -1.
constexpr int value64(char c) {
  if (is_upper(c)) return c - 'A';
  if (is_lower(c)) return c - 'a' + 26;
  if (is_digit(c)) return c - '0' + 52;
  return c == '-' || c == '+' ? 62 : c == '_' || c == '/' ? 63 : -1;
}

bool is_text(std::string_view bytes) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; };
  return base::is_valid_utf8(bytes) && std::none_of(bytes.begin(), bytes.end(), control);
}

std::string_view nth_part(std::string_view value, std::int32_t n) {
  for (; n > 0; --n) {
    const std::size_t dot = value.find('.');
    if (dot == kNpos) return {};
    value.remove_prefix(dot + 1);
  }
  return value.substr(0, value.find('.'));
}
}  // namespace

std::size_t decode_base64(std::string_view text, char* out) noexcept {
  while (!text.empty() && text.back() == '=') text.remove_suffix(1);
  if (text.size() % 4 == 1) return kNpos;
  std::uint32_t bits = 0;
  std::size_t size = 0;
  int held = 0;
  for (char c : text) {
    const int value = value64(c);
    if (value < 0) return kNpos;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out[size++] = static_cast<char>(bits >> held & 0xFF);
  }
  return (bits & ((1U << held) - 1)) == 0 ? size : kNpos;
}

std::size_t decode_base64_head(std::string_view text, char* out, std::size_t room) noexcept {
  text = text.substr(0, std::min(text.size(), room / 3 * 4));
  return decode_base64(text.substr(0, text.size() / 4 * 4), out);
}

/// Decodes to a number of bytes, to text, to digits; holds a text.
bool base64(std::string_view value, const Params& params) noexcept {
  const std::string_view text = assigned(value, params).text;
  if (text.empty() || text.size() > kMaxBase64) return false;
  std::array<char, kMaxBase64> decoded;
  const std::size_t size = decode_base64(text, decoded.data());
  if (size == kNpos || size == 0) return false;
  if (!params.bytes.empty() && std::count(params.bytes.begin(), params.bytes.end(), static_cast<std::int32_t>(size)) == 0)
    return false;
  const std::string_view bytes(decoded.data(), size);
  if (params.variant == 1 && !is_text(bytes)) return false;
  if (params.variant == 2 && !all_digits(bytes)) return false;
  return params.text.empty() || bytes.find(params.text) != kNpos;
}

double base64_rate(const Params& params) noexcept {
  constexpr std::array<double, 3> kByForm{1, 2e-4, 1e-9};  // of twelve bytes
  return kByForm[params.variant];
}

/// A part between dots is base64(url) of a JSON object that has the key (RFC 7515, section 4.1.1: alg in the first).
bool base64_json(std::string_view value, const Params& params) noexcept {
  const std::string_view part = nth_part(value, params.digits);
  if (part.empty() || part.size() > kMaxBase64) return false;
  std::array<char, kMaxBase64> decoded;
  const std::size_t size = decode_base64(part, decoded.data());
  if (size == kNpos) return false;
  const std::string_view json(decoded.data(), size);
  return base::is_valid_utf8(json) && json_object_has_key(json, params.text);
}

}  // namespace assay::detect::checks
