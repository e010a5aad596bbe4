// Which digits occur how often.
#include <algorithm>
#include <array>

#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
enum Variant : std::uint32_t { kDeIdnr, kNotAllSame, kNoSequence, kNoPalindrome };

/// German tax id: of the first ten digits exactly one occurs twice or three times, all others at most once, and never three of
/// it in a row (BZSt, Steuerliche Identifikationsnummer: Aufbau und Prüfziffer; three times since 2016).
bool de_idnr(std::string_view value) {
  if (value.size() != 11 || value[0] == '0') return false;
  std::array<int, 10> counts{};
  for (std::size_t i = 0; i < 10; ++i) {
    ++counts[static_cast<std::size_t>(value[i] - '0')];
    if (i >= 2 && value[i] == value[i - 1] && value[i] == value[i - 2]) return false;
  }
  int repeated = 0;
  for (int count : counts) {
    if (count > 3) return false;
    repeated += count > 1 ? 1 : 0;
  }
  return repeated == 1;
}

/// False for 123456789..., 987654321... (9 is followed by 0, 0 preceded by 9).
bool no_sequence(std::string_view value) {
  for (int step : {1, 9}) {
    bool all = value.size() > 2;
    for (std::size_t i = 1; all && i < value.size(); ++i) all = (value[i] - value[i - 1] - step) % 10 == 0;
    if (all) return false;
  }
  return true;
}
}  // namespace

bool distinct_digits(std::string_view value, const Params& params) noexcept {
  if (!all_digits(value)) return false;
  switch (params.variant) {
    case kDeIdnr:
      return de_idnr(value);
    case kNotAllSame:
      return value.find_first_not_of(value[0]) != value.npos;
    case kNoPalindrome:
      return !std::equal(value.begin(), value.end(), value.rbegin());
    default:
      return no_sequence(value);
  }
}

/// Measured over eleven digits, the first not 0.
double distinct_digits_rate(const Params& params) noexcept { return params.variant == kDeIdnr ? 0.0374 : 1.0; }

}  // namespace assay::detect::checks
