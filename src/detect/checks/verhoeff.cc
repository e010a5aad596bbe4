// Verhoeff (dihedral group D5) and Damm (quasigroup of order 10): one check digit that catches every swap of neighbours.
#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
/// Product in D5: rotations 0-4, reflections 5-9.
constexpr int product(int a, int b) {
  const int turn = a < 5 ? a + b % 5 : a - b % 5 + 5;
  return (a < 5) == (b < 5) ? turn % 5 : turn % 5 + 5;
}
// J. Verhoeff, Error Detecting Decimal Codes, 1969: the permutation, applied i mod 8 times.
constexpr int kPermutation[] = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
// H. M. Damm, Total anti-symmetrische Quasigruppen, 2004.
constexpr char kDamm[10][11] = {"0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
                                "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"};
}  // namespace

bool verhoeff(std::string_view value, const Params& params) noexcept {
  if (value.size() < 2 || !all_digits(value) || all_zero(value)) return false;
  int check = 0;
  std::size_t turns = 0;
  for (std::size_t i = value.size(); i-- > 0;) {
    if (params.check_at >= 0 && i == static_cast<std::size_t>(params.check_at)) continue;
    int digit = value[i] - '0';
    for (std::size_t turn = turns++ % 8; turn > 0; --turn) digit = kPermutation[digit];
    check = product(check, digit);
  }
  return check == 0;
}

bool damm(std::string_view value, const Params&) noexcept {
  if (value.size() < 2 || !all_digits(value) || all_zero(value)) return false;
  int check = 0;
  for (char c : value) check = kDamm[check][c - '0'] - '0';
  return check == 0;
}

}  // namespace assay::detect::checks
