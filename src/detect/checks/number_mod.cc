// The last digits are the remainder (or its complement) of the number in front of them: NIR 97, French tax number 511,
// Belgian national number 97, French VAT key.
#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
enum Rule : std::uint32_t { kRemainder, kComplement };

std::int64_t remainder(std::string_view digits, std::int64_t rest, std::int64_t modulus) {
  for (char c : digits) rest = (rest * 10 + (c - '0')) % modulus;
  return rest;
}
}  // namespace

bool number_mod(std::string_view value, const Params& params) noexcept {
  const auto keys = static_cast<std::size_t>(params.digits);
  if (!all_digits(value) || value.size() <= keys || all_zero(value.substr(0, value.size() - keys))) return false;
  const std::int64_t start = remainder(params.text, 0, params.mod);
  const std::int64_t rest = remainder(value.substr(0, value.size() - keys), start, params.mod);
  const std::int64_t expected = params.rule == kRemainder ? rest : params.mod - rest;
  return expected == static_cast<std::int64_t>(to_number(value.substr(value.size() - keys)));
}

double number_mod_rate(const Params& params) noexcept {
  double keys = 1;
  for (std::int32_t i = 0; i < params.digits; ++i) keys *= 10;
  return 1.0 / keys;
}

}  // namespace assay::detect::checks
