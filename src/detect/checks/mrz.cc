// Machine readable zones, ICAO 9303 parts 4 to 7: TD1 (3 x 30), TD2 and MRV-B (2 x 36), TD3 and MRV-A (2 x 44), or the line with
// the numbers of a TD2 or TD3 alone. What form it is follows from the length.
#include <array>

#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
constexpr std::size_t kLongest = 90;

/// The zone without the breaks between its lines.
struct Zone {
  std::array<char, kLongest> at{};
  std::size_t size = 0;
  std::string_view text() const { return {at.data(), size}; }
};

bool read_zone(std::string_view value, Zone& zone) {
  for (char c : value) {
    if (c == ' ' || c == '\n' || c == '\r') continue;
    if (zone.size == kLongest || (c != '<' && !is_digit(c) && !is_upper(c))) return false;
    zone.at[zone.size++] = c;
  }
  return true;
}

/// Weights 7, 3, 1; a filler is 0.
class Sum {
 public:
  Sum& add(std::string_view field) {
    constexpr std::array<int, 3> kWeights{7, 3, 1};
    for (char c : field) sum_ += kWeights[count_++ % 3] * (c == '<' ? 0 : value36(c));
    return *this;
  }
  bool is(char check) const { return check == static_cast<char>('0' + sum_ % 10); }

 private:
  int sum_ = 0;
  std::size_t count_ = 0;
};

bool field_holds(std::string_view line, std::size_t at, std::size_t length) {
  return Sum().add(line.substr(at, length)).is(line[at + length]);
}

/// YYMMDD with its check digit; unknown months and days are fillers.
bool date_holds(std::string_view line, std::size_t at) {
  const std::string_view month = line.substr(at + 2, 2), day = line.substr(at + 4, 2);
  const bool real = (month == "<<" || (month >= "01" && month <= "12")) && (day == "<<" || (day >= "01" && day <= "31"));
  return real && field_holds(line, at, 6);
}

/// A document number of more than nine characters goes on in `optional`; its check digit stands before the first filler there.
bool number_holds(std::string_view line, std::size_t at, std::string_view optional) {
  if (line.substr(at, 9).find_first_not_of('<') == line.npos) return false;
  if (line[at + 9] != '<') return field_holds(line, at, 9);
  const std::size_t end = optional.find('<');
  if (end == optional.npos || end < 2) return false;
  return Sum().add(line.substr(at, 9)).add("<").add(optional.substr(0, end - 1)).is(optional[end - 1]);
}

/// The lower line of a TD3.
bool td3_line(std::string_view line) {
  const std::string_view personal = line.substr(28, 14);
  const bool none = line[42] == '<' && personal.find_first_not_of('<') == personal.npos;
  const bool whole = Sum().add(line.substr(0, 10)).add(line.substr(13, 7)).add(line.substr(21, 22)).is(line[43]);
  return field_holds(line, 0, 9) && date_holds(line, 13) && date_holds(line, 21) && (none || field_holds(line, 28, 14)) && whole;
}

bool td2_line(std::string_view line) {
  const bool whole = Sum().add(line.substr(0, 10)).add(line.substr(13, 7)).add(line.substr(21, 14)).is(line[35]);
  return number_holds(line, 0, line.substr(28, 7)) && date_holds(line, 13) && date_holds(line, 21) && whole;
}

/// Visas have no digit over the whole.
bool visa_line(std::string_view line) { return field_holds(line, 0, 9) && date_holds(line, 13) && date_holds(line, 21); }

bool td1(std::string_view zone) {
  const std::string_view first = zone.substr(0, 30), second = zone.substr(30, 30);
  const bool whole =
      Sum().add(first.substr(5, 25)).add(second.substr(0, 7)).add(second.substr(8, 7)).add(second.substr(18, 11)).is(second[29]);
  return number_holds(first, 5, first.substr(15)) && date_holds(second, 0) && date_holds(second, 8) && whole;
}
}  // namespace

bool mrz(std::string_view value, const Params&) noexcept {
  Zone zone;
  if (!read_zone(value, zone)) return false;
  const std::string_view text = zone.text();
  const bool visa = !text.empty() && text[0] == 'V';
  switch (text.size()) {
    case 90:
      return td1(text);
    case 88:
      return visa ? visa_line(text.substr(44)) : td3_line(text.substr(44));
    case 72:
      return visa ? visa_line(text.substr(36)) : td2_line(text.substr(36));
    case 44:
      return td3_line(text);
    case 36:
      return td2_line(text);
    default:
      return false;
  }
}

}  // namespace assay::detect::checks
