// ISO/IEC 7064: pure systems mod 11-2 and 97-10, hybrid systems mod 11,10, 27,26 and 37,36. Mod 37-2 is left out: its check
// character may be '*', which is no part of an alphanumeric value.
#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
enum Variant : std::uint32_t { kMod11_10, kMod11_2, kMod27_26, kMod37_36, kMod97_10 };

/// Hybrid system over `size` characters, the first of which has the value `offset` in 0-9 A-Z.
bool hybrid(std::string_view value, int size, int offset) {
  int product = size;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const int digit = value36(value[i]) - offset;
    if (digit < 0 || digit >= size) return false;
    const int sum = (product + digit) % size;
    if (i + 1 == value.size()) return sum == 1;
    product = (sum == 0 ? size : sum) * 2 % (size + 1);
  }
  return false;
}

/// Mod 11-2: digits, and X for ten in the last place.
bool mod11_2(std::string_view value) {
  int sum = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool ten = value[i] == 'X' && i + 1 == value.size();
    if (!ten && !is_digit(value[i])) return false;
    sum = (sum * 2 + (ten ? 10 : value[i] - '0')) % 11;
  }
  return sum == 1;
}

/// Letters in front of a number (a country code) do not take part in a system that has digits only.
std::string_view from_first_digit(std::string_view value) {
  const std::size_t at = value.find_first_of("0123456789");
  return at == value.npos ? std::string_view{} : value.substr(at);
}
}  // namespace

int mod97(std::string_view alnum, int start) noexcept {
  int remainder = start;
  for (char c : alnum) {
    const int digit = value36(c);
    if (digit < 0) return -1;
    remainder = (remainder * (digit < 10 ? 10 : 100) + digit) % 97;
  }
  return remainder;
}

bool iso7064(std::string_view value, const Params& params) noexcept {
  if (value.size() < 2 || all_zero(value)) return false;
  switch (params.variant) {
    case kMod11_10:
      return hybrid(from_first_digit(value), 10, 0);
    case kMod11_2:
      return mod11_2(from_first_digit(value));
    case kMod27_26:
      return hybrid(value, 26, 10);
    case kMod37_36:
      return hybrid(value, 36, 0);
    case kMod97_10:
      return mod97(value, 0) == 1;
    default:
      return false;
  }
}

double iso7064_rate(const Params& params) noexcept {
  constexpr double kRates[] = {1.0 / 10, 1.0 / 11, 1.0 / 26, 1.0 / 36, 1.0 / 97};
  return kRates[params.variant];
}

}  // namespace assay::detect::checks
