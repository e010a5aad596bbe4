#include "report/terminal.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

#include "base/unicode.h"
#include "report/terminal_data.h"

namespace assay::report {
namespace {

constexpr std::string_view kEllipsis = "…";

bool within(std::span<const CodeRange> ranges, char32_t c) {
  const auto above =
      std::upper_bound(ranges.begin(), ranges.end(), c, [](char32_t x, const CodeRange& r) { return x < r.first; });
  return above != ranges.begin() && c <= std::prev(above)->last;
}

std::size_t width_of(char32_t c) {
  if (c < 0x300) return 1;
  if (within(combining_ranges(), c)) return 0;
  return within(wide_ranges(), c) ? 2 : 1;
}

void append_code(std::string& out, char32_t c) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "<U+%04X>", static_cast<unsigned>(c));
  out += text.data();
}

// C0 controls have pictures of their own (U+2400 and following); C1 controls act as ESC plus a letter on many terminals.
void append_harmless(std::string& out, char32_t c) {
  if (c < 0x20) return base::append_utf8(out, 0x2400 + c);
  if (c == 0x7F) return base::append_utf8(out, 0x2421);
  if ((c >= 0x80 && c < 0xA0) || within(hidden_ranges(), c)) return append_code(out, c);
  base::append_utf8(out, c);
}

bool is_space(char32_t c) { return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x2028 || c == 0x2029; }

template <class Visit>
void for_each_code_point(std::string_view text, Visit visit) {
  while (true) {
    const std::size_t valid = base::valid_utf8_prefix(text);
    for (std::size_t at = 0; at < valid;) visit(base::next_code_point(text, at));
    if (valid == text.size()) return;
    visit(U'\uFFFD');
    text.remove_prefix(valid + 1);
  }
}

}  // namespace

std::string harmless(std::string_view text) {
  std::string out;
  for_each_code_point(text, [&](char32_t c) { append_harmless(out, c); });
  return out;
}

std::string harmless_line(std::string_view text) {
  std::string out;
  bool gap = false;
  for_each_code_point(text, [&](char32_t c) {
    if (is_space(c)) {
      gap = true;
      return;
    }
    if (gap && !out.empty()) out += ' ';
    gap = false;
    append_harmless(out, c);
  });
  return out;
}

std::size_t display_width(std::string_view valid) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < valid.size();) width += width_of(base::next_code_point(valid, at));
  return width;
}

std::string cut_end(std::string_view valid, std::size_t columns) {
  if (display_width(valid) <= columns) return std::string(valid);
  if (columns == 0) return {};
  std::size_t used = 1, end = 0;  // one column for the ellipsis
  for (std::size_t at = 0; at < valid.size(); end = at) {
    used += width_of(base::next_code_point(valid, at));
    if (used > columns) break;
  }
  return std::string(valid.substr(0, end)) + std::string(kEllipsis);
}

std::string cut_front(std::string_view valid, std::size_t columns) {
  std::size_t width = display_width(valid);
  if (width <= columns) return std::string(valid);
  if (columns == 0) return {};
  std::size_t at = 0;
  while (width > columns - 1) width -= width_of(base::next_code_point(valid, at));
  return std::string(kEllipsis) + std::string(valid.substr(at));
}

std::string cut_around(std::string_view valid, std::size_t columns, std::size_t focus) {
  if (display_width(valid) <= columns) return std::string(valid);
  const std::size_t right = display_width(valid.substr(focus));
  const std::size_t left = std::max(columns / 3, columns - std::min(columns, right));
  return cut_end(cut_front(valid.substr(0, focus), left) + std::string(valid.substr(focus)), columns);
}

std::vector<std::string> wrap(std::string_view valid, std::size_t columns) {
  std::vector<std::string> lines(1);
  while (!valid.empty()) {
    const std::size_t end = std::min(valid.find(' '), valid.size());
    const std::string_view word = valid.substr(0, end);
    const bool first = lines.back().empty();
    if (!first && display_width(lines.back()) + 1 + display_width(word) > columns) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
    valid.remove_prefix(std::min(end + 1, valid.size()));
  }
  return lines;
}

std::string pad(std::string_view valid, std::size_t columns) {
  std::string out(valid);
  const std::size_t width = display_width(valid);
  if (width < columns) out.append(columns - width, ' ');
  return out;
}

std::string paint(std::string_view text, Style style, Colour colour) {
  static constexpr std::array<std::string_view, 7> kEscapes{"", "1", "2", "1;31", "33", "34", "32"};
  if (colour == Colour::kOff || style == Style::kPlain) return std::string(text);
  std::string out = "\x1b[";
  out += kEscapes[static_cast<std::size_t>(style)];
  return out.append("m").append(text).append("\x1b[0m");
}

std::string with_separators(unsigned long long number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string human_bytes(double bytes) {
  static constexpr std::array<const char*, 6> kUnits{"B", "kB", "MB", "GB", "TB", "PB"};
  std::size_t unit = 0;
  for (; bytes >= 999.95 && unit + 1 < kUnits.size(); ++unit) bytes /= 1000;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f %s" : "%.1f %s", bytes, kUnits[unit]);
  return text.data();
}

std::string counted(unsigned long long number, std::string_view noun) {
  return with_separators(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

}  // namespace assay::report
