// IBAN, ISO 13616: length and structure per country, then ISO 7064 mod 97-10 with the first four characters moved to the end.
#include <algorithm>
#include <array>

#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
/// BBAN structure: counts with n = digits, a = letters, c = either.
struct Country {
  std::string_view code, bban;
};

/// SWIFT IBAN Registry (ISO 13616-2), release 99 and the additions since; sorted.
constexpr std::array<Country, 89> kCountries{{
    {"AD", "8n12c"},   {"AE", "19n"},    {"AL", "8n16c"},    {"AT", "16n"},      {"AZ", "4a20c"},    {"BA", "16n"},
    {"BE", "12n"},     {"BG", "4a6n8c"}, {"BH", "4a14c"},    {"BI", "23n"},      {"BR", "23n1a1c"},  {"BY", "4c4n16c"},
    {"CH", "5n12c"},   {"CR", "18n"},    {"CY", "8n16c"},    {"CZ", "20n"},      {"DE", "18n"},      {"DJ", "23n"},
    {"DK", "14n"},     {"DO", "4c20n"},  {"EE", "16n"},      {"EG", "25n"},      {"ES", "20n"},      {"FI", "14n"},
    {"FK", "2a12n"},   {"FO", "14n"},    {"FR", "10n11c2n"}, {"GB", "4a14n"},    {"GE", "2a16n"},    {"GI", "4a15c"},
    {"GL", "14n"},     {"GR", "7n16c"},  {"GT", "24c"},      {"HN", "4a20n"},    {"HR", "17n"},      {"HU", "24n"},
    {"IE", "4a14n"},   {"IL", "19n"},    {"IQ", "4a15n"},    {"IS", "22n"},      {"IT", "1a10n12c"}, {"JO", "4a4n18c"},
    {"KW", "4a22c"},   {"KZ", "3n13c"},  {"LB", "4n20c"},    {"LC", "4a24c"},    {"LI", "5n12c"},    {"LT", "16n"},
    {"LU", "3n13c"},   {"LV", "4a13c"},  {"LY", "21n"},      {"MC", "10n11c2n"}, {"MD", "20c"},      {"ME", "18n"},
    {"MK", "3n10c2n"}, {"MN", "16n"},    {"MR", "23n"},      {"MT", "4a5n18c"},  {"MU", "4a19n3a"},  {"NI", "4a20n"},
    {"NL", "4a10n"},   {"NO", "11n"},    {"OM", "3n16c"},    {"PK", "4a16c"},    {"PL", "24n"},      {"PS", "4a21c"},
    {"PT", "21n"},     {"QA", "4a21c"},  {"RO", "4a16c"},    {"RS", "18n"},      {"RU", "14n15c"},   {"SA", "2n18c"},
    {"SC", "4a20n3a"}, {"SD", "14n"},    {"SE", "20n"},      {"SI", "15n"},      {"SK", "20n"},      {"SM", "1a10n12c"},
    {"SO", "19n"},     {"ST", "21n"},    {"SV", "4a20n"},    {"TL", "19n"},      {"TN", "20n"},      {"TR", "6n16c"},
    {"UA", "6n19c"},   {"VA", "18n"},    {"VG", "4a16n"},    {"XK", "16n"},      {"YE", "4a4n18c"},
}};

constexpr bool sorted() {
  for (std::size_t i = 1; i < kCountries.size(); ++i)
    if (!(kCountries[i - 1].code < kCountries[i].code)) return false;
  return true;
}
static_assert(sorted());

bool fits(char c, char kind) {
  if (kind == 'n') return is_digit(c);
  if (kind == 'a') return is_upper(c);
  return value36(c) >= 0;
}

bool has_structure(std::string_view bban, std::string_view structure) {
  std::size_t at = 0, count = 0;
  for (char kind : structure) {
    if (is_digit(kind)) {
      count = count * 10 + static_cast<std::size_t>(kind - '0');
      continue;
    }
    for (; count > 0; --count, ++at)
      if (at >= bban.size() || !fits(bban[at], kind)) return false;
  }
  return at == bban.size();
}
}  // namespace

bool iban(std::string_view value, const Params&) noexcept {
  if (value.size() < 5 || !all_digits(value.substr(2, 2))) return false;
  const std::string_view code = value.substr(0, 2);
  const auto* country = std::lower_bound(kCountries.begin(), kCountries.end(), code,
                                         [](const Country& c, std::string_view wanted) { return c.code < wanted; });
  if (country == kCountries.end() || country->code != code || !has_structure(value.substr(4), country->bban)) return false;
  const unsigned key = to_number(value.substr(2, 2));  // 02 to 98: 00, 01 and 99 have the same remainder as 97, 98 and 02
  return key >= 2 && key <= 98 && mod97(value.substr(0, 4), mod97(value.substr(4), 0)) == 1;
}

}  // namespace assay::detect::checks
