// Letters and keys of European personal numbers.
#include <algorithm>
#include <array>

#include "detect/checks/families.h"

namespace assay::detect::checks {

/// France, NIR: key = 97 - (first 13 digits mod 97); department 2A counts as 19, 2B as 18 (INSEE).
bool nir_key(std::string_view value, const Params&) noexcept {
  if (value.size() != 15) return false;
  std::int64_t rest = 0;
  for (std::size_t i = 0; i < 13; ++i) {
    const bool corsica = i == 6 && value[5] == '2' && (value[6] == 'A' || value[6] == 'B');
    if (!corsica && !is_digit(value[i])) return false;
    rest = (rest * 10 + (corsica ? (value[6] == 'A' ? 9 : 8) : value[i] - '0')) % 97;
    if (corsica) rest = (rest + 97 - 10) % 97;  // 2A stands for 19 = 29 - 10, 2B for 18 = 28 - 10
  }
  return all_digits(value.substr(13)) && 97 - rest == to_number(value.substr(13));
}

/// France, TVA: FR, a key, the nine digits of the SIREN. Two digits are (SIREN followed by 12) mod 97; keys with a letter count
/// in base 34 (without I and O) and hold mod 11.
bool fr_vat_key(std::string_view value, const Params&) noexcept {
  constexpr std::string_view kPlaces = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  if (value.size() != 13 || value.substr(0, 2) != "FR" || !all_digits(value.substr(4))) return false;
  const std::size_t first = kPlaces.find(value[2]), second = kPlaces.find(value[3]);
  if (first == kPlaces.npos || second == kPlaces.npos) return false;
  const std::size_t siren = to_number(value.substr(4));
  if (first < 10 && second < 10) return (siren * 100 + 12) % 97 == first * 10 + second;
  const std::size_t factor = first < 10 ? 24 : 34, offset = first < 10 ? 10 : 100;
  const std::size_t key = first * factor + second - offset;
  return (siren + 1 + key / 11) % 11 == key % 11;
}

/// Spain, DNI and NIE: letter number mod 23 of TRWAGMYFPDXBNJZSQVHLCKE; X, Y, Z in front of a NIE count as 0, 1, 2
/// (Orden INT/2058/2008).
bool mod23_letter(std::string_view value, const Params&) noexcept {
  constexpr std::string_view kLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
  if (value.size() != 9) return false;
  const std::size_t foreign = std::string_view("XYZ").find(value[0]);
  if (foreign == std::string_view::npos && !is_digit(value[0])) return false;
  if (!all_digits(value.substr(1, 7))) return false;
  const unsigned first =
      foreign == std::string_view::npos ? static_cast<unsigned>(value[0] - '0') : static_cast<unsigned>(foreign);
  return kLetters[(first * 10'000'000 + to_number(value.substr(1, 7))) % 23] == value[8];
}

namespace {
/// D.M. 23/12/1976, table of values in odd places, for 0-9 and A-Z.
constexpr std::array<int, 10> kOddDigits{1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
constexpr std::array<int, 26> kOddLetters{1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                          20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};

int fiscal_value(char c, bool odd_place) {
  if (is_digit(c)) return odd_place ? kOddDigits[static_cast<std::size_t>(c - '0')] : c - '0';
  return odd_place ? kOddLetters[static_cast<std::size_t>(c - 'A')] : c - 'A';
}

/// A digit, or the letter that replaces it where two people would share a code (omocodia); -1: neither.
int fiscal_digit(char c) {
  constexpr std::string_view kReplacing = "LMNPQRSTUV";
  if (is_digit(c)) return c - '0';
  const std::size_t digit = kReplacing.find(c);
  return digit == std::string_view::npos ? -1 : static_cast<int>(digit);
}

/// 1-31, and 40 more for women.
bool is_fiscal_day(char tens, char ones) {
  if (fiscal_digit(tens) < 0 || fiscal_digit(ones) < 0) return false;
  const int day = fiscal_digit(tens) * 10 + fiscal_digit(ones);
  return (day >= 1 && day <= 31) || (day >= 41 && day <= 71);
}
}  // namespace

/// Italy, codice fiscale: check letter = sum mod 26, and a day of birth. In the sum, replaced digits count as the letters they
/// are.
bool it_fiscal(std::string_view value, const Params&) noexcept {
  if (value.size() != 16 || !is_upper(value[15]) || !is_fiscal_day(value[9], value[10])) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 15; ++i) {
    if (value36(value[i]) < 0) return false;
    sum += fiscal_value(value[i], i % 2 == 0);
  }
  return sum % 26 == value[15] - 'A';
}

/// United Kingdom, National Insurance number: prefixes that are never used (HMRC, NIM39110).
bool nino_prefix(std::string_view value, const Params&) noexcept {
  constexpr std::array<std::string_view, 7> kNever{"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};
  constexpr std::string_view kNotFirst = "DFIQUV", kNotSecond = "DFIQUVO";
  if (value.size() < 2 || !is_upper(value[0]) || !is_upper(value[1])) return false;
  if (kNotFirst.find(value[0]) != kNotFirst.npos || kNotSecond.find(value[1]) != kNotSecond.npos) return false;
  return std::find(kNever.begin(), kNever.end(), value.substr(0, 2)) == kNever.end();
}

}  // namespace assay::detect::checks
