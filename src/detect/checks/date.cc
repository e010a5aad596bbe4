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
  std::string_view key;  ///< What C stands for.
};

bool read_fields(std::string_view value, std::string_view format, Fields& out) {
  if (value.size() != format.size()) return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (format[i] == '.') continue;
    if (format[i] == 'C') {
      out.key = out.key.empty() ? value.substr(i, 1) : std::string_view(out.key.data(), out.key.size() + 1);
      continue;
    }
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

/// '500-749=1854-1899': keys (one, or from-to), then the years they stand for.
struct Century {
  std::string_view first_key, last_key;
  int first_year = 0, last_year = 0;
};

bool read_century(std::string_view text, Century& out) {
  const std::size_t equals = text.find('=');
  if (equals == text.npos || text.size() != equals + 10 || text[equals + 5] != '-') return false;
  const std::string_view keys = text.substr(0, equals), from = text.substr(equals + 1, 4), to = text.substr(equals + 6);
  const std::size_t dash = keys.find('-');
  if (keys.empty() || !all_digits(from) || !all_digits(to)) return false;
  out.first_key = keys.substr(0, dash);
  out.last_key = dash == keys.npos ? out.first_key : keys.substr(dash + 1);
  out.first_year = static_cast<int>(to_number(from)), out.last_year = static_cast<int>(to_number(to));
  return out.first_key.size() == out.last_key.size() && out.first_key <= out.last_key && out.first_year <= out.last_year &&
         out.last_year - out.first_year < 100;
}

/// The whole year that a key gives to two digits, or -1 if nobody was numbered so.
int full_year(const Fields& fields, const std::vector<std::string>& centuries) {
  for (const std::string& text : centuries) {
    Century century;
    if (!read_century(text, century) || fields.key.size() != century.first_key.size()) continue;
    if (fields.key < century.first_key || fields.key > century.last_key) continue;
    const int year = century.first_year + (fields.year - century.first_year % 100 + 100) % 100;
    if (year <= century.last_year) return year;
  }
  return -1;
}
}  // namespace

bool date(std::string_view value, const Params& params) noexcept {
  Fields fields;
  if (!read_fields(value, params.text, fields)) return false;
  if (!params.centuries.empty()) {
    fields.year = full_year(fields, params.centuries);
    fields.year_digits = 4;
    if (fields.year < 0) return false;
  }
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
  const bool keyed = params.text.find('C') != std::string::npos;
  const std::ptrdiff_t others = count('C') + count('.');
  const bool known = days + months + years + others == static_cast<std::ptrdiff_t>(params.text.size());
  if (!known || (days != 0 && days != 2) || (months != 0 && months != 2) || (years != 0 && years != 2 && years != 4))
    return "`format` is made of DD, MM and YY or YYYY, without separators, C for the key of the century, . for the rest";
  if (keyed == params.centuries.empty() || (keyed && years != 2)) return "C in `format` and `centuries` need each other, and YY";
  if (keyed && params.text.find_last_of('C') - params.text.find_first_of('C') != static_cast<std::size_t>(count('C')) - 1)
    return "the C of `format` stand side by side";
  for (const std::string& text : params.centuries) {
    Century century;
    if (!read_century(text, century) || century.first_key.size() != static_cast<std::size_t>(count('C')))
      return "`centuries` are written '0-3=1900-1999', with as many characters in front as `format` has C, at most a hundred "
             "years";
  }
  return days + months == 0 ? "`format` needs a day or a month" : std::string_view{};
}

}  // namespace assay::detect::checks
