// Tokens that carry their own checksum: CRC-32 (ISO-HDLC, as in zlib) of what stands in front, written with letters and digits.
#include <array>
#include <cstdint>

#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
constexpr std::array<std::uint32_t, 256> kTable = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t rest = i;
    for (int bit = 0; bit < 8; ++bit) rest = (rest & 1) != 0 ? rest >> 1 ^ 0xEDB88320U : rest >> 1;
    table[i] = rest;
  }
  return table;
}();

std::uint32_t crc_of(std::string_view text) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (char c : text) crc = crc >> 8 ^ kTable[(crc ^ static_cast<unsigned char>(c)) & 0xFF];
  return ~crc;
}

/// In the order of `base`'s words.
constexpr std::array<std::string_view, 3> kDigits{"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
                                                  "0123456789abcdefghijklmnopqrstuvwxyz", "0123456789abcdef"};
}  // namespace

bool crc32(std::string_view value, const Params& params) noexcept {
  const auto width = static_cast<std::size_t>(params.digits);
  if (value.size() <= width) return false;
  const std::string_view digits = kDigits[params.variant];
  std::uint32_t rest = crc_of(value.substr(0, value.size() - width));
  for (std::size_t i = 0; i < width; ++i, rest /= static_cast<std::uint32_t>(digits.size())) {
    if (value[value.size() - 1 - i] != digits[rest % digits.size()]) return false;
  }
  return rest == 0;
}

double crc32_rate(const Params&) noexcept { return 1.0 / 4294967296.0; }

std::string_view crc32_complaint(const Params& params) noexcept {
  constexpr std::array<std::int32_t, 3> kEnough{6, 7, 8};
  return params.digits < kEnough[params.variant] ? "so few `digits` do not hold a CRC-32" : std::string_view{};
}

}  // namespace assay::detect::checks
