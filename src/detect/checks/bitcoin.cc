// Bitcoin addresses: Base58Check (legacy) and Bech32, Bech32m (segregated witness, BIP 173 and 350).
#include <array>
#include <cstdint>

#include "base/hash.h"
#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
constexpr std::string_view kBase58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::string_view kBech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t kPayload = 25;  // version, hash, four bytes of check

using Payload = std::array<std::uint8_t, kPayload>;

/// False if the number does not fit.
bool times_58_plus(Payload& payload, std::uint32_t digit) {
  for (std::size_t i = kPayload; i-- > 0;) {
    digit += 58U * payload[i];
    payload[i] = static_cast<std::uint8_t>(digit);
    digit >>= 8;
  }
  return digit == 0;
}

bool decode_base58(std::string_view value, Payload& payload) {
  for (char c : value) {
    const std::size_t digit = kBase58.find(c);
    if (digit == kBase58.npos || !times_58_plus(payload, static_cast<std::uint32_t>(digit))) return false;
  }
  // A leading 1 is a leading zero byte, and there are no others.
  std::size_t ones = 0, zeros = 0;
  while (ones < value.size() && value[ones] == '1') ++ones;
  while (zeros < kPayload && payload[zeros] == 0) ++zeros;
  return ones == zeros;
}

int nibble(char c) { return is_digit(c) ? c - '0' : c - 'a' + 10; }

std::string bytes_of(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(nibble(hex[i]) * 16 + nibble(hex[i + 1]));
  return bytes;
}

bool base58_check(std::string_view value) {
  Payload payload{};
  if (!decode_base58(value, payload) || (payload[0] != 0 && payload[0] != 5)) return false;
  const std::string_view all(reinterpret_cast<const char*>(payload.data()), kPayload);
  const std::string hash = base::sha256_hex(bytes_of(base::sha256_hex(all.substr(0, kPayload - 4))));
  return bytes_of(hash).compare(0, 4, all.substr(kPayload - 4)) == 0;
}

std::uint32_t polymod(std::uint32_t check, std::uint32_t value) {
  constexpr std::array<std::uint32_t, 5> kGenerator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
  const std::uint32_t top = check >> 25;
  check = (check & 0x1ffffff) << 5 ^ value;
  for (std::size_t i = 0; i < kGenerator.size(); ++i)
    if ((top >> i & 1) != 0) check ^= kGenerator[i];
  return check;
}

/// All letters of one case: BIP 173 allows no mixture.
bool one_case(std::string_view value) {
  bool lower = false, upper = false;
  for (char c : value) lower = lower || is_lower(c), upper = upper || is_upper(c);
  return !(lower && upper);
}

char lowered(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

/// `value` begins with bc1. Version 0 ends in Bech32 and has 20 or 32 bytes, later ones end in Bech32m.
bool segwit(std::string_view value) {
  if (value.size() < 14 || value.size() > 90 || !one_case(value)) return false;
  std::uint32_t check = 1;
  for (std::uint32_t part : {3, 3, 0, 2, 3}) check = polymod(check, part);  // "bc", spread out
  std::size_t version = kBech32.npos;
  for (char c : value.substr(3)) {
    const std::size_t number = kBech32.find(lowered(c));
    if (number == kBech32.npos) return false;
    if (version == kBech32.npos) version = number;
    check = polymod(check, static_cast<std::uint32_t>(number));
  }
  if (version == 0) return check == 1 && (value.size() == 42 || value.size() == 62);
  return version <= 16 && check == 0x2bc830a3;
}
}  // namespace

bool bitcoin_address(std::string_view value, const Params&) noexcept {
  if (value.size() < 14) return false;
  if (lowered(value[0]) == 'b' && lowered(value[1]) == 'c' && value[2] == '1') return segwit(value);
  return value.size() >= 26 && value.size() <= 35 && base58_check(value);
}

}  // namespace assay::detect::checks
