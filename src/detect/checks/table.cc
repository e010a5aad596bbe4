#include "detect/checks/table.h"

#include <algorithm>
#include <array>

#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
constexpr std::int32_t kMany = 1'000'000;

/// A pass rate that does not depend on parameters, in parts per million.
template <std::int64_t Millionths>
double rate(const Params&) noexcept {
  return static_cast<double>(Millionths) / 1e6;
}

constexpr ParamRule choice(std::string_view name, Need need, Choice field, std::string_view words) {
  return {name, need, field, words};
}
constexpr ParamRule flags(std::string_view name, std::string_view words) {
  return {name, Need::kOptional, Flags{&Params::flags}, words};
}

constexpr std::array kCommon{
    ParamRule{"part", Need::kOptional, Numbers(&Params::part), {}, -64, 64},
};

constexpr std::array kLuhn{ParamRule{"prefix", Need::kOptional, Text(&Params::text), {}, 1, 12}};
constexpr std::array kLuhnAlnum{choice("variant", Need::kRequired, &Params::variant, "expanded base36")};
constexpr std::array kIso7064{
    choice("variant", Need::kRequired, &Params::variant, "mod11_10 mod11_2 mod27_26 mod37_36 mod97_10")};
constexpr std::array kWeighted{
    ParamRule{"weights", Need::kRequired, Numbers(&Params::weights), {}, -1000, 1000},
    ParamRule{"second", Need::kOptional, Numbers(&Params::second), {}, -1000, 1000},
    ParamRule{"mod", Need::kRequired, Number(&Params::mod), {}, 2, 1000},
    choice("letters", Need::kOptional, &Params::letters, "skip a10 a1 a01 vin"),
    ParamRule{"map", Need::kOptional, Text(&Params::map), {}, 2, 64},
    choice("sum", Need::kOptional, &Params::sum, "product digit_sum less_nine"),
    choice("rule", Need::kOptional, &Params::rule, "sum remainder complement"),
    ParamRule{"target", Need::kOptional, Number(&Params::target), {}, 0, 999},
    ParamRule{"check_at", Need::kOptional, Number(&Params::check_at), {}, -64, 63},
    ParamRule{"chars", Need::kOptional, Text(&Params::chars), {}, 1, 64},
    choice("align", Need::kOptional, &Params::align, "left right"),
};
constexpr std::array kVerhoeff{ParamRule{"skip", Need::kOptional, Number(&Params::check_at), {}, 0, 63}};
constexpr std::array kNumberMod{
    ParamRule{"mod", Need::kRequired, Number(&Params::mod), {}, 2, kMany},
    ParamRule{"digits", Need::kRequired, Number(&Params::digits), {}, 1, 6},
    choice("rule", Need::kOptional, &Params::rule, "remainder complement"),
    ParamRule{"prefix", Need::kOptional, Text(&Params::text), {}, 1, 12},
};
constexpr std::array kCardBrand{flags("brands", "visa mastercard amex discover diners jcb unionpay maestro mir rupay")};
constexpr std::array kDate{
    ParamRule{"format", Need::kRequired, Text(&Params::text), {}, 2, 16},
    ParamRule{"centuries", Need::kOptional, Texts(&Params::centuries), {}, 1, 24},
    ParamRule{"add_day", Need::kOptional, Numbers(&Params::add_day), {}, 0, 80},
    ParamRule{"add_month", Need::kOptional, Numbers(&Params::add_month), {}, 0, 80},
    ParamRule{"min_year", Need::kOptional, Number(&Params::min_year), {}, 0, 9999},
    ParamRule{"max_year", Need::kOptional, Number(&Params::max_year), {}, 0, 9999},
};
constexpr std::array kValues{ParamRule{"values", Need::kRequired, Texts(&Params::values), {}, 1, 64}};
constexpr std::array kDistinct{
    choice("variant", Need::kRequired, &Params::variant, "de_idnr not_all_same no_sequence no_palindrome")};
constexpr ParamRule kBehind{"behind", Need::kOptional, Texts(&Params::behind), {}, 1, 64};
constexpr ParamRule kSkip{"skip", Need::kOptional, Number(&Params::skip), {}, -1, 8};
constexpr ParamRule kUntil{"until", Need::kOptional, Text(&Params::until), {}, 1, 16};
constexpr std::array kEntropy{ParamRule{"min", Need::kRequired, Decimal{&Params::min_centibits}, {}, 1, 800}, kBehind, kSkip,
                              kUntil};
constexpr std::array kBase64{
    choice("form", Need::kOptional, &Params::variant, "bytes text digits"),
    ParamRule{"sizes", Need::kOptional, Numbers(&Params::bytes), {}, 1, 6144},
    ParamRule{"holds", Need::kOptional, Text(&Params::text), {}, 1, 64},
    kBehind,
    kSkip,
    kUntil,
};
constexpr std::array kBase64Json{
    ParamRule{"key", Need::kRequired, Text(&Params::text), {}, 1, 64},
    ParamRule{"segment", Need::kOptional, Number(&Params::digits), {}, 0, 8},
};
constexpr std::array kCrc32{
    choice("base", Need::kRequired, &Params::variant, "base62 base36 hex"),
    ParamRule{"digits", Need::kRequired, Number(&Params::digits), {}, 1, 16},
};
constexpr std::array kSecret{
    choice("kind", Need::kRequired, &Params::variant, "password key"),
    ParamRule{"min", Need::kRequired, Number(&Params::min_size), {}, 1, 1000},
    ParamRule{"max", Need::kOptional, Number(&Params::max_size), {}, 1, 1000},
    ParamRule{"entropy", Need::kOptional, Decimal{&Params::min_centibits}, {}, 1, 800},
    ParamRule{"not", Need::kOptional, Texts(&Params::lists), {}, 1, 64},
    kBehind,
    kSkip,
    kUntil,
};
constexpr std::array kIcd10{choice("variant", Need::kRequired, &Params::variant, "cm gm")};
constexpr std::array kIpv4{flags("refuse", "unspecified version_like loopback private multicast broadcast")};
constexpr std::array kIpv6{flags("refuse", "unspecified loopback link_local short")};
constexpr std::array kPhone{flags("shapes", "international de us gb fr trunk")};
constexpr std::span<const ParamRule> kNone{};

constexpr auto kDigits = Reads::kDigits;
constexpr auto kAlnum = Reads::kAlnumUpper;
constexpr auto kExact = Reads::kExact;

// clang-format off
constexpr std::array kTable{
    //   name              reads    params        check             passes               complaint            source
    Row{"base64",          kExact,  kBase64,      &base64,          &base64_rate,        nullptr,             "RFC 4648 sections 4 and 5"},
    Row{"base64_json",     kExact,  kBase64Json,  &base64_json,     &rate<1>,            nullptr,             "RFC 4648 section 5, RFC 7515 section 4.1, RFC 8259"},
    Row{"bic_country",     kAlnum,  kNone,        &bic_country,     &rate<369'822>,      nullptr,             "ISO 9362, ISO 3166-1"},
    Row{"bitcoin_address", kExact,  kNone,        &bitcoin_address, &rate<1>,            nullptr,             "Base58Check; BIP 173, BIP 350"},
    Row{"card_brand",      kDigits, kCardBrand,   &card_brand,      &card_brand_rate,    nullptr,             "ISO/IEC 7812-1, number ranges published by the schemes"},
    Row{"crc32",           kExact,  kCrc32,       &crc32,           &crc32_rate,         &crc32_complaint,    "ISO 3309; GitHub token formats (2021), GitLab routable tokens"},
    Row{"cusip",           kExact,  kNone,        &cusip,           &rate<25'000>,       nullptr,             "ANSI X9.6, CUSIP Global Services"},
    Row{"damm",            kDigits, kNone,        &damm,            &rate<100'000>,      nullptr,             "H. M. Damm, 2004"},
    Row{"date",            kAlnum,  kDate,        &date,            &date_rate,          &date_complaint,     "Gregorian calendar, ISO 8601-1"},
    Row{"distinct_digits", kDigits, kDistinct,    &distinct_digits, &distinct_digits_rate, nullptr,           "BZSt, Steuerliche Identifikationsnummer (since 2016)"},
    Row{"email_tld",       kExact,  kNone,        &email_tld,       &rate<12'200>,       nullptr,             "RFC 1035 section 2.3.4, IANA root zone"},
    Row{"entropy",         kExact,  kEntropy,     &entropy,         &rate<1'000'000>,    nullptr,             "C. E. Shannon, 1948"},
    Row{"fr_vat_key",      kAlnum,  kNone,        &fr_vat_key,      &rate<10'300>,       nullptr,             "CGI article 286 ter, BOI-TVA-DECLA-20-10-20"},
    Row{"iban",            kAlnum,  kNone,        &iban,            &rate<10'000>,       nullptr,             "ISO 13616, SWIFT IBAN Registry"},
    Row{"icd10",           kAlnum,  kIcd10,       &icd10,           &icd10_rate,         nullptr,             "ICD-10-CM 2025 (CDC/NCHS), ICD-10-GM 2025 (BfArM)"},
    Row{"ipv4",            kExact,  kIpv4,        &ipv4,            &rate<4'300>,        nullptr,             "RFC 791, RFC 6890, RFC 6943 section 3.1.1"},
    Row{"ipv6",            kExact,  kIpv6,        &ipv6,            &rate<1'000'000>,    nullptr,             "RFC 4291 section 2.2, RFC 4007 section 11"},
    Row{"iso7064",         kAlnum,  kIso7064,     &iso7064,         &iso7064_rate,       nullptr,             "ISO/IEC 7064"},
    Row{"it_fiscal",       kAlnum,  kNone,        &it_fiscal,       &rate<23'800>,       nullptr,             "D.M. 23/12/1976, article 7"},
    Row{"itin_range",      kDigits, kNone,        &itin_range,      &rate<44'000>,       nullptr,             "IRS, IRM 3.21.263"},
    Row{"luhn",            kDigits, kLuhn,        &luhn,            &rate<100'000>,      &prefix_complaint,   "ISO/IEC 7812-1 annex B"},
    Row{"luhn_alnum",      kAlnum,  kLuhnAlnum,   &luhn_alnum,      &luhn_alnum_rate,    nullptr,             "ISO 6166 annex A; CBIC, GSTIN"},
    Row{"mac",             kExact,  kNone,        &mac,             &rate<1'000'000>,    nullptr,             "IEEE 802 section 8"},
    Row{"mbi",             kAlnum,  kNone,        &mbi,             &rate<218'000>,      nullptr,             "CMS, Understanding the Medicare Beneficiary Identifier"},
    Row{"mod23_letter",    kAlnum,  kNone,        &mod23_letter,    &rate<38'462>,       nullptr,             "Orden INT/2058/2008"},
    Row{"mrz",             kExact,  kNone,        &mrz,             &rate<10>,           nullptr,             "ICAO 9303 parts 4 to 7"},
    Row{"nino_prefix",     kAlnum,  kNone,        &nino_prefix,     &rate<552'000>,      nullptr,             "HMRC, NIM39110"},
    Row{"nir_key",         kAlnum,  kNone,        &nir_key,         &rate<10'000>,       nullptr,             "INSEE, numéro d'inscription au répertoire"},
    Row{"number_mod",      kDigits, kNumberMod,   &number_mod,      &number_mod_rate,    &prefix_complaint,   "arithmetic; the rule names its law"},
    Row{"nz_ird",          kDigits, kNone,        &nz_ird,          &rate<13'900>,       nullptr,             "Inland Revenue, withholding tax specification"},
    Row{"nz_nhi",          kAlnum,  kNone,        &nz_nhi,          &rate<72'000>,       nullptr,             "HISO 10046"},
    Row{"pem_key",         kExact,  kNone,        &pem_key,         &rate<700>,          nullptr,             "RFC 7468, RFC 8017 appendix A.1.2, RFC 9580 section 4.2"},
    Row{"phone",           kExact,  kPhone,       &phone,           &rate<700'000>,      nullptr,             "ITU-T E.164, North American Numbering Plan"},
    Row{"prefix",          kAlnum,  kValues,      &prefix,          &list_rate,          &list_complaint,     "list in the pack"},
    Row{"secret",          kExact,  kSecret,      &secret,          &rate<1'000'000>,    nullptr,             "how source code and prose write assignments"},
    Row{"ssn_range",       kDigits, kNone,        &ssn_range,       &rate<888'000>,      nullptr,             "SSA, POMS RM 10201.030"},
    Row{"table",           kAlnum,  kValues,      &table_values,    &list_rate,          &list_complaint,     "list in the pack"},
    Row{"verhoeff",        kDigits, kVerhoeff,    &verhoeff,        &rate<100'000>,      nullptr,             "J. Verhoeff, 1969"},
    Row{"weighted",        kAlnum,  kWeighted,    &weighted,        &weighted_rate,      &weighted_complaint, "arithmetic; the rule names its law"},
};
// clang-format on

constexpr bool sorted() {
  for (std::size_t i = 1; i < kTable.size(); ++i)
    if (!(kTable[i - 1].name < kTable[i].name)) return false;
  return true;
}
static_assert(sorted());
}  // namespace

std::span<const Row> table() { return kTable; }

const Row* find_row(std::string_view name) {
  const auto* row =
      std::lower_bound(kTable.begin(), kTable.end(), name, [](const Row& r, std::string_view wanted) { return r.name < wanted; });
  return row != kTable.end() && row->name == name ? row : nullptr;
}

std::span<const ParamRule> common_params() { return kCommon; }

}  // namespace assay::detect::checks
