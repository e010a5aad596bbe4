// Bank identifiers: BIC (ISO 9362) and payment cards (ISO/IEC 7812).
#include <array>

#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
/// ISO 3166-1 alpha-2, all 249 codes, and XK, which SWIFT uses for Kosovo.
constexpr std::string_view kCountries =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT "
    "BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH "
    "ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT "
    "HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS "
    "LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI "
    "NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG "
    "SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG "
    "UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW "
    "XK ";

/// Number range of a card scheme: first digits `low` to `high`, and a bit per allowed length (bit 16 = 16 digits).
struct Scheme {
  std::uint32_t brand;  ///< Bit as in the words of `card_brand`.
  std::string_view low, high;
  std::uint32_t lengths;
};
constexpr std::uint32_t bits(std::initializer_list<int> lengths) {
  std::uint32_t set = 0;
  for (int length : lengths) set |= 1U << length;
  return set;
}
enum Brand : std::uint32_t {
  kVisa = 1,
  kMastercard = 2,
  kAmex = 4,
  kDiscover = 8,
  kDiners = 16,
  kJcb = 32,
  kUnionPay = 64,
  kMaestro = 128,
  kMir = 256,
  kRuPay = 512,
};

/// Ranges the schemes publish (merchant BIN tables; Discover includes Diners and UnionPay co-brands). First row that fits wins.
constexpr std::array kSchemes{
    Scheme{kVisa, "4", "4", bits({13, 16, 19})},
    Scheme{kMastercard, "51", "55", bits({16})},
    Scheme{kMastercard, "2221", "2720", bits({16})},
    Scheme{kAmex, "34", "34", bits({15})},
    Scheme{kAmex, "37", "37", bits({15})},
    Scheme{kDiscover, "6011", "6011", bits({16, 17, 18, 19})},
    Scheme{kDiscover, "644", "649", bits({16, 17, 18, 19})},
    Scheme{kDiscover, "65", "65", bits({16, 17, 18, 19})},
    Scheme{kDiners, "300", "305", bits({14, 15, 16, 17, 18, 19})},
    Scheme{kDiners, "3095", "3095", bits({14, 15, 16, 17, 18, 19})},
    Scheme{kDiners, "36", "36", bits({14, 15, 16, 17, 18, 19})},
    Scheme{kDiners, "38", "39", bits({14, 15, 16, 17, 18, 19})},
    Scheme{kJcb, "3528", "3589", bits({16, 17, 18, 19})},
    Scheme{kUnionPay, "62", "62", bits({16, 17, 18, 19})},
    Scheme{kMir, "2200", "2204", bits({16, 17, 18, 19})},
    Scheme{kRuPay, "60", "60", bits({16})},
    Scheme{kRuPay, "81", "82", bits({16})},
    Scheme{kRuPay, "508", "508", bits({16})},
    Scheme{kMaestro, "50", "50", bits({12, 13, 14, 15, 16, 17, 18, 19})},
    Scheme{kMaestro, "56", "59", bits({12, 13, 14, 15, 16, 17, 18, 19})},
    Scheme{kMaestro, "60", "61", bits({12, 13, 14, 15, 16, 17, 18, 19})},
    Scheme{kMaestro, "63", "64", bits({12, 13, 14, 15, 16, 17, 18, 19})},
    Scheme{kMaestro, "66", "69", bits({12, 13, 14, 15, 16, 17, 18, 19})},
};

bool in_range(std::string_view value, const Scheme& scheme) {
  const std::string_view head = value.substr(0, scheme.low.size());
  return scheme.low <= head && head <= scheme.high;
}
}  // namespace

bool bic_country(std::string_view value, const Params&) noexcept {
  if (value.size() != 8 && value.size() != 11) return false;
  for (char c : value.substr(0, 6))
    if (!is_upper(c)) return false;
  const std::size_t at = kCountries.find(value.substr(4, 2));  // codes stand at multiples of three: no match across two
  return at != kCountries.npos && at % 3 == 0;
}

/// All ranges that fit are tried: a number may be RuPay or Maestro by its first digits and only one of them by its length.
bool card_brand(std::string_view value, const Params& params) noexcept {
  if (value.size() < 12 || value.size() > 19 || !all_digits(value)) return false;
  const std::uint32_t wanted = params.flags == 0 ? ~0U : params.flags;
  for (const Scheme& scheme : kSchemes) {
    if ((scheme.brand & wanted) == 0 || (scheme.lengths >> value.size() & 1) == 0) continue;
    if (in_range(value, scheme)) return true;
  }
  return false;
}

/// Measured over 16-digit strings and all brands; fewer brands pass less.
double card_brand_rate(const Params&) noexcept { return 0.41; }

}  // namespace assay::detect::checks
