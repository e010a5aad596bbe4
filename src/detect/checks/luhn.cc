// Luhn, ISO/IEC 7812-1 annex B. `prefix` is counted in front of the value (NPI: 80840, CMS).
#include "detect/checks/families.h"

namespace assay::detect::checks {

bool all_digits(std::string_view value) noexcept {
  for (char c : value)
    if (!is_digit(c)) return false;
  return !value.empty();
}

bool all_zero(std::string_view value) noexcept { return value.find_first_not_of('0') == value.npos; }

unsigned to_number(std::string_view digits) noexcept {
  unsigned number = 0;
  for (char c : digits) number = number * 10 + static_cast<unsigned>(c - '0');
  return number;
}

namespace {
constexpr int kDoubled[] = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};

/// Luhn sum of `digits` whose last digit stands `from_right` places from the end of the number.
int luhn_sum(std::string_view digits, std::size_t from_right) {
  int sum = 0;
  for (std::size_t i = digits.size(); i-- > 0; ++from_right) {
    const int digit = digits[i] - '0';
    sum += from_right % 2 == 1 ? kDoubled[digit] : digit;
  }
  return sum;
}
}  // namespace

bool luhn(std::string_view value, const Params& params) noexcept {
  if (value.size() < 2 || !all_digits(value) || all_zero(value)) return false;
  return (luhn_sum(value, 0) + luhn_sum(params.text, value.size())) % 10 == 0;
}

std::string_view prefix_complaint(const Params& params) noexcept {
  return params.text.empty() || all_digits(params.text) ? std::string_view{} : "`prefix` is made of digits";
}

}  // namespace assay::detect::checks
