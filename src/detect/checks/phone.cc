// Phone numbers: country codes of ITU-T E.164 with the lengths that are used there, and the national forms of a few plans.
#include <array>

#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
enum Shape : std::uint32_t { kInternational = 1, kDe = 2, kUs = 4, kGb = 8, kFr = 16, kTrunk = 32 };

/// Digits behind the country code. National significant numbers, ITU Operational Bulletin, lists of numbering plans.
struct Country {
  std::string_view code;
  unsigned min, max;
};
constexpr std::array kExactPlans{
    Country{"1", 10, 10},  Country{"7", 10, 10},  Country{"20", 8, 10},  Country{"27", 9, 9},   Country{"30", 10, 10},
    Country{"31", 9, 9},   Country{"32", 8, 9},   Country{"33", 9, 9},   Country{"34", 9, 9},   Country{"36", 8, 9},
    Country{"39", 6, 11},  Country{"40", 9, 9},   Country{"41", 9, 9},   Country{"43", 7, 13},  Country{"44", 9, 10},
    Country{"45", 8, 8},   Country{"46", 7, 13},  Country{"47", 8, 8},   Country{"48", 9, 9},   Country{"49", 7, 13},
    Country{"52", 10, 10}, Country{"55", 10, 11}, Country{"61", 9, 9},   Country{"64", 8, 10},  Country{"65", 8, 8},
    Country{"81", 9, 10},  Country{"82", 8, 10},  Country{"86", 10, 11}, Country{"90", 10, 10}, Country{"91", 10, 10},
    Country{"351", 9, 9},  Country{"352", 4, 11}, Country{"353", 7, 9},  Country{"358", 5, 12}, Country{"380", 9, 9},
    Country{"420", 9, 9},  Country{"421", 9, 9},
};

/// National numbers of codes without a row above have seven digits and more, but for small islands and states. "U+2160-2183" has
/// not.
constexpr std::string_view kFourDigits = "247 290 500 676 677 678 682 683 685 686 688 690 ",
                           kSixDigits = "298 299 376 378 508 597 687 689 ";

std::size_t shortest_number(std::string_view code) {
  if (code.size() == 3 && kFourDigits.find(code) != code.npos) return 4;
  return code.size() == 3 && kSixDigits.find(code) != code.npos ? 6 : 7;
}

/// All country codes in use (ITU-T E.164 annex, November 2016 and after), by length.
constexpr std::string_view kTwo =
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 "
    "94 "
    "95 98 ";
constexpr std::string_view kThree =
    "211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239 240 241 242 243 244 245 "
    "246 247 248 249 250 251 252 253 254 255 256 257 258 260 261 262 263 264 265 266 267 268 269 290 291 297 298 299 350 351 352 "
    "353 354 355 356 357 358 359 370 371 372 373 374 375 376 377 378 379 380 381 382 383 385 386 387 389 420 421 423 500 501 502 "
    "503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 599 670 672 673 674 675 676 677 678 679 680 681 682 683 685 "
    "686 687 688 689 690 691 692 800 808 850 852 853 855 856 870 878 880 881 882 883 886 888 960 961 962 963 964 965 966 967 968 "
    "970 971 972 973 974 975 976 977 979 992 993 994 995 996 998 ";

/// 0 if no country has these first digits.
std::size_t country_code_length(std::string_view digits) {
  if (digits[0] == '1' || digits[0] == '7') return 1;
  const std::size_t two = kTwo.find(digits.substr(0, 2));
  if (two != kTwo.npos && two % 3 == 0) return 2;
  const std::size_t three = kThree.find(digits.substr(0, 3));
  return three != kThree.npos && three % 4 == 0 ? 3 : 0;
}

/// Area and exchange are [2-9]xx and not N11 (North American Numbering Plan).
bool is_north_american(std::string_view ten) {
  const auto is_code = [](std::string_view c) { return c[0] >= '2' && !(c[1] == '1' && c[2] == '1'); };
  return is_code(ten.substr(0, 3)) && is_code(ten.substr(3, 3));
}

bool is_international(std::string_view digits) {
  if (digits.size() < 7 || digits.size() > 15) return false;  // E.164, section 6.1
  const std::size_t length = country_code_length(digits);
  if (length == 0) return false;
  const std::string_view code = digits.substr(0, length), number = digits.substr(length);
  if (code == "1") return number.size() == 10 && is_north_american(number);
  for (const Country& plan : kExactPlans)
    if (plan.code == code) return number.size() >= plan.min && number.size() <= plan.max;
  return number.size() >= shortest_number(code);
}

bool is_national(std::string_view digits, std::uint32_t shapes) {
  const std::size_t size = digits.size();
  const bool trunk = size > 2 && digits[0] == '0' && digits[1] != '0';
  if ((shapes & kUs) && size == 10 && is_north_american(digits)) return true;
  if ((shapes & kUs) && size == 11 && digits[0] == '1' && is_north_american(digits.substr(1))) return true;
  if (!trunk) return false;
  if ((shapes & kDe) && size >= 6 && size <= 13) return true;
  if ((shapes & kGb) && (size == 10 || size == 11) && std::string_view("1235789").find(digits[1]) != std::string_view::npos)
    return true;
  if ((shapes & kFr) && size == 10) return true;
  return (shapes & kTrunk) && size >= 7 && size <= 14;
}

/// Digits of a number, at most 20; the "(0)" of "+49 (0)30" is left out: it is not dialled from abroad.
struct Dialled {
  std::array<char, 20> at{};
  std::size_t count = 0;
  bool fits = true;
};

Dialled dialled(std::string_view value) {
  Dialled out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (i > 0 && value.substr(i, 3) == "(0)" && value[0] == '+') {
      i += 2;
      continue;
    }
    if (!is_digit(value[i])) continue;
    if (out.count == out.at.size()) {
      out.fits = false;
      return out;
    }
    out.at[out.count++] = value[i];
  }
  return out;
}
}  // namespace

/// `flags` empty: international and every national form.
bool phone(std::string_view value, const Params& params) noexcept {
  const Dialled number = dialled(value);
  std::string_view digits(number.at.data(), number.count);
  if (!number.fits || digits.size() < 6 || digits.find_first_not_of(digits[0]) == digits.npos) return false;
  const std::uint32_t shapes = params.flags == 0 ? ~0U : params.flags;
  const bool plus = value.find('+') != value.npos;
  if (plus) return (shapes & kInternational) && is_international(digits);
  if (digits.substr(0, 2) == "00") return (shapes & kInternational) && is_international(digits.substr(2));
  return is_national(digits, shapes);
}

}  // namespace assay::detect::checks
