// Machine-made strings: how random they are, and what they hold.
#include <array>
#include <cmath>

#include "base/unicode.h"
#include "detect/checks/families.h"
#include "detect/checks/json_keys.h"

namespace assay::detect::checks {
namespace {
constexpr std::size_t kMaxHeader = 8192;

/// 0-63 for base64 and base64url (RFC 4648, sections 4 and 5), else -1.
int value64(char c) {
  if (is_upper(c)) return c - 'A';
  if (is_lower(c)) return c - 'a' + 26;
  if (is_digit(c)) return c - '0' + 52;
  return c == '-' || c == '+' ? 62 : c == '_' || c == '/' ? 63 : -1;
}

/// Bytes written to `out` (which must hold 3/4 of `text`), or npos.
std::size_t decode64(std::string_view text, char* out) {
  while (!text.empty() && text.back() == '=') text.remove_suffix(1);
  if (text.size() % 4 == 1) return std::string_view::npos;
  std::uint32_t bits = 0;
  std::size_t size = 0;
  int held = 0;
  for (char c : text) {
    const int value = value64(c);
    if (value < 0) return std::string_view::npos;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out[size++] = static_cast<char>(bits >> held & 0xFF);
  }
  return size;
}
}  // namespace

/// Shannon entropy of the bytes, in hundredths of a bit per byte.
bool entropy(std::string_view value, const Params& params) noexcept {
  if (value.empty()) return false;
  std::array<std::uint32_t, 256> counts{};
  for (char c : value) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (std::uint32_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(value.size());
    bits -= share * std::log2(share);
  }
  return bits * 100 + 1e-6 >= params.min_centibits;
}

/// The part in front of the first dot is base64(url) of a JSON object that has the key (RFC 7515, section 4.1.1: alg).
bool base64_json(std::string_view value, const Params& params) noexcept {
  const std::string_view head = value.substr(0, value.find('.'));
  if (head.empty() || head.size() > kMaxHeader) return false;
  std::array<char, kMaxHeader> decoded;
  const std::size_t size = decode64(head, decoded.data());
  if (size == std::string_view::npos) return false;
  const std::string_view json(decoded.data(), size);
  return base::is_valid_utf8(json) && json_object_has_key(json, params.text);
}

}  // namespace assay::detect::checks
