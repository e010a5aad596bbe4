#include "extract/ooxml/number_format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace assay::extract::ooxml {
namespace {

constexpr std::size_t kMaxCellFormats = 1 << 17;
constexpr std::size_t kMaxCodeBytes = 4 << 20;
constexpr double kLastDay = 2'958'466;  // 10000-01-01

std::optional<double> parse(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

// Digits as written are the identifier; a double would round them.
bool is_integer_text(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  return !digits.empty() && digits.find_first_not_of("0123456789") == digits.npos;
}

std::string plain(double value) {
  char text[64];
  const double magnitude = std::fabs(value);
  if (magnitude < 1e21 && value == std::floor(value)) {
    const auto done = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, 0);
    return {text, done.ptr};
  }
  if (magnitude >= 1e21 || magnitude < 1e-7) {
    const auto done = std::to_chars(text, text + sizeof text, value, std::chars_format::general, 15);
    return {text, done.ptr};
  }
  // 15 significant digits, as spreadsheets show them: 0.1 + 0.2 is stored with 17.
  const int before = magnitude < 1 ? 0 : static_cast<int>(std::floor(std::log10(magnitude))) + 1;
  const auto done = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, std::max(0, 15 - before));
  std::string out(text, done.ptr);
  if (out.find('.') == out.npos) return out;
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return out;
}

std::string two(std::int64_t number) { return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)}; }

// Civil date of a day number counted from 1970-01-01 (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
std::string iso_date(std::int64_t days) {
  days += 719'468;
  const std::int64_t era = days / 146'097, day_of_era = days % 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_index = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * month_index + 2) / 5 + 1;
  const std::int64_t month = month_index < 10 ? month_index + 3 : month_index - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return two(year / 100) + two(year) + "-" + two(month) + "-" + two(day);
}

// Excel believes in 1900-02-29 (serial 60); days before it are one off.
std::int64_t unix_day(std::int64_t serial, bool from_1904) {
  if (from_1904) return serial - 24'107;
  return serial - 25'569 + (serial < 60 ? 1 : 0);
}

std::string clock(std::int64_t seconds) { return two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60); }

// The section of a format code for `value`: conditions in brackets, else positive;negative;zero.
std::string_view section_for(std::string_view code, double value) {
  std::array<std::string_view, 4> sections;
  std::size_t count = 0;
  while (count < sections.size()) {
    const std::size_t end = std::min(code.find(';'), code.size());
    sections[count++] = code.substr(0, end);
    if (end == code.size()) break;
    code.remove_prefix(end + 1);
  }
  const std::size_t condition = sections[0].find_first_of("<>=");
  if (sections[0].starts_with('[') && condition == 1) {
    const std::size_t close = sections[0].find(']');
    const std::size_t number = sections[0].find_first_of("0123456789");
    if (close != sections[0].npos && number < close) {
      const double bound = parse(sections[0].substr(number, close - number)).value_or(0);
      const bool below = sections[0][1] == '<'   ? (value < bound || (sections[0][2] == '=' && value == bound))
                         : sections[0][1] == '>' ? (value > bound || (sections[0][2] == '=' && value == bound))
                                                 : value == bound;
      return below || count < 2 ? sections[0].substr(close + 1) : sections[1];
    }
  }
  return value < 0 && count > 1 ? sections[1] : sections[0];
}

/// A mask taken apart: literal bytes and places for digits.
struct Mask {
  std::string pattern;  // digit places are '\0' (forced) and '\1' (as needed)
  std::size_t places = 0;
  bool usable = true;
};

Mask mask_of(std::string_view section) {
  Mask mask;
  for (std::size_t i = 0; i < section.size() && mask.usable; ++i) {
    const char c = section[i];
    if (c == '0' || c == '#' || c == '?') {
      mask.pattern += c == '0' ? '\0' : '\1';
      ++mask.places;
    } else if (c == '\\' || c == '_' || c == '*') {
      if (++i < section.size() && c == '\\') mask.pattern += section[i];
    } else if (c == '"') {
      const std::size_t close = std::min(section.find('"', i + 1), section.size());
      mask.pattern += section.substr(i + 1, close - i - 1);
      i = close;
    } else if (c == '[') {
      i = std::min(section.find(']', i), section.size());
    } else {
      mask.usable = std::string_view(" -/():+").find(c) != std::string_view::npos;
      mask.pattern += c;
    }
  }
  return mask;
}

// Digits into their places, from the right; what has no place goes to the first one.
std::string fill(const Mask& mask, std::string_view digits) {
  std::string out;
  std::size_t places = mask.places;
  for (std::size_t i = mask.pattern.size(); i-- > 0;) {
    const char c = mask.pattern[i];
    if (c != '\0' && c != '\1') {
      if (!digits.empty() || places == 0 || mask.pattern.find('\0') <= i) out += c;
      continue;
    }
    --places;
    if (!digits.empty()) {
      out += digits.back();
      digits.remove_suffix(1);
    } else if (c == '\0') {
      out += '0';
    }
    for (; places == 0 && !digits.empty(); digits.remove_suffix(1)) out += digits.back();
  }
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace

void NumberFormats::declare(std::uint32_t id, std::string_view code) {
  code_bytes_ += code.size();
  if (code_bytes_ <= kMaxCodeBytes) codes_.emplace(id, code);
}

void NumberFormats::add_cell_format(std::uint32_t id) {
  if (cell_formats_.size() >= kMaxCellFormats) return;
  const auto own = codes_.find(id);
  if (own == codes_.end()) {
    cell_formats_.push_back({builtin_kind(id), nullptr});
  } else {
    cell_formats_.push_back({kind_of(own->second), &own->second});
  }
}

// 18.8.30: 14-17 and 22 dates, 18-21 and 45-47 times, 27-36 and 50-58 dates of East Asian locales.
NumberFormats::Kind NumberFormats::builtin_kind(std::uint32_t id) {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58)) return Kind::kDate;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return Kind::kTime;
  return id == 22 ? Kind::kDateTime : Kind::kPlain;
}

NumberFormats::Kind NumberFormats::kind_of(std::string_view code) {
  bool date = false, time = false, digits = false, fraction = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const std::size_t close = std::min(code.find(']', i), code.size());
      time = time || (close == i + 2 && std::string_view("hHmMsS").find(code[i + 1]) != std::string_view::npos);
      i = close;
    } else {
      date = date || std::string_view("yYdD").find(c) != std::string_view::npos;
      time = time || std::string_view("hHsS").find(c) != std::string_view::npos;
      digits = digits || c == '0' || c == '#' || c == '?';
      fraction = fraction || std::string_view(".,%eE@gG").find(c) != std::string_view::npos;
    }
  }
  if (date) return time ? Kind::kDateTime : Kind::kDate;
  if (time) return Kind::kTime;
  return digits && !fraction ? Kind::kMask : Kind::kPlain;
}

std::string NumberFormats::show(std::string_view value, std::size_t style) const {
  const auto number = parse(value);
  if (!number) return std::string(value);
  const Format none;
  const Format& format = style < cell_formats_.size() ? cell_formats_[style] : none;
  const std::string digits = is_integer_text(value) ? std::string(value) : plain(*number);
  if (format.kind == Kind::kMask && is_integer_text(digits)) {
    const Mask mask = mask_of(section_for(*format.code, *number));
    const bool negative = digits.front() == '-';
    if (mask.usable && mask.places > 0)
      return (negative ? "-" : "") + fill(mask, std::string_view(digits).substr(negative ? 1 : 0));
  }
  const bool is_moment = format.kind == Kind::kDate || format.kind == Kind::kTime || format.kind == Kind::kDateTime;
  if (!is_moment || *number < 0 || *number >= kLastDay) return digits;
  const auto seconds = static_cast<std::int64_t>(std::llround(*number * 86'400));
  const std::int64_t day = seconds / 86'400, second = seconds % 86'400;
  if (format.kind == Kind::kTime && day == 0) return clock(second);
  const std::string date = iso_date(unix_day(day, from_1904_));
  return second == 0 ? date : date + " " + clock(second);
}

}  // namespace assay::extract::ooxml
