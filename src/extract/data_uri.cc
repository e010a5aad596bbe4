#include "extract/data_uri.h"

#include <algorithm>

namespace assay::extract {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string without_percents(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool escape = text[at] == '%' && at + 2 < text.size() && hex_value(text[at + 1]) >= 0 && hex_value(text[at + 2]) >= 0;
    out += escape ? static_cast<char>(hex_value(text[at + 1]) * 16 + hex_value(text[at + 2])) : text[at];
    if (escape) at += 2;
  }
  return out;
}

std::optional<std::string> without_base64(std::string_view text) {
  std::string out;
  unsigned held = 0, bits = 0;
  for (const char c : text) {
    if (c == '=' || c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    const int value = base64_value(c);
    if (value < 0) return std::nullopt;
    held = (held << 6 | static_cast<unsigned>(value)) & 0xFFFFFF;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>(held >> bits);
  }
  return out;
}

}  // namespace

std::optional<DataUri> read_data_uri(std::string_view uri) {
  static constexpr std::string_view kScheme = "data:";
  const bool is_data = uri.size() > kScheme.size() &&
                       std::equal(kScheme.begin(), kScheme.end(), uri.begin(), [](char a, char b) { return a == lower(b); });
  const std::size_t comma = uri.find(',');
  if (!is_data || comma == std::string_view::npos) return std::nullopt;
  std::string head(uri.substr(kScheme.size(), comma - kScheme.size()));
  std::transform(head.begin(), head.end(), head.begin(), &lower);
  DataUri out{head.substr(0, head.find(';')), {}};
  if (out.media_type.empty()) out.media_type = "text/plain";
  std::string content = without_percents(uri.substr(comma + 1));
  if (head.find(";base64") == std::string::npos) {
    out.bytes = std::move(content);
    return out;
  }
  auto decoded = without_base64(content);
  if (!decoded) return std::nullopt;
  out.bytes = std::move(*decoded);
  return out;
}

}  // namespace assay::extract
