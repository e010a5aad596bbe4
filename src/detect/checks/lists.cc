// Closed lists of values or prefixes, written in the pack.
#include <algorithm>

#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
/// "00-12" is every prefix of that length from 00 to 12.
struct Interval {
  std::string_view low, high;
};

Interval interval(std::string_view entry) {
  const std::size_t dash = entry.find('-');
  if (dash == entry.npos) return {entry, entry};
  return {entry.substr(0, dash), entry.substr(dash + 1)};
}

/// Share of random strings over digits (and letters, where the entry has one) that lie in the interval.
double share(std::string_view entry) {
  const auto [low, high] = interval(entry);
  double all = 1, width = 0;
  for (std::size_t i = 0; i < low.size() && i < high.size(); ++i) {
    const double radix = is_digit(low[i]) && is_digit(high[i]) ? 10 : 26;
    width = width * radix + (high[i] - low[i]);
    all *= radix;
  }
  return (width + 1) / all;
}
}  // namespace

bool table_values(std::string_view value, const Params& params) noexcept {
  return std::binary_search(params.values.begin(), params.values.end(), value);
}

bool prefix(std::string_view value, const Params& params) noexcept {
  for (const std::string& entry : params.values) {
    const auto [low, high] = interval(entry);
    const std::string_view head = value.substr(0, low.size());
    if (head.size() == low.size() && low <= head && head <= high) return true;
  }
  return false;
}

double list_rate(const Params& params) noexcept {
  double sum = 0;
  for (const std::string& entry : params.values) sum += share(entry);
  return std::min(sum, 1.0);
}

std::string_view list_complaint(const Params& params) noexcept {
  for (const std::string& entry : params.values) {
    const auto [low, high] = interval(entry);
    if (low.empty() || low.size() != high.size() || low > high) return "a range needs two ends of one length, the lower first";
    for (char c : entry)
      if (c != '-' && value36(c) < 0) return "values are written in digits and capital letters, without separators";
  }
  return {};
}

}  // namespace assay::detect::checks
