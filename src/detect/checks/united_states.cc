// Ranges of numbers of the United States that have no check digit.
#include "detect/checks/families.h"

namespace assay::detect::checks {

/// Social security number: areas 000, 666 and 900-999, group 00 and serial 0000 are never given out (SSA, POMS RM 10201.030);
/// 078-05-1120 and 219-09-9999 were printed as samples.
bool ssn_range(std::string_view value, const Params&) noexcept {
  if (value.size() != 9 || !all_digits(value)) return false;
  const unsigned area = to_number(value.substr(0, 3));
  if (area == 0 || area == 666 || area >= 900) return false;
  if (value.substr(3, 2) == "00" || value.substr(5) == "0000") return false;
  return value != "078051120" && value != "219099999";
}

/// Individual taxpayer number: 9xx and group 50-65, 70-88, 90-92, 94-99 (IRS, IRM 3.21.263).
bool itin_range(std::string_view value, const Params&) noexcept {
  if (value.size() != 9 || !all_digits(value) || value[0] != '9') return false;
  const unsigned group = to_number(value.substr(3, 2));
  return (group >= 50 && group <= 65) || (group >= 70 && group <= 88) || (group >= 90 && group != 93);
}

/// Medicare beneficiary identifier, position by position; letters without S L O I B Z (CMS, Understanding the MBI).
bool mbi(std::string_view value, const Params&) noexcept {
  constexpr std::string_view kShape = "CAXNAXNAANN";  // C 1-9, A letter, N digit, X letter or digit
  constexpr std::string_view kNever = "SLOIBZ";
  if (value.size() != kShape.size() || value[0] == '0') return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool letter = is_upper(value[i]) && kNever.find(value[i]) == kNever.npos;
    const bool digit = is_digit(value[i]);
    if (kShape[i] == 'A' ? !letter : kShape[i] == 'X' ? !letter && !digit : !digit) return false;
  }
  return true;
}

}  // namespace assay::detect::checks
