// The check functions behind the table, by family. Contract of each: Row::check in checks/table.h.
#pragma once
#include <string_view>

#include "detect/checks/table.h"

namespace assay::detect::checks {

inline constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
inline constexpr bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
/// 0-35 for 0-9 A-Z, else -1.
inline constexpr int value36(char c) { return is_digit(c) ? c - '0' : is_upper(c) ? c - 'A' + 10 : -1; }
/// True for a non-empty string of ASCII digits.
bool all_digits(std::string_view value) noexcept;
/// True if every character is '0'.
bool all_zero(std::string_view value) noexcept;
/// Value of at most 9 digits; `value` must be digits.
unsigned to_number(std::string_view digits) noexcept;

// luhn.cc, verhoeff.cc: one check digit over digits
bool luhn(std::string_view, const Params&) noexcept;
std::string_view prefix_complaint(const Params&) noexcept;
bool verhoeff(std::string_view, const Params&) noexcept;
bool damm(std::string_view, const Params&) noexcept;
// securities.cc, bitcoin.cc, mrz.cc
bool luhn_alnum(std::string_view, const Params&) noexcept;
double luhn_alnum_rate(const Params&) noexcept;
bool cusip(std::string_view, const Params&) noexcept;
bool bitcoin_address(std::string_view, const Params&) noexcept;
bool mrz(std::string_view, const Params&) noexcept;
// iso7064.cc
bool iso7064(std::string_view, const Params&) noexcept;
double iso7064_rate(const Params&) noexcept;
/// Remainder of the value read as a number with A = 10 ... Z = 35; -1 for other characters.
int mod97(std::string_view alnum, int start) noexcept;
// weighted.cc
bool weighted(std::string_view, const Params&) noexcept;
double weighted_rate(const Params&) noexcept;
std::string_view weighted_complaint(const Params&) noexcept;
// number_mod.cc
bool number_mod(std::string_view, const Params&) noexcept;
double number_mod_rate(const Params&) noexcept;
// bank.cc, iban.cc, card.cc
bool iban(std::string_view, const Params&) noexcept;
bool bic_country(std::string_view, const Params&) noexcept;
bool card_brand(std::string_view, const Params&) noexcept;
double card_brand_rate(const Params&) noexcept;
// national.cc, new_zealand.cc, united_states.cc: letters and ranges of one country's numbers
bool nir_key(std::string_view, const Params&) noexcept;
bool fr_vat_key(std::string_view, const Params&) noexcept;
bool mod23_letter(std::string_view, const Params&) noexcept;
bool it_fiscal(std::string_view, const Params&) noexcept;
bool nz_ird(std::string_view, const Params&) noexcept;
bool nz_nhi(std::string_view, const Params&) noexcept;
bool nino_prefix(std::string_view, const Params&) noexcept;
bool ssn_range(std::string_view, const Params&) noexcept;
bool itin_range(std::string_view, const Params&) noexcept;
bool mbi(std::string_view, const Params&) noexcept;
bool icd10(std::string_view, const Params&) noexcept;
double icd10_rate(const Params&) noexcept;
// network.cc
bool ipv4(std::string_view, const Params&) noexcept;
bool ipv6(std::string_view, const Params&) noexcept;
bool mac(std::string_view, const Params&) noexcept;
// email.cc, phone.cc
bool email_tld(std::string_view, const Params&) noexcept;
bool phone(std::string_view, const Params&) noexcept;
// lists.cc, date.cc, digits.cc
bool date(std::string_view, const Params&) noexcept;
double date_rate(const Params&) noexcept;
std::string_view date_complaint(const Params&) noexcept;
bool table_values(std::string_view, const Params&) noexcept;
bool prefix(std::string_view, const Params&) noexcept;
double list_rate(const Params&) noexcept;
std::string_view list_complaint(const Params&) noexcept;
bool distinct_digits(std::string_view, const Params&) noexcept;
double distinct_digits_rate(const Params&) noexcept;
// tokens.cc, base64.cc, crc32.cc, pem.cc, secret.cc: keys, tokens, passwords
/// Shannon entropy of the bytes, in hundredths of a bit per byte, is at least that. False for the empty text.
bool has_entropy(std::string_view text, std::int32_t centibits) noexcept;
bool entropy(std::string_view, const Params&) noexcept;
bool base64(std::string_view, const Params&) noexcept;
double base64_rate(const Params&) noexcept;
bool base64_json(std::string_view, const Params&) noexcept;
bool crc32(std::string_view, const Params&) noexcept;
std::string_view crc32_complaint(const Params&) noexcept;
double crc32_rate(const Params&) noexcept;
bool pem_key(std::string_view, const Params&) noexcept;
bool secret(std::string_view, const Params&) noexcept;

}  // namespace assay::detect::checks
