// The check table, row by row: what passes, what does not, what a pack may say, and how much chance gets through.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <set>

#include "detect/checks/check.h"

namespace assay::detect::checks {
namespace {
using rulepack::CheckSpec;
using rulepack::Param;
using Params = std::map<std::string, Param>;
using Ints = std::vector<std::int64_t>;
using Texts = std::vector<std::string>;

Param word(const char* text) { return std::string(text); }

struct Row {
  const char* why;
  const char* name;
  Params params;
  const char* value;  // in the form that the row reads
  bool passes;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name << ": " << row.why; }

const Params kNone{};
const Params kAba{{"weights", Ints{3, 7, 1}}, {"mod", 10L}};
const Params kNhs{{"weights", Ints{10, 9, 8, 7, 6, 5, 4, 3, 2}}, {"mod", 11L}, {"rule", word("complement")}};
const Params kDea{{"weights", Ints{1, 2}}, {"mod", 10L}, {"rule", word("remainder")}};
const Params kBsn{{"weights", Ints{9, 8, 7, 6, 5, 4, 3, 2, -1}}, {"mod", 11L}, {"align", word("right")}};
const Params kPass{{"weights", Ints{7, 3, 1}}, {"mod", 10L}, {"letters", word("a10")}, {"rule", word("remainder")}};
const Params kLicence{{"weights", Ints{9, 8, 7, 6, 5, 4, 3, 2, 1}},
                      {"mod", 11L},
                      {"letters", word("a10")},
                      {"rule", word("remainder")},
                      {"chars", word("0123456789X")},
                      {"check_at", 9L},
                      {"part", Ints{0, 10}}};
const Params kRvnr{{"weights", Ints{2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1}},
                   {"mod", 10L},
                   {"letters", word("a01")},
                   {"sum", word("digit_sum")},
                   {"rule", word("remainder")}};
const Params kKvnr{
    {"weights", Ints{1, 2}}, {"mod", 10L}, {"letters", word("a01")}, {"sum", word("digit_sum")}, {"rule", word("remainder")}};
const Params kVin{{"weights", Ints{8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2}},
                  {"mod", 11L},
                  {"letters", word("vin")},
                  {"rule", word("remainder")},
                  {"check_at", 8L},
                  {"chars", word("0123456789X")}};
const Params kUtr{{"weights", Ints{0, 6, 7, 8, 9, 10, 5, 4, 3, 2}},
                  {"mod", 11L},
                  {"rule", word("remainder")},
                  {"check_at", 0L},
                  {"chars", word("21987654321")}};
const Params kUid{{"weights", Ints{1, 2, 1, 2, 1, 2, 1, 1}}, {"mod", 10L}, {"sum", word("digit_sum")}, {"target", 6L}};
const Params kIsbn10{{"weights", Ints{10, 9, 8, 7, 6, 5, 4, 3, 2, 1}}, {"mod", 11L}, {"map", word("0123456789X")}};
const Params kLetters1{{"weights", Ints{1, 2}}, {"mod", 7L}, {"letters", word("a1")}};
const Params kSkip{{"weights", Ints{3, 7, 1}}, {"mod", 10L},         {"letters", word("skip")}, {"align", word("left")},
                   {"sum", word("product")},   {"rule", word("sum")}};
const Params kTwoPass{{"weights", Ints{1, 2, 3, 4, 5, 6, 7, 8, 9, 1}},
                      {"second", Ints{3, 4, 5, 6, 7, 8, 9, 1, 2, 3}},
                      {"mod", 11L},
                      {"rule", word("remainder")}};
const Params kCprDate{{"format", word("DDMMYYC")},
                      {"centuries", Texts{"0-3=1900-1999", "4=1937-2036", "5-8=2000-2057", "5-8=1858-1899"}},
                      {"part", Ints{0, 7}}};
const Params kKennitalaDate{{"format", word("DDMMYY...C")}, {"centuries", Texts{"9=1900-1999", "0=2000-2099"}}};
const Params kNorwegianDate{{"format", word("DDMMYYCCC")},
                            {"centuries", Texts{"000-499=1900-1999", "500-749=1854-1899", "500-999=2000-2039"}}};
const Params kCitizenCard{{"weights", Ints{2, 1}}, {"mod", 10L}, {"letters", word("a10")}, {"sum", word("less_nine")}};
const Params kMatricule{{"skip", 11L}};
const Params kNif{{"mod", 511L}, {"digits", 3L}, {"rule", word("remainder")}};
const Params kBelgian{{"mod", 97L}, {"digits", 2L}, {"rule", word("complement")}};
const Params kBelgian2000{{"mod", 97L}, {"digits", 2L}, {"rule", word("complement")}, {"prefix", word("2")}};
const Params kNpi{{"prefix", 80840L}};
const Params kAbaPrefix{{"values", Texts{"00-12", "21-32", "61-72", "80"}}};
const Params kAllCards{
    {"brands", Texts{"visa", "mastercard", "amex", "discover", "diners", "jcb", "unionpay", "maestro", "mir", "rupay"}}};
const Params kStrictV4{{"refuse", Texts{"unspecified", "version_like", "loopback", "private", "multicast", "broadcast"}}};
const Params kStrictV6{{"refuse", Texts{"unspecified", "loopback", "link_local", "short"}}};

Params iso(const char* variant) { return {{"variant", word(variant)}}; }
Params refuse(const char* kind) { return {{"refuse", Texts{kind}}}; }
Params shapes(const char* shape) { return {{"shapes", Texts{shape}}}; }
Params brand(const char* name) { return {{"brands", Texts{name}}}; }
const Params kGitHub{{"base", word("base62")}, {"digits", 6L}, {"part", Ints{4, 0}}};
Params password() {
  return {{"kind", word("password")},    {"min", 6L}, {"max", 24L}, {"entropy", 2L}, {"behind", Texts{":", "="}},
          {"not", Texts{"placeholders"}}};
}
Params login() {
  Params params = password();
  params["behind"] = Texts{":"};
  params["skip"] = 1L;
  params["until"] = word("@");
  return params;
}
Params ddmmyy(Params more = {}) {
  more["format"] = word("DDMMYY");
  return more;
}

// Numbers: published specimens and test numbers, python-stdnum's documentation, or made up; none belongs to anybody.
const Row kRows[] = {
    {"scheme test card", "luhn", kNone, "4111111111111111", true},
    {"last digit off by one", "luhn", kNone, "4111111111111112", false},
    {"neighbours swapped", "luhn", kNone, "1411111111111111", false},
    {"nothing but zeros", "luhn", kNone, "0000000000000000", false},
    {"one digit", "luhn", kNone, "0", false},
    {"empty", "luhn", kNone, "", false},
    {"NPI, CMS example", "luhn", kNpi, "1234567893", true},
    {"NPI without its prefix", "luhn", kNone, "1234567893", false},
    {"NPI, digit changed", "luhn", kNpi, "1234567894", false},
    {"Aadhaar form", "verhoeff", kNone, "236412340128", true},
    {"digit changed", "verhoeff", kNone, "236412340127", false},
    {"neighbours swapped", "verhoeff", kNone, "326412340128", false},
    {"Verhoeff's own example", "verhoeff", kNone, "2363", true},
    {"Luxembourg form, the Luhn digit left out", "verhoeff", kMatricule, "1983123104206", true},
    {"another Luhn digit does not matter", "verhoeff", kMatricule, "1983123104216", true},
    {"Luxembourg form, digit changed", "verhoeff", kMatricule, "1983123204206", false},
    {"the left out digit counts without the parameter", "verhoeff", kNone, "1983123104216", false},
    {"Damm's own example", "damm", kNone, "5724", true},
    {"neighbours swapped", "damm", kNone, "7524", false},
    {"digit changed", "damm", kNone, "5727", false},
    {"German tax id, BZSt example", "iso7064", iso("mod11_10"), "86095742719", true},
    {"digit changed", "iso7064", iso("mod11_10"), "86095742718", false},
    {"German VAT id with its country", "iso7064", iso("mod11_10"), "DE136695976", true},
    {"German VAT id, wrong", "iso7064", iso("mod11_10"), "DE136695978", false},
    {"ISNI with X", "iso7064", iso("mod11_2"), "000000021825009X", false},
    {"ISNI", "iso7064", iso("mod11_2"), "0000000218250097", true},
    {"X for ten", "iso7064", iso("mod11_2"), "079X", true},
    {"X in the middle", "iso7064", iso("mod11_2"), "0X90", false},
    {"letters only", "iso7064", iso("mod27_26"), "AEIOUI", true},
    {"letters only, wrong", "iso7064", iso("mod27_26"), "AEIOUC", false},
    {"GRid", "iso7064", iso("mod37_36"), "A12425GABC1234002M", true},
    {"GRid, wrong", "iso7064", iso("mod37_36"), "A12425GABC1234002N", false},
    {"LEI form", "iso7064", iso("mod97_10"), "213800KUD8LAJWSQ9D15", true},
    {"LEI form, swapped", "iso7064", iso("mod97_10"), "213800KUD8LAJWSQ9D51", false},
    {"ABA", "weighted", kAba, "111000025", true},
    {"ABA, wrong", "weighted", kAba, "111000026", false},
    {"ABA, letters around it are skipped", "weighted", kSkip, "ABA111000025", true},
    {"ABA, wrong among letters", "weighted", kSkip, "ABA111000052", false},
    {"all zero", "weighted", kAba, "000000000", false},
    {"NHS", "weighted", kNhs, "9434765919", true},
    {"NHS, wrong", "weighted", kNhs, "9434765918", false},
    {"NHS, remainder ten is not issued", "weighted", kNhs, "1000000000", false},
    {"DEA", "weighted", kDea, "AB1234563", true},
    {"DEA, wrong", "weighted", kDea, "AB1234564", false},
    {"BSN", "weighted", kBsn, "111222333", true},
    {"BSN of eight digits", "weighted", kBsn, "12345672", true},
    {"BSN, wrong", "weighted", kBsn, "111222334", false},
    {"BSN, ten digits", "weighted", kBsn, "0111222333", false},
    {"German ID card, specimen", "weighted", kPass, "T220001293", true},
    {"German ID card, wrong", "weighted", kPass, "T220001294", false},
    {"German licence, specimen", "weighted", kLicence, "B072RRE2I55", true},
    {"German licence, wrong", "weighted", kLicence, "B072RRE2I65", false},
    {"German licence, X for ten", "weighted", kLicence, "A09000000X1", true},
    {"German licence, too short", "weighted", kLicence, "B072RRE2I", false},
    {"RVNR, DRV example", "weighted", kRvnr, "65170839J003", true},
    {"RVNR, letter changed", "weighted", kRvnr, "65170839K003", false},
    {"RVNR, digit changed", "weighted", kRvnr, "65170839J008", false},
    {"KVNR, gematik form", "weighted", kKvnr, "A123456780", true},
    {"KVNR, wrong", "weighted", kKvnr, "A123456781", false},
    {"VIN with X", "weighted", kVin, "1M8GDM9AXKP042788", true},
    {"VIN, wrong", "weighted", kVin, "1M8GDM9A1KP042788", false},
    {"VIN with a letter that none has", "weighted", kVin, "1M8GDM9AXKQ042788", false},
    {"UTR, check in front", "weighted", kUtr, "1955839661", true},
    {"UTR, wrong", "weighted", kUtr, "2955839661", false},
    {"Austrian UID, target 6", "weighted", kUid, "13585627", true},
    {"Austrian UID, wrong", "weighted", kUid, "13585626", false},
    {"ISBN-10, own map", "weighted", kIsbn10, "097522980X", true},
    {"ISBN-10, wrong", "weighted", kIsbn10, "0975229809", false},
    {"letters from 1", "weighted", kLetters1, "AC", true},
    {"letters from 1, wrong", "weighted", kLetters1, "AD", false},
    {"Estonian code", "weighted", kTwoPass, "37605030299", true},
    {"Estonian code, wrong", "weighted", kTwoPass, "37605030298", false},
    {"first result ten, second decides", "weighted", kTwoPass, "10001000169", false},
    {"first result ten, second right", "weighted", kTwoPass, "10001000168", true},
    {"both results ten: 0", "weighted", kTwoPass, "10001000410", true},
    {"Portuguese citizen card, IRN example", "weighted", kCitizenCard, "000000000ZZ4", true},
    {"Portuguese citizen card, wrong", "weighted", kCitizenCard, "000000000ZZ3", false},
    {"French tax number", "number_mod", kNif, "3023217600053", true},
    {"French tax number, wrong", "number_mod", kNif, "3023217600054", false},
    {"Belgian national number", "number_mod", kBelgian, "85073003328", true},
    {"Belgian national number, wrong", "number_mod", kBelgian, "85073003329", false},
    {"Belgian, born after 2000", "number_mod", kBelgian2000, "17073003384", true},
    {"Belgian, without the prefix", "number_mod", kBelgian, "17073003384", false},
    {"only a key", "number_mod", kBelgian, "97", false},
    {"ECBS example", "iban", kNone, "DE89370400440532013000", true},
    {"ECBS example, letters", "iban", kNone, "GB29NWBK60161331926819", true},
    {"shortest", "iban", kNone, "NO9386011117947", true},
    {"longest", "iban", kNone, "MT84MALT011000012345MTLCAST001S", true},
    {"digit changed", "iban", kNone, "DE89370400440532013001", false},
    {"one digit short", "iban", kNone, "DE8937040044053201300", false},
    {"letter where digits belong", "iban", kNone, "DE8937040044053201300A", false},
    {"no such country", "iban", kNone, "XX89370400440532013000", false},
    {"too short to have parts", "iban", kNone, "DE", false},
    {"Deutsche Bank", "bic_country", kNone, "DEUTDEFF", true},
    {"with branch", "bic_country", kNone, "DEUTDEFF500", true},
    {"Kosovo", "bic_country", kNone, "NCBVXKPR", true},
    {"no such country", "bic_country", kNone, "DEUTQQFF", false},
    {"country across two codes of the list", "bic_country", kNone, "DEUTDAFF", false},
    {"nine characters", "bic_country", kNone, "DEUTDEFF5", false},
    {"Visa", "card_brand", brand("visa"), "4111111111111111", true},
    {"Visa with 15 digits", "card_brand", brand("visa"), "411111111111111", false},
    {"Mastercard, old range", "card_brand", brand("mastercard"), "5555555555554444", true},
    {"Mastercard, new range", "card_brand", brand("mastercard"), "2223003122003222", true},
    {"Mastercard, just behind the new range", "card_brand", brand("mastercard"), "2721003122003222", false},
    {"Amex", "card_brand", brand("amex"), "378282246310005", true},
    {"Discover", "card_brand", brand("discover"), "6011111111111117", true},
    {"Diners", "card_brand", brand("diners"), "30569309025904", true},
    {"JCB", "card_brand", brand("jcb"), "3530111333300000", true},
    {"UnionPay", "card_brand", brand("unionpay"), "6200000000000005", true},
    {"Maestro", "card_brand", brand("maestro"), "6759649826438453", true},
    {"Mir", "card_brand", brand("mir"), "2200123456789019", true},
    {"RuPay", "card_brand", brand("rupay"), "5085001234567890", true},
    {"no brand", "card_brand", kAllCards, "9999999999999995", false},
    {"any brand when none is named", "card_brand", kNone, "4111111111111111", true},
    {"not the brand that is asked for", "card_brand", brand("amex"), "4111111111111111", false},
    {"NIR", "nir_key", kNone, "295109912611193", true},
    {"NIR, wrong", "nir_key", kNone, "295109912611194", false},
    {"NIR of Corse-du-Sud", "nir_key", kNone, "180122A00012348", true},
    {"NIR of Haute-Corse", "nir_key", kNone, "180122B00012375", true},
    {"NIR of Corsica, keys exchanged", "nir_key", kNone, "180122A00012375", false},
    {"TVA", "fr_vat_key", kNone, "FR40303265045", true},
    {"TVA, key of another", "fr_vat_key", kNone, "FR41303265045", false},
    {"TVA, letter behind a digit", "fr_vat_key", kNone, "FR2J303265045", true},
    {"TVA, letter in front", "fr_vat_key", kNone, "FRK6303265045", true},
    {"TVA, letters, wrong", "fr_vat_key", kNone, "FRK0303265045", false},
    {"TVA, letter that is never used", "fr_vat_key", kNone, "FRO1303265045", false},
    {"DNI", "mod23_letter", kNone, "54362315K", true},
    {"DNI, wrong letter", "mod23_letter", kNone, "54362315Z", false},
    {"NIE", "mod23_letter", kNone, "X2482300W", true},
    {"NIE, other first letter", "mod23_letter", kNone, "Y2482300W", false},
    {"not a digit", "mod23_letter", kNone, "5436231AK", false},
    {"codice fiscale", "it_fiscal", kNone, "RCCMNL83S18D969H", true},
    {"codice fiscale, wrong", "it_fiscal", kNone, "RCCMNL83S18D969I", false},
    {"NINO, HMRC example", "nino_prefix", kNone, "QQ123456C", false},
    {"NINO", "nino_prefix", kNone, "AB123456C", true},
    {"NINO never issued", "nino_prefix", kNone, "GB123456C", false},
    {"NINO, second letter O", "nino_prefix", kNone, "AO123456C", false},
    {"SSN", "ssn_range", kNone, "536221234", true},
    {"SSN area 666", "ssn_range", kNone, "666221234", false},
    {"SSN area 900", "ssn_range", kNone, "900221234", false},
    {"SSN area 000", "ssn_range", kNone, "000221234", false},
    {"SSN group 00", "ssn_range", kNone, "536001234", false},
    {"SSN serial 0000", "ssn_range", kNone, "536220000", false},
    {"SSN of the wallet", "ssn_range", kNone, "078051120", false},
    {"SSN of the brochure", "ssn_range", kNone, "219099999", false},
    {"ITIN, lowest group", "itin_range", kNone, "900501234", true},
    {"ITIN, highest group", "itin_range", kNone, "999991234", true},
    {"ITIN, group 93", "itin_range", kNone, "900931234", false},
    {"ITIN, group 66", "itin_range", kNone, "900661234", false},
    {"ITIN, group 89", "itin_range", kNone, "900891234", false},
    {"ITIN, not 9", "itin_range", kNone, "800701234", false},
    {"MBI, CMS example", "mbi", kNone, "1EG4TE5MK73", true},
    {"MBI, letter that is never used", "mbi", kNone, "1SG4TE5MK73", false},
    {"MBI, first digit 0", "mbi", kNone, "0EG4TE5MK73", false},
    {"MBI, digit for a letter", "mbi", kNone, "1EG4TE51K73", false},
    {"ICD-10-CM", "icd10", iso("cm"), "E119", true},
    {"ICD-10-CM, letter in the third place", "icd10", iso("cm"), "C7A1", true},
    {"ICD-10-CM, no such lettered category", "icd10", iso("cm"), "E1A1", false},
    {"ICD-10-CM, beyond the chapter", "icd10", iso("cm"), "K99", false},
    {"ICD-10-GM", "icd10", iso("gm"), "F322", true},
    {"ICD-10-GM, beyond the chapter", "icd10", iso("gm"), "Y99", false},
    {"ICD-10-CM, same category", "icd10", iso("cm"), "Y99", true},
    {"address", "ipv4", kNone, "192.0.2.1", true},
    {"with prefix length", "ipv4", kNone, "192.0.2.0/24", true},
    {"octet too great", "ipv4", kNone, "192.0.2.256", false},
    {"leading zero", "ipv4", kNone, "192.0.02.1", false},
    {"prefix length too great", "ipv4", kNone, "192.0.2.0/33", false},
    {"five octets", "ipv4", kNone, "1.2.3.4.5", false},
    {"three octets", "ipv4", kNone, "1.2.3", false},
    {"public under strict rules", "ipv4", kStrictV4, "203.0.113.7", true},
    {"unspecified", "ipv4", refuse("unspecified"), "0.0.0.0", false},
    {"version", "ipv4", refuse("version_like"), "2.4.1.0", false},
    {"name server, not a version", "ipv4", refuse("version_like"), "8.8.4.4", true},
    {"loopback", "ipv4", refuse("loopback"), "127.0.0.1", false},
    {"private, 10", "ipv4", refuse("private"), "10.1.2.3", false},
    {"private, 172.31", "ipv4", refuse("private"), "172.31.2.3", false},
    {"not private, 172.32", "ipv4", refuse("private"), "172.32.2.3", true},
    {"private, 192.168", "ipv4", refuse("private"), "192.168.2.3", false},
    {"multicast", "ipv4", refuse("multicast"), "224.0.0.251", false},
    {"broadcast", "ipv4", refuse("broadcast"), "255.255.255.255", false},
    {"full", "ipv6", kNone, "2001:db8:85a3:0:0:8a2e:370:7334", true},
    {"compressed", "ipv6", kNone, "2001:db8::7334", true},
    {"compressed in front", "ipv6", kNone, "::1", true},
    {"compressed at the end", "ipv6", kNone, "2001:db8::", true},
    {"nothing but zeros", "ipv6", kNone, "::", true},
    {"embedded IPv4", "ipv6", kNone, "::ffff:192.0.2.1", true},
    {"zone and prefix length", "ipv6", kNone, "fe80::1%eth0/64", true},
    {"two gaps", "ipv6", kNone, "2001::db8::1", false},
    {"three colons", "ipv6", kNone, "2001:::1", false},
    {"seven groups", "ipv6", kNone, "1:2:3:4:5:6:7", false},
    {"nine groups", "ipv6", kNone, "1:2:3:4:5:6:7:8:9", false},
    {"eight groups and a gap", "ipv6", kNone, "1:2:3:4::5:6:7:8", false},
    {"ends with a colon", "ipv6", kNone, "1:2:3:4:5:6:7:", false},
    {"five digits", "ipv6", kNone, "12345::1", false},
    {"IPv4 in the middle", "ipv6", kNone, "::192.0.2.1:1", false},
    {"empty zone", "ipv6", kNone, "fe80::1%", false},
    {"prefix length too great", "ipv6", kNone, "2001:db8::/129", false},
    {"strict, documentation address", "ipv6", kStrictV6, "2001:db8::7334", true},
    {"unspecified", "ipv6", refuse("unspecified"), "0:0:0:0:0:0:0:0", false},
    {"loopback", "ipv6", refuse("loopback"), "::1", false},
    {"1:: is not loopback", "ipv6", refuse("loopback"), "1::", true},
    {"link local", "ipv6", refuse("link_local"), "fe80::1:2", false},
    {"short", "ipv6", refuse("short"), "a::b", false},
    {"colons", "mac", kNone, "00:00:5e:00:53:01", true},
    {"dashes", "mac", kNone, "00-00-5E-00-53-AF", true},
    {"dots", "mac", kNone, "0000.5e00.5301", true},
    {"mixed", "mac", kNone, "00:00-5e:00-53:01", false},
    {"zeros", "mac", kNone, "00:00:00:00:00:00", false},
    {"ones", "mac", kNone, "ff:ff:ff:FF:ff:ff", false},
    {"no hex", "mac", kNone, "00:00:5g:00:53:01", false},
    {"address", "email_tld", kNone, "anna.muster@example.com", true},
    {"capitals", "email_tld", kNone, "A@EXAMPLE.DE", true},
    {"newer domain", "email_tld", kNone, "a@b.berlin", true},
    {"A-label", "email_tld", kNone, "a@b.xn--p1ai", true},
    {"other script", "email_tld", kNone, "a@b.рф", true},
    {"file name", "email_tld", kNone, "icon@2x.png", false},
    {"reserved", "email_tld", kNone, "a@b.invalid", false},
    {"no dot", "email_tld", kNone, "root@localhost", false},
    {"empty label", "email_tld", kNone, "a@b..de", false},
    {"label with a dash at its end", "email_tld", kNone, "a@b-.de", false},
    {"Germany", "phone", shapes("international"), "+49 (0)30 901820", true},
    {"with 00", "phone", shapes("international"), "0049 30 901820", true},
    {"United States", "phone", shapes("international"), "+1 202-555-0143", true},
    {"United States, area that cannot be", "phone", shapes("international"), "+1 102-555-0143", false},
    {"no such country", "phone", shapes("international"), "+999 123 4567", false},
    {"a range of code points: no country has such short numbers", "phone", shapes("international"), "+2160-2183", false},
    {"the same country", "phone", shapes("international"), "+216 71 123 456", true},
    {"an island with short numbers", "phone", shapes("international"), "+500 21234", true},
    {"six digits where they are usual", "phone", shapes("international"), "+298 201234", true},
    {"Germany, too short for area and number", "phone", shapes("international"), "+49 123456", false},
    {"France, one digit short", "phone", shapes("international"), "+33 1 23 45 67 8", false},
    {"three-digit country", "phone", shapes("international"), "+352 26 12 34", true},
    {"too long", "phone", shapes("international"), "+49 1234567890123456", false},
    {"only international", "phone", shapes("international"), "030 901820", false},
    {"German", "phone", shapes("de"), "030/901820", true},
    {"German without 0", "phone", shapes("de"), "301901820", false},
    {"American", "phone", shapes("us"), "(202) 555-0143", true},
    {"American with 1", "phone", shapes("us"), "1-202-555-0143", true},
    {"American, N11", "phone", shapes("us"), "(911) 555-0143", false},
    {"British", "phone", shapes("gb"), "020 7946 0018", true},
    {"British, 04", "phone", shapes("gb"), "040 7946 0018", false},
    {"French", "phone", shapes("fr"), "01 99 00 12 34", true},
    {"French, short", "phone", shapes("fr"), "01 99 00 12", false},
    {"some trunk prefix", "phone", shapes("trunk"), "044 668 18 00", true},
    {"any shape", "phone", kNone, "030 901820", true},
    {"one digit only", "phone", kNone, "0000000000", false},
    {"date", "date", ddmmyy(), "311299", true},
    {"no such day", "date", ddmmyy(), "320199", false},
    {"no such month", "date", ddmmyy(), "011399", false},
    {"30 February", "date", ddmmyy(), "300200", false},
    {"31 April", "date", ddmmyy(), "310400", false},
    {"29 February 2000", "date", ddmmyy(), "290200", true},
    {"29 February 1999", "date", ddmmyy(), "290299", false},
    {"29 February 1900", "date", {{"format", word("YYYYMMDD")}}, "19000229", false},
    {"day + 50", "date", ddmmyy({{"add_day", Ints{0, 50}}}), "811299", true},
    {"between the declared days", "date", ddmmyy({{"add_day", Ints{0, 50}}}), "451299", false},
    {"month + 20", "date", ddmmyy({{"add_month", Ints{0, 20}}}), "313299", true},
    {"part of a number", "date", ddmmyy({{"part", Ints{2, 8}}}), "65170839J003", true},
    {"part from the end", "date", ddmmyy({{"part", Ints{-6, 0}}}), "1237010180", true},
    {"part beyond the value", "date", ddmmyy({{"part", Ints{2, 8}}}), "6517", false},
    {"year too early", "date", {{"format", word("YYYYMMDD")}, {"min_year", 1900L}}, "18991231", false},
    {"year too late", "date", {{"format", word("YYYYMMDD")}, {"max_year", 2030L}}, "20310101", false},
    {"month and year", "date", {{"format", word("MMYY")}}, "1230", true},
    {"century from a key", "date", kCprDate, "2110625629", true},
    {"key beside the years it stands for", "date", kCprDate, "2110374629", true},
    {"leap day of a year that was none", "date", kCprDate, "2902000629", false},
    {"leap day, the key says 2000", "date", kCprDate, "2902005629", true},
    {"key that is not given out", "date", kCprDate, "2110629629", false},
    {"key behind other characters", "date", kKennitalaDate, "1201743399", true},
    {"key behind other characters, not given out", "date", kKennitalaDate, "1201743398", false},
    {"key of three digits", "date", kNorwegianDate, "151086957", false},
    {"key of three digits, 1986", "date", kNorwegianDate, "151086357", true},
    {"value shorter than its format", "date", kNorwegianDate, "1510863", false},
    {"in the table", "table", {{"values", Texts{"AB1", "CD2"}}}, "CD2", true},
    {"not in the table", "table", {{"values", Texts{"AB1", "CD2"}}}, "CD3", false},
    {"prefix in a range", "prefix", kAbaPrefix, "111000025", true},
    {"prefix at the end of a range", "prefix", kAbaPrefix, "325181028", true},
    {"prefix between ranges", "prefix", kAbaPrefix, "131000025", false},
    {"value shorter than the prefix", "prefix", kAbaPrefix, "8", false},
    {"German tax id", "distinct_digits", iso("de_idnr"), "86095742719", true},
    {"three times, not in a row", "distinct_digits", iso("de_idnr"), "65929970489", true},
    {"all different", "distinct_digits", iso("de_idnr"), "12345678903", false},
    {"two digits twice", "distinct_digits", iso("de_idnr"), "11223456789", false},
    {"three in a row", "distinct_digits", iso("de_idnr"), "11123456789", false},
    {"first digit 0", "distinct_digits", iso("de_idnr"), "06095742719", false},
    {"all the same", "distinct_digits", iso("not_all_same"), "1111111", false},
    {"ISIN", "luhn_alnum", iso("expanded"), "US0378331005", true},
    {"ISIN with letters", "luhn_alnum", iso("expanded"), "DE000BAY0017", true},
    {"ISIN, wrong", "luhn_alnum", iso("expanded"), "US0378331006", false},
    {"GSTIN", "luhn_alnum", iso("base36"), "27AAPFU0939F1ZV", true},
    {"GSTIN, wrong", "luhn_alnum", iso("base36"), "27AAPFU0939F1ZW", false},
    {"not a letter", "luhn_alnum", iso("base36"), "27AAPFU0939F1Z-", false},
    {"CUSIP", "cusip", kNone, "037833100", true},
    {"CUSIP with letters and a blank", "cusip", kNone, "DUS0421C 5", true},
    {"CUSIP with a sign", "cusip", kNone, "17#5Q0@E0", false},
    {"CUSIP, wrong", "cusip", kNone, "037833101", false},
    {"CUSIP, eight places", "cusip", kNone, "03783310", false},
    {"first block", "bitcoin_address", kNone, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", true},
    {"script hash", "bitcoin_address", kNone, "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", true},
    {"letters exchanged", "bitcoin_address", kNone, "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNyL", false},
    {"letter that Base58 has not", "bitcoin_address", kNone, "3J98t1WpEZ73CNmQviecrnyiWrnqRhWN0y", false},
    {"BIP 173", "bitcoin_address", kNone, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", true},
    {"BIP 173, capitals", "bitcoin_address", kNone, "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", true},
    {"mixed case", "bitcoin_address", kNone, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3T4", false},
    {"BIP 350", "bitcoin_address", kNone, "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", true},
    {"version 1 with the older check", "bitcoin_address", kNone, "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
     false},
    {"ICAO 9303-4, both lines", "mrz", kNone,
     "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10", true},
    {"ICAO 9303-4, lower line", "mrz", kNone, "L898902C36UTO7408122F1204159ZE184226B<<<<<10", true},
    {"digit of the number changed", "mrz", kNone, "L898903C36UTO7408122F1204159ZE184226B<<<<<10", false},
    {"digit over the whole changed", "mrz", kNone, "L898902C36UTO7408122F1204159ZE184226B<<<<<11", false},
    {"ICAO 9303-6", "mrz", kNone, "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6", true},
    {"ICAO 9303-5", "mrz", kNone,
     "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<", true},
    {"ICAO 9303-5, birth date changed", "mrz", kNone,
     "I<UTOD231458907<<<<<<<<<<<<<<<\n7408123F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<", false},
    {"ICAO 9303-7, visa", "mrz", kNone,
     "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<", true},
    {"ICAO 9303-7, small visa", "mrz", kNone, "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<", true},
    {"no zone", "mrz", kNone, "L898902C36UTO7408122F1204159ZE184226B", false},
    {"NHI, HISO example", "nz_nhi", kNone, "ZAC5361", true},
    {"NHI of 2022", "nz_nhi", kNone, "ZBN77VL", true},
    {"NHI, wrong", "nz_nhi", kNone, "ZAC5362", false},
    {"NHI of 2022, wrong", "nz_nhi", kNone, "ZBN77VM", false},
    {"NHI with I", "nz_nhi", kNone, "ZIC5361", false},
    {"IRD", "nz_ird", kNone, "49091850", true},
    {"IRD, second weights", "nz_ird", kNone, "136410132", true},
    {"IRD, wrong", "nz_ird", kNone, "136410133", false},
    {"IRD, too small", "nz_ird", kNone, "09125568", false},
    {"Aadhaar, no palindrome", "distinct_digits", iso("no_palindrome"), "236412340128", true},
    {"palindrome", "distinct_digits", iso("no_palindrome"), "222244442222", false},
    {"one other", "distinct_digits", iso("not_all_same"), "1111112", true},
    {"counting up", "distinct_digits", iso("no_sequence"), "123456789", false},
    {"counting down", "distinct_digits", iso("no_sequence"), "987654321", false},
    {"neither", "distinct_digits", iso("no_sequence"), "123456788", true},
    {"random", "entropy", {{"min", word("3.5")}}, "vWErROrVEdH6TcfJZkMPO3St", true},
    {"a word", "entropy", {{"min", word("3.5")}}, "passwordpassword", false},
    {"exactly on the line", "entropy", {{"min", 3L}}, "abcdefgh", true},
    {"empty", "entropy", {{"min", 1L}}, "", false},
    {"RFC 7519 header",
     "base64_json",
     {{"key", word("alg")}},
     "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UifQ.x",
     true},
    {"no such key", "base64_json", {{"key", word("alg")}}, "eyJ0eXAiOiJKV1QifQ.eyJpc3MiOiJqb2UifQ.x", false},
    {"second part",
     "base64_json",
     {{"key", word("iss")}, {"segment", 1L}},
     "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UifQ.x",
     true},
    {"no such part", "base64_json", {{"key", word("iss")}, {"segment", 3L}}, "eyJpc3MiOiJqb2UifQ.x", false},
    {"not base64", "base64_json", {{"key", word("alg")}}, "eyJ0e!.x", false},
    {"not JSON", "base64_json", {{"key", word("alg")}}, "eyJhbGciOiJIUzI1NiJ.x", false},
};

// Secrets: made up here, or printed in the standards.
const Row kSecretRows[] = {
    {"sixteen bytes", "base64", {{"sizes", Ints{16, 32}}, {"form", word("bytes")}}, "WHHoxPonk6RVF25sazCwhQ==", true},
    {"no padding", "base64", {{"sizes", Ints{16}}}, "WHHoxPonk6RVF25sazCwhQ", true},
    {"other size", "base64", {{"sizes", Ints{32}}}, "WHHoxPonk6RVF25sazCwhQ==", false},
    {"bits left over", "base64", {{"sizes", Ints{16}}}, "WHHoxPonk6RVF25sazCwhR==", false},
    {"RFC 7617", "base64", {{"form", word("text")}, {"holds", word(":")}}, "QWxhZGRpbjpvcGVuIHNlc2FtZQ==", true},
    {"text without a colon", "base64", {{"form", word("text")}, {"holds", word(":")}}, "b3BlbiBzZXNhbWU=", false},
    {"not text", "base64", {{"form", word("text")}}, "AAECAwQFBgc=", false},
    {"digits", "base64", {{"form", word("digits")}, {"until", word(".")}}, "MTIzNDU2Nzg5MDEy.abc", true},
    {"letters, not digits", "base64", {{"form", word("digits")}}, "YWJjZGVm", false},
    {"behind a name",
     "base64",
     {{"form", word("text")}, {"behind", Texts{"basic"}}},
     "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
     true},
    {"behind the last colon",
     "base64",
     {{"form", word("text")}, {"behind", Texts{":"}}, {"skip", -1L}},
     "a: b: QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
     true},
    {"GitHub's own sample", "crc32", kGitHub, "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", true},
    {"last character changed", "crc32", kGitHub, "ghp_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18", false},
    {"first character changed", "crc32", kGitHub, "ghp_AQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17", false},
    {"check value of CRC-32", "crc32", {{"base", word("hex")}, {"digits", 8L}}, "123456789cbf43926", true},
    {"base 36", "crc32", {{"base", word("base36")}, {"digits", 7L}}, "1234567891kl8mjq", true},
    {"too short", "crc32", {{"base", word("hex")}, {"digits", 8L}}, "cbf43926", false},
    {"PKCS#8", "pem_key", kNone, "-----BEGIN PRIVATE KEY-----\nMIIBVQIBADANBgkqhkiG9w0BAQEFAASC", true},
    {"escaped line end", "pem_key", kNone, "-----BEGIN PRIVATE KEY-----\\nMIIBVQIBADANBgkqhkiG9w0BAQEFAASC", true},
    {"encrypted PKCS#8", "pem_key", kNone, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIBvTBXBgkqhkiG9w0BBQ0wSjApBgkq", true},
    {"OpenSSH", "pem_key", kNone, "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAE", true},
    {"OpenPGP", "pem_key", kNone, "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\nlQOYBFv2fJgBCADXyQABCDEFGHIJKLMN", true},
    {"enciphered", "pem_key", kNone,
     "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nd2F2K3Q1NWdTcnNDbnZnZWlr", true},
    {"text in base64", "pem_key", kNone, "-----BEGIN PRIVATE KEY-----\ndGhpcyBpcyBubyBrZXkgYXQgYWxsLCBqdXN0IHRleHQ=", false},
    {"no body", "pem_key", kNone, "-----BEGIN PRIVATE KEY-----", false},
    {"assigned", "secret", password(), "DB_PASSWORD = \"vK3!pz8Qm\";", true},
    {"word and number in quotation marks", "secret", password(), "password: 'hunter27'", true},
    {"bare", "secret", password(), "password=Wx72kLq0", true},
    {"digits in quotation marks", "secret", password(), "pin: \"84920175\"", true},
    {"bare digits", "secret", password(), "timeout = 84920175", false},
    {"word", "secret", password(), "password: required", false},
    {"name", "secret", password(), "password = old-password_2", false},
    {"member", "secret", password(), "password = form.password2", false},
    {"call", "secret", password(), "password = decrypt2(x)", false},
    {"variable", "secret", password(), "password=${DB_PASSWORD1}", false},
    {"shell variable", "secret", password(), "password=$DB_PASSWORD", false},
    {"format", "secret", password(), "password=%(password1)s", false},
    {"field of a template", "secret", password(), "password: <your-password1>", false},
    {"path", "secret", password(), "password: /etc/secret/pw1", false},
    {"address", "secret", password(), "password: help2@example.org", false},
    {"measure", "secret", password(), "password: 128bits", false},
    {"date", "secret", password(), "password: '2016-09-08T21:47:36Z'", false},
    {"number behind a sign", "secret", password(), "password: 'TNrvaq_41bg'", true},
    {"letters in quick change", "secret", password(), "password: 'KtbgZVaMWUFd'", true},
    {"letters of a name", "secret", password(), "password: 'aOrderBy'", false},
    {"dots", "secret", password(), "password: abc1...", false},
    {"too short", "secret", password(), "password: a1!b", false},
    {"too long", "secret", password(), "password: a1!ba1!ba1!ba1!ba1!ba1!b1", false},
    {"one character again and again", "secret", password(), "password: '11111a'", false},
    {"on the list with a number", "secret", password(), "password: 'changeme12'", false},
    {"holds what the list forbids", "secret", password(), "password: 'MyDummy!12'", false},
    {"begins as the list forbids", "secret", password(), "password: 'sha256abc1!'", false},
    {"third colon", "secret", login(), "https://user:vK3pz8Qm@host", true},
    {"third colon, placeholder", "secret", login(), "https://user:password@host", false},
    {"random", "secret", {{"kind", word("key")}, {"min", 16L}}, "kQ7xT2mW9bR4vZ8n", true},
    {"hexadecimal", "secret", {{"kind", word("key")}, {"min", 16L}}, "9f2c4b7ad01e83c65f20", true},
    {"letters only", "secret", {{"kind", word("key")}, {"min", 16L}}, "onlyLettersStandHere", false},
    {"path", "secret", {{"kind", word("key")}, {"min", 16L}}, "java/util/Arrays/ArraysEqCmpTest", false},
    {"random with a slash", "secret", {{"kind", word("key")}, {"min", 16L}}, "CrO5Xp65h1cj/fIR9az0/UvKvNAmRyCLF7giColR", true},
    {"words in a row", "secret", {{"kind", word("key")}, {"min", 16L}}, "thisisaverysimplekey12", false},
    {"nothing assigned", "secret", password(), "password", false},
    {"behind a name", "entropy", {{"min", word("3.5")}, {"behind", Texts{"sig="}}}, "aaaaaaaaaaaaaaa sig=kQ7xT2mW9bR4vZ8n", true},
    {"behind a name, weak",
     "entropy",
     {{"min", word("3.5")}, {"behind", Texts{"sig="}}},
     "kQ7xT2mW9bR4vZ8n sig=aaaaaaaaaaaa",
     false},
    {"up to a sign", "entropy", {{"min", 3L}, {"until", word("@")}}, "aaaabbbb@kQ7xT2mW9bR4vZ8n", false},
    {"behind the second", "entropy", {{"min", 3L}, {"behind", Texts{":"}}, {"skip", 1L}}, "aaaa:aaaa:kQ7xT2mW9bR4vZ8n", true},
};

std::vector<Row> all_rows() {
  std::vector<Row> rows(std::begin(kRows), std::end(kRows));
  rows.insert(rows.end(), std::begin(kSecretRows), std::end(kSecretRows));
  return rows;
}

CheckSpec spec_of(const char* name, const Params& params) {
  CheckSpec spec;
  spec.algorithm = name;
  spec.params = params;
  spec.mark = {0, 7, 5};
  return spec;
}

rulepack::Packs no_packs() {
  rulepack::Packs packs;
  packs.files = {"de.yaml"};
  packs.lists["placeholders"] = {"password", "ChangeMe", "*dummy*", "sha256*"};
  return packs;
}

Check check_of(const char* name, const Params& params) {
  auto check = Check::compile(no_packs(), spec_of(name, params));
  if (!check.ok()) throw std::runtime_error(check.error().front().text());
  return check.value();
}

class ChecksRow : public testing::TestWithParam<Row> {};
TEST_P(ChecksRow, Agrees) {
  const Row& row = GetParam();
  EXPECT_EQ(check_of(row.name, row.params).passes(row.value), row.passes) << row.name << ": " << row.why << ": " << row.value;
}
INSTANTIATE_TEST_SUITE_P(Table, ChecksRow, testing::ValuesIn(all_rows()));

TEST(Checks, EveryRowOfTheTableIsTestedBothWays) {
  for (const checks::Row& row : table()) {
    bool yes = false, no = false;
    for (const Row& tested : all_rows())
      if (row.name == tested.name) (tested.passes ? yes : no) = true;
    EXPECT_TRUE(yes && no) << row.name << " needs a passing and a failing row";
    EXPECT_FALSE(row.source.empty()) << row.name;
  }
}

std::string texts_of(const Param& param) {
  if (const auto* text = std::get_if<std::string>(&param)) return " " + *text + " ";
  std::string all = " ";
  if (const auto* list = std::get_if<Texts>(&param))
    for (const std::string& text : *list) all += text + " ";
  return all;
}

TEST(Checks, EveryParameterAndEveryWordOfItIsTested) {
  for (const checks::Row& row : table()) {
    for (const ParamRule& rule : row.params) {
      std::string said;
      bool used = false;
      for (const Row& tested : all_rows()) {
        const auto param = tested.params.find(std::string(rule.name));
        if (row.name != tested.name || param == tested.params.end()) continue;
        used = true;
        said += texts_of(param->second);
      }
      EXPECT_TRUE(used) << row.name << "." << rule.name;
      for (std::string_view words = rule.words; !words.empty();) {
        const std::string word(words.substr(0, words.find(' ')));
        EXPECT_NE(said.find(" " + word + " "), said.npos) << row.name << "." << rule.name << ": " << word;
        words.remove_prefix(std::min(words.size(), word.size() + 1));
      }
    }
  }
}

/// Systems that catch every single changed digit; those marked also every swap of different neighbours.
struct Strong {
  const char* name;
  Params params;
  const char* value;
  bool swaps;
};
const Strong kStrong[] = {
    {"luhn", kNone, "4111111111111111", false},
    {"luhn", kNpi, "1234567893", false},
    {"verhoeff", kNone, "236412340128", true},
    {"damm", kNone, "5724", true},
    {"iso7064", iso("mod11_10"), "86095742719", false},
    {"iso7064", iso("mod11_2"), "0000000218250097", true},
    {"iso7064", iso("mod97_10"), "213800KUD8LAJWSQ9D15", true},
    {"iban", kNone, "DE89370400440532013000", true},
    {"weighted", kAba, "111000025", false},
    {"weighted", kNhs, "9434765919", true},
    {"weighted", kBsn, "111222333", true},
    {"weighted", kPass, "T220001293", false},
    {"weighted", kKvnr, "A123456780", false},
    {"weighted", kIsbn10, "097522980X", true},
    {"number_mod", kBelgian, "85073003328", true},
    {"nir_key", kNone, "295109912611193", true},
    {"mod23_letter", kNone, "54362315K", true},
    {"it_fiscal", kNone, "RCCMNL83S18D969H", false},
    {"luhn_alnum", iso("expanded"), "DE000BAY0017", false},
    {"cusip", kNone, "037833100", false},
    {"nz_ird", kNone, "49091850", false},
};

TEST(Checks, EveryChangedDigitIsCaught) {
  for (const Strong& strong : kStrong) {
    const Check check = check_of(strong.name, strong.params);
    ASSERT_TRUE(check.passes(strong.value)) << strong.name;
    const std::string value = strong.value;
    for (std::size_t i = 0; i < value.size(); ++i) {
      for (char digit = '0'; digit <= '9'; ++digit) {
        if (value[i] == digit || value[i] < '0' || value[i] > '9') continue;
        std::string changed = value;
        changed[i] = digit;
        EXPECT_FALSE(check.passes(changed)) << strong.name << " " << changed;
      }
    }
  }
}

TEST(Checks, EverySwapOfNeighboursIsCaught) {
  for (const Strong& strong : kStrong) {
    if (!strong.swaps) continue;
    const Check check = check_of(strong.name, strong.params);
    for (std::size_t i = 1; strong.value[i] != '\0'; ++i) {
      std::string swapped = strong.value;
      if (swapped[i] == swapped[i - 1] || !std::isdigit(swapped[i]) || !std::isdigit(swapped[i - 1])) continue;
      std::swap(swapped[i], swapped[i - 1]);
      EXPECT_FALSE(check.passes(swapped)) << strong.name << " " << swapped;
    }
  }
}

/// D digit, A capital, X either, a small letter, N number below 1000, F hex; others stand for themselves.
std::string random_of(std::string_view shape, std::mt19937& random) {
  const auto pick = [&](std::string_view from) { return from[random() % from.size()]; };
  constexpr std::string_view kDigits = "0123456789", kCapitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::string out;
  for (char c : shape) {
    switch (c) {
      case 'D':
        out += pick(kDigits);
        break;
      case 'A':
        out += pick(kCapitals);
        break;
      case 'X':
        out += pick("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        break;
      case 'a':
        out += pick("abcdefghijklmnopqrstuvwxyz");
        break;
      case 'N':
        out += std::to_string(random() % 1000);
        break;
      case 'F':
        out += pick("0123456789abcdef");
        break;
      default:
        out += c;
    }
  }
  return out;
}

/// The shape that the pass rate of a row speaks of.
struct Rate {
  const char* name;
  Params params;
  const char* shape;
  const char* head = "";  ///< Stands in front as it is.
};
const Rate kRates[] = {
    {"base64", kNone, "XXXXXXXXXXXXXXXX"},
    {"base64", {{"form", word("text")}}, "XXXXXXXXXXXXXXXX"},
    {"base64", {{"form", word("digits")}}, "XXXXXXXXXXXXXXXX"},
    {"crc32", kGitHub, "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"},
    {"pem_key", kNone, "aXaXaXaXaXaXaXaXaXaXaXaXaXaXaXaX", "-----BEGIN PRIVATE KEY-----\n"},
    {"secret", {{"kind", word("key")}, {"min", 16L}}, "XXXXXXXXXXXXXXXXXXXXXXXX"},
    {"base64_json", {{"key", word("alg")}}, "eyJXXXXXXXXXXXXX"},
    {"bic_country", kNone, "AAAAAAXX"},
    {"card_brand", kNone, "DDDDDDDDDDDDDDDD"},
    {"damm", kNone, "DDDDDDDDDD"},
    {"date", ddmmyy(), "DDDDDD"},
    {"date", ddmmyy({{"add_day", Ints{0, 50}}}), "DDDDDD"},
    {"distinct_digits", iso("de_idnr"), "8DDDDDDDDDD"},
    {"distinct_digits", iso("not_all_same"), "DDDDDDDDD"},
    {"distinct_digits", iso("no_sequence"), "DDDDDDDDD"},
    {"email_tld", kNone, "aaaa@aaaaa.aaa"},
    {"entropy", {{"min", word("2.5")}}, "XXXXXXXXXXXXXXXX"},
    {"iban", kNone, "=DEDDDDDDDDDDDDDDDDDDDD"},
    {"icd10", iso("cm"), "ADD"},
    {"icd10", iso("gm"), "ADD"},
    {"ipv4", kNone, "N.N.N.N"},
    {"ipv6", kNone, "FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF"},
    {"iso7064", iso("mod11_10"), "DDDDDDDDDDD"},
    {"iso7064", iso("mod11_2"), "DDDDDDDDDDD"},
    {"iso7064", iso("mod27_26"), "AAAAAAAA"},
    {"iso7064", iso("mod37_36"), "XXXXXXXXXX"},
    {"iso7064", iso("mod97_10"), "XXXXXXXXXX"},
    {"it_fiscal", kNone, "AAAAAADDADDADDDA"},
    {"itin_range", kNone, "DDDDDDDDD"},
    {"luhn", kNone, "DDDDDDDDDDDDDDDD"},
    {"mac", kNone, "FF:FF:FF:FF:FF:FF"},
    {"mbi", kNone, "DAXDAXDAADD"},
    {"mod23_letter", kNone, "DDDDDDDDA"},
    {"nino_prefix", kNone, "AADDDDDDA"},
    {"fr_vat_key", kNone, "=FRDDDDDDDDDDD"},
    {"nir_key", kNone, "DDDDDDDDDDDDDDD"},
    {"number_mod", kBelgian, "DDDDDDDDDDD"},
    {"number_mod", kNif, "DDDDDDDDDDDDD"},
    {"phone", kNone, "+DDDDDDDDDDD"},
    {"prefix", kAbaPrefix, "DDDDDDDDD"},
    {"bitcoin_address", kNone, "1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
    {"cusip", kNone, "XXXXXXXXX"},
    {"luhn_alnum", iso("expanded"), "AADDDDDDDDDD"},
    {"luhn_alnum", iso("base36"), "XXXXXXXXXXXXXXX"},
    {"mrz", kNone, "XXXXXXXXXDAAADDDDDDDADDDDDDDXXXXXXXXXXXXXXDD"},
    {"nz_ird", kNone, "DDDDDDDDD"},
    {"nz_nhi", kNone, "AAADDDD"},
    {"ssn_range", kNone, "DDDDDDDDD"},
    {"table", {{"values", Texts{"11", "22"}}}, "DD"},
    {"verhoeff", kNone, "DDDDDDDDDDDD"},
    {"weighted", kAba, "DDDDDDDDD"},
    {"weighted", kNhs, "DDDDDDDDDD"},
};

TEST(Checks, PassRatesAreWhatChanceGives) {
  constexpr int kRounds = 200'000;
  for (const Rate& rate : kRates) {
    const Check check = check_of(rate.name, rate.params);
    std::mt19937 random(7);
    int passed = 0;
    const std::string_view shape = rate.shape;
    for (int i = 0; i < kRounds; ++i)
      passed += check.passes(rate.head + (shape[0] == '=' ? std::string(shape.substr(1, 2)) + random_of(shape.substr(3), random)
                                                          : random_of(shape, random)))
                    ? 1
                    : 0;
    const double measured = static_cast<double>(passed) / kRounds, said = check.pass_rate();
    EXPECT_NEAR(measured, said, 0.1 * said + 3 * std::sqrt(said / kRounds)) << rate.name << " " << rate.shape;
  }
}

TEST(Checks, EveryRowHasItsPassRateMeasured) {
  for (const checks::Row& row : table()) {
    bool measured = false;
    for (const Rate& rate : kRates) measured = measured || row.name == rate.name;
    EXPECT_TRUE(measured) << row.name;
  }
}

TEST(Checks, AnyBytesAreAnswered) {
  std::mt19937 random(11);
  for (const Row& row : all_rows()) {
    const Check check = check_of(row.name, row.params);
    for (int i = 0; i < 200; ++i) {
      std::string bytes = i % 2 == 0 ? row.value : "";
      if (bytes.empty()) bytes.resize(random() % 90);
      for (std::size_t changes = random() % 4; changes > 0 && !bytes.empty(); --changes)
        bytes[random() % bytes.size()] = static_cast<char>(random());
      check.passes(bytes);
    }
    EXPECT_FALSE(check.passes(std::string(20'000, '\xFF'))) << row.name;
  }
}

struct Mistake {
  const char* name;
  Params params;
  const char* message;
};
const Mistake kMistakes[] = {
    {"lun", kNone, "there is no check `lun`"},
    {"luhn", {{"variant", word("x")}}, "takes no bare value"},
    {"luhn", {{"prefx", word("8")}}, "has no parameter `prefx`"},
    {"luhn", {{"prefix", word("8x")}}, "digits"},
    {"iso7064", kNone, "needs the parameter `variant`"},
    {"iso7064", iso("mod12"), "bad `variant`"},
    {"weighted", {{"mod", 11L}}, "needs the parameter `weights`"},
    {"weighted", {{"weights", Ints{1}}, {"mod", 1L}}, "bad `mod`"},
    {"weighted", {{"weights", word("1")}, {"mod", 11L}}, "bad `weights`"},
    {"weighted", {{"weights", Ints{1}}, {"mod", 7L}, {"target", 7L}}, "less than `mod`"},
    {"weighted", {{"weights", Ints{1}}, {"mod", 7L}, {"rule", word("remainder")}, {"target", 1L}}, "`rule: sum` only"},
    {"weighted", {{"weights", Ints{1}}, {"mod", 7L}, {"chars", word("012")}}, "no meaning"},
    {"weighted", {{"weights", Ints{-1}}, {"mod", 7L}, {"sum", word("digit_sum")}}, "not negative"},
    {"luhn", {{"part", Ints{1}}}, "bad `part`"},
    {"date", {{"format", word("DD-MM")}}, "DD, MM and YY"},
    {"date", {{"format", word("DDMMYYC")}}, "need each other"},
    {"date", {{"format", word("DDMMCYYC")}, {"centuries", Texts{"00=1900-1999"}}}, "side by side"},
    {"date", {{"format", word("DDMMYYC")}, {"centuries", Texts{"0=1900-2000"}}}, "at most a hundred years"},
    {"date", {{"format", word("DDMMYYC")}, {"centuries", Texts{"00=1900-1999"}}}, "as many characters"},
    {"weighted", {{"weights", Ints{1}}, {"mod", 7L}, {"second", Ints{1}}}, "`second` has no meaning"},
    {"date", {{"format", word("YYYY")}}, "day or a month"},
    {"prefix", {{"values", Texts{"12-1"}}}, "two ends of one length"},
    {"table", {{"values", Texts{"a-b"}}}, "capital letters"},
    {"entropy", {{"min", word("x")}}, "bad `min`"},
    {"secret", {{"kind", word("key")}, {"min", 6L}, {"not", Texts{"nothing"}}}, "list `nothing`"},
    {"crc32", {{"base", word("base62")}, {"digits", 5L}}, "do not hold a CRC-32"},
    {"phone", {{"shapes", Texts{"mars"}}}, "bad `shapes`"},
};

TEST(Checks, MistakesAreNamedAtTheirPlace) {
  for (const Mistake& mistake : kMistakes) {
    const auto check = Check::compile(no_packs(), spec_of(mistake.name, mistake.params));
    ASSERT_FALSE(check.ok()) << mistake.message;
    const Diagnostic& said = check.error().front();
    EXPECT_NE(said.message.find(mistake.message), std::string::npos) << said.message;
    EXPECT_EQ(said.line, 7U);
    EXPECT_EQ(said.file, "de.yaml");
    EXPECT_FALSE(said.fix.empty()) << said.message;
  }
}

}  // namespace
}  // namespace assay::detect::checks
