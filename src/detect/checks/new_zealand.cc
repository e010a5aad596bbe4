// New Zealand. IRD number: modulo 11, with other weights where the first give ten, 10,000,001 to 149,999,999 (Inland Revenue,
// Resident withholding tax specification). National Health Index, HISO 10046: three letters and four digits with a check digit
// modulo 11, or (since 2022) letters, two digits, a letter and a check letter modulo 23.
#include <array>
#include <string>

#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ";  // from 1; I and O are never used

/// -1: neither digit nor one of the letters.
int nhi_value(char c) {
  if (is_digit(c)) return c - '0';
  const std::size_t at = kLetters.find(c);
  return at == kLetters.npos ? -1 : static_cast<int>(at) + 1;
}

/// Check digit over the eight places in front of it; ten is none.
int ird_digit(std::string_view places, const std::array<int, 8>& weights) {
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += (places[i] - '0') * weights[i];
  return (11 - sum % 11) % 11;
}
}  // namespace

bool nz_ird(std::string_view value, const Params&) noexcept {
  if ((value.size() != 8 && value.size() != 9) || !all_digits(value)) return false;
  const unsigned number = to_number(value);
  if (number <= 10'000'000 || number >= 150'000'000) return false;
  const std::string padded = (value.size() == 8 ? "0" : "") + std::string(value);
  int digit = ird_digit(padded, {3, 2, 7, 6, 5, 4, 3, 2});
  if (digit == 10) digit = ird_digit(padded, {7, 4, 3, 2, 5, 2, 7, 6});
  return digit < 10 && padded[8] == static_cast<char>('0' + digit);
}

bool nz_nhi(std::string_view value, const Params&) noexcept {
  if (value.size() != 7) return false;
  int sum = 0;
  for (int i = 0; i < 6; ++i) {
    const int number = nhi_value(value[static_cast<std::size_t>(i)]);
    if (number < 0) return false;
    sum += number * (7 - i);
  }
  if (is_digit(value[6])) return sum % 11 != 0 && value[6] == static_cast<char>('0' + (11 - sum % 11) % 10);
  return nhi_value(value[6]) == 23 - sum % 23;
}

}  // namespace assay::detect::checks
