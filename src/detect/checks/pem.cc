// Private keys between BEGIN and END lines: does the base64 between them begin like a key?
#include <array>

#include "detect/checks/base64.h"
#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
constexpr std::size_t kHead = 48;

/// DER: a SEQUENCE whose length is written as it must be, then a version (PKCS#1, PKCS#8, SEC 1) or an algorithm (encrypted
/// PKCS#8).
bool is_der_key(std::string_view bytes) {
  if (bytes.size() < 8 || bytes[0] != 0x30) return false;
  const auto length = static_cast<unsigned char>(bytes[1]);
  const std::size_t more = length < 0x80 ? 0 : length == 0x81 ? 1 : length == 0x82 ? 2 : 6;
  if (more == 6 || (more > 0 && bytes[2] == 0)) return false;
  const std::string_view inner = bytes.substr(2 + more);
  return inner[0] == 0x30 || (inner[0] == 0x02 && inner[1] == 0x01 && inner[2] >= 0 && inner[2] <= 3);
}

/// RFC 9580, sections 4.2 and 5.5.3: packet type 5, secret key, in the old or new form, then the version of the key.
bool is_pgp_secret_key(std::string_view bytes) {
  if (bytes.size() < 8) return false;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  std::size_t version = 0;
  if (byte(0) == 0xC5) {
    version = byte(1) < 192 ? 2 : byte(1) < 224 ? 3 : byte(1) == 255 ? 6 : 0;
  } else if ((byte(0) & 0xFCU) == 0x94U) {
    constexpr std::array<std::size_t, 4> kBehindLength{2, 3, 5, 1};
    version = kBehindLength[byte(0) & 3U];
  }
  return version != 0 && byte(version) >= 3 && byte(version) <= 6;
}

bool is_base64(char c) { return is_digit(c) || is_upper(c) || is_lower(c) || c == '+' || c == '/'; }

/// Skips a "Name: text" line of RFC 1421 or OpenPGP armor. False: there is none.
bool skip_header(std::string_view& body) {
  const std::size_t end = body.find_first_of("\r\n\\");
  const std::size_t colon = body.find(':');
  if (end == body.npos || colon == body.npos || colon > end) return false;
  body.remove_prefix(end);
  return true;
}

/// Line ends may be escaped, as in JSON.
void skip_line_ends(std::string_view& body) {
  const auto escaped = [&] { return body.size() > 1 && body[0] == '\\' && (body[1] == 'n' || body[1] == 'r'); };
  while (!body.empty() && (std::string_view("\r\n\t ").find(body[0]) != body.npos || escaped()))
    body.remove_prefix(escaped() ? 2 : 1);
}
}  // namespace

bool pem_key(std::string_view value, const Params&) noexcept {
  constexpr std::string_view kBegin = "-----BEGIN ", kDashes = "-----";
  const std::size_t begin = value.find(kBegin);
  const std::size_t dashes = begin == value.npos ? begin : value.find(kDashes, begin + kBegin.size());
  if (dashes == value.npos) return false;
  std::string_view body = value.substr(dashes + kDashes.size());
  skip_line_ends(body);
  const bool ciphered = body.substr(0, body.find("\n\n")).find("DEK-Info:") != body.npos;
  while (skip_header(body)) skip_line_ends(body);
  std::size_t size = 0;
  while (size < body.size() && is_base64(body[size])) ++size;
  std::array<char, kHead> head;
  const std::size_t bytes = decode_base64_head(body.substr(0, size), head.data(), head.size());
  if (bytes == body.npos) return false;
  const std::string_view key(head.data(), bytes);
  return ciphered || is_der_key(key) || is_pgp_secret_key(key) || key.substr(0, 14) == "openssh-key-v1";
}

}  // namespace assay::detect::checks
