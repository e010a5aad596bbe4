// Securities and registration numbers whose letters take part: Luhn over letters, and the CUSIP.
#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
enum Variant : std::uint32_t { kExpanded, kBase36 };
constexpr std::size_t kLongest = 64;

/// Luhn from the right over numbers below `radix`; a product of two digits counts with the sum of its digits.
class LuhnSum {
 public:
  explicit LuhnSum(int radix) : radix_(radix) {}
  void add(int value) {
    const int product = double_ ? 2 * value : value;
    sum_ += product / radix_ + product % radix_;
    double_ = !double_;
  }
  bool holds() const { return sum_ % radix_ == 0; }

 private:
  int radix_, sum_ = 0;
  bool double_ = false;
};

/// ISO 6166 annex A: a letter is two digits, A = 10.
void add_expanded(LuhnSum& sum, int value) {
  sum.add(value % 10);
  if (value >= 10) sum.add(value / 10);
}

/// CUSIP Global Services: letters from A = 10, then * @ #.
int cusip_value(char c) {
  if (c == '*') return 36;
  if (c == '@') return 37;
  return c == '#' ? 38 : value36(is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c);
}
}  // namespace

bool luhn_alnum(std::string_view value, const Params& params) noexcept {
  if (value.size() < 2 || value.size() > kLongest || all_zero(value)) return false;
  LuhnSum sum(params.variant == kBase36 ? 36 : 10);
  for (std::size_t i = value.size(); i-- > 0;) {
    const int number = value36(value[i]);
    if (number < 0) return false;
    if (params.variant == kBase36) {
      sum.add(number);
    } else {
      add_expanded(sum, number);
    }
  }
  return sum.holds();
}

double luhn_alnum_rate(const Params& params) noexcept { return params.variant == kBase36 ? 1.0 / 36 : 0.1; }

bool cusip(std::string_view value, const Params&) noexcept {
  int sum = 0;
  std::size_t count = 0;
  char last = 0;
  for (char c : value) {
    if (c == ' ') continue;
    const int number = cusip_value(c);
    if (number < 0 || ++count > 9) return false;
    last = c;
    const int product = count % 2 == 0 ? 2 * number : number;
    if (count < 9) sum += product / 10 + product % 10;
  }
  return count == 9 && sum > 0 && last == static_cast<char>('0' + (10 - sum % 10) % 10);
}

}  // namespace assay::detect::checks
