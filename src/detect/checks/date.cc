// Calendar dates inside numbers, in the digits and letters of the value.
#include <algorithm>

#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
/// Takes one of the declared offsets off: women's days + 40, RVNR + 50, PESEL months + 20 ...
bool in_range(int number, int last, const std::vector<std::int32_t>& offsets) {
  if (offsets.empty()) return number >= 1 && number <= last;
  return std::any_of(offsets.begin(), offsets.end(), [&](int offset) { return number - offset >= 1 && number - offset <= last; });
}

/// Without the offset; 0 if none fits.
int without_offset(int number, int last, const std::vector<std::int32_t>& offsets) {
  if (offsets.empty()) return number >= 1 && number <= last ? number : 0;
  for (int offset : offsets)
    if (number - offset >= 1 && number - offset <= last) return number - offset;
  return 0;
}

/// Two-digit years: 29 February counts where either century has one (00 is 2000).
int days_in(int month, int year, bool four_digits) {
  if (month == 2) {
    const bool leap = year % 4 == 0 && (!four_digits || year % 100 != 0 || year % 400 == 0);
    return leap ? 29 : 28;
  }
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

struct Fields {
  int day = 0, month = 0, year = 0, year_digits = 0;
  bool has_day = false, has_month = false;
};

bool read_fields(std::string_view value, std::string_view format, Fields& out) {
  if (value.size() != format.size()) return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (!is_digit(value[i])) return false;
    const int digit = value[i] - '0';
    switch (format[i]) {
      case 'D':
        out.day = out.day * 10 + digit, out.has_day = true;
        break;
      case 'M':
        out.month = out.month * 10 + digit, out.has_month = true;
        break;
      default:
        out.year = out.year * 10 + digit, ++out.year_digits;
        break;
    }
  }
  return true;
}
}  // namespace

bool date(std::string_view value, const Params& params) noexcept {
  Fields fields;
  if (!read_fields(value, params.text, fields)) return false;
  const bool four = fields.year_digits == 4;
  if (four && (fields.year < params.min_year || fields.year > params.max_year)) return false;
  const int month = fields.has_month ? without_offset(fields.month, 12, params.add_month) : 1;
  if (month == 0) return false;
  const int last = fields.year_digits > 0 ? days_in(month, fields.year, four) : days_in(month, 0, false);
  return !fields.has_day || in_range(fields.day, last, params.add_day);
}

/// Days out of 100 and months out of 100; years beside the range are left out.
double date_rate(const Params& params) noexcept {
  const double days = params.text.find('D') == std::string::npos
                          ? 1
                          : 0.3044 * static_cast<double>(std::max<std::size_t>(params.add_day.size(), 1));
  const double months = params.text.find('M') == std::string::npos
                            ? 1
                            : 0.12 * static_cast<double>(std::max<std::size_t>(params.add_month.size(), 1));
  return std::min(days, 1.0) * std::min(months, 1.0);
}

std::string_view date_complaint(const Params& params) noexcept {
  const auto count = [&](char c) { return std::count(params.text.begin(), params.text.end(), c); };
  const auto days = count('D'), months = count('M'), years = count('Y');
  const bool known = days + months + years == static_cast<std::ptrdiff_t>(params.text.size());
  if (!known || (days != 0 && days != 2) || (months != 0 && months != 2) || (years != 0 && years != 2 && years != 4))
    return "`format` is made of DD, MM and YY or YYYY, without separators";
  return days + months == 0 ? "`format` needs a day or a month" : std::string_view{};
}

}  // namespace assay::detect::checks
