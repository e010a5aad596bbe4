// Weighted sums, the family that most national numbers belong to. What the parameters mean: checks/README.md.
#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
enum Letters : std::uint32_t { kSkip, kA10, kA1, kA01, kVin };
enum Sum : std::uint32_t { kProduct, kDigitSum, kLessNine };
enum Rule : std::uint32_t { kSum, kRemainder, kComplement };
enum Align : std::uint32_t { kLeft, kRight };

constexpr int kNoValue = -1;  // may stand at the check position only
constexpr int kDropped = -2;

/// 49 CFR 565.15 table III: I, O and Q do not occur.
constexpr int kVinValues[26] = {1, 2,        3, 4,        5, 6, 7, 8, kNoValue, 1, 2, 3, 4,
                                5, kNoValue, 7, kNoValue, 9, 2, 3, 4, 5,        6, 7, 8, 9};

struct Place {
  int value;
  char written;
};

/// The characters of a value as numbers. Fixed size: longer values are no national numbers.
struct Places {
  static constexpr std::size_t kMax = 64;
  Place at[kMax];
  std::size_t count = 0;
  bool full = false;

  void add(int value, char written) {
    if (count == kMax) {
      full = true;
    } else {
      at[count++] = {value, written};
    }
  }
};

int value_of(char c, const Params& params) {
  if (!params.map.empty()) {
    const std::size_t at = params.map.find(c);
    return at == params.map.npos ? kNoValue : static_cast<int>(at);
  }
  if (is_digit(c)) return c - '0';
  if (!is_upper(c)) return kNoValue;
  switch (params.letters) {
    case kA10:
      return c - 'A' + 10;
    case kA1:
    case kA01:
      return c - 'A' + 1;
    case kVin:
      return kVinValues[c - 'A'];
    default:
      return params.chars.find(c) == params.chars.npos ? kDropped : kNoValue;
  }
}

Places spread(std::string_view value, const Params& params) {
  Places places;
  for (char c : value) {
    const int number = value_of(c, params);
    if (number == kDropped) continue;
    if (params.letters == kA01 && params.map.empty() && is_upper(c)) {
      places.add(number / 10, static_cast<char>('0' + number / 10));
      places.add(number % 10, static_cast<char>('0' + number % 10));
    } else {
      places.add(number, c);
    }
  }
  return places;
}

/// Index of the check character, or places.count if the rule has none; npos if the value is too short.
std::size_t check_index(const Places& places, const Params& params) {
  if (params.rule == kSum) return places.count;
  const auto count = static_cast<std::int64_t>(places.count);
  const std::int64_t at = params.check_at < 0 ? count + params.check_at : params.check_at;
  return at < 0 || at >= count ? std::string_view::npos : static_cast<std::size_t>(at);
}

int weight_at(std::size_t place, std::size_t count, const std::vector<std::int32_t>& weights, std::uint32_t align) {
  if (align == kLeft) return weights[place % weights.size()];
  return weights[weights.size() - 1 - (count - 1 - place) % weights.size()];
}

int term(int value, int weight, std::uint32_t sum) {
  const int product = value * weight;
  if (sum == kProduct || product < 10) return product;
  if (sum == kLessNine) return weight == 1 ? product : product - 9;
  int digits = 0;
  for (int rest = product; rest > 0; rest /= 10) digits += rest % 10;
  return digits;
}

/// Sum over all places but `skipped`, reduced to [0, mod); -1 if a place has no value.
int weighted_sum(const Places& places, std::size_t skipped, const std::vector<std::int32_t>& weights, const Params& params) {
  std::int64_t total = 0;
  bool all_null = true;
  for (std::size_t i = 0; i < places.count; ++i) {
    if (i == skipped) continue;
    if (places.at[i].value == kNoValue) return -1;
    all_null = all_null && places.at[i].value == 0;
    total += term(places.at[i].value, weight_at(i, places.count, weights, params.align), params.sum);
  }
  if (all_null) return -1;
  const auto reduced = static_cast<int>(total % params.mod);
  return reduced < 0 ? reduced + params.mod : reduced;
}

std::size_t key_of(int sum, const Params& params) {
  return static_cast<std::size_t>(params.rule == kRemainder ? sum : (params.mod - sum) % params.mod);
}
}  // namespace

bool weighted(std::string_view value, const Params& params) noexcept {
  const Places places = spread(value, params);
  const std::size_t check = check_index(places, params);
  if (places.full || places.count < 2 || check == std::string_view::npos) return false;
  if (params.align == kRight && places.count > params.weights.size()) return false;
  const int sum = weighted_sum(places, check, params.weights, params);
  if (sum < 0) return false;
  if (params.rule == kSum) return sum == params.target;
  const std::string_view chars = params.chars.empty() ? std::string_view("0123456789") : std::string_view(params.chars);
  std::size_t expected = key_of(sum, params);
  if (expected >= chars.size() && !params.second.empty()) {
    expected = key_of(weighted_sum(places, check, params.second, params), params);
    if (expected >= chars.size()) expected = 0;
  }
  return expected < chars.size() && chars[expected] == places.at[check].written;
}

double weighted_rate(const Params& params) noexcept { return 1.0 / params.mod; }

std::string_view weighted_complaint(const Params& params) noexcept {
  if (params.rule == kSum && !params.chars.empty()) return "`chars` has no meaning with `rule: sum`";
  if (params.rule == kSum && !params.second.empty()) return "`second` has no meaning with `rule: sum`";
  if (params.rule != kSum && params.target != 0) return "`target` has a meaning with `rule: sum` only";
  if (params.target >= params.mod) return "`target` must be less than `mod`";
  if (params.sum == kDigitSum)
    for (std::int32_t weight : params.weights)
      if (weight < 0) return "digit sums need weights that are not negative";
  return {};
}

}  // namespace assay::detect::checks
