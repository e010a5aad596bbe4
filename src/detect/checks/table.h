// The one table of check algorithms. Packs name rows and combine them; nothing in C++ names a rule.
// Threads: everything here is constant.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace assay::detect::checks {

/// Parameters of one declared check, read once from the pack. Flat: each row uses the fields that its ParamRules name.
struct Params {
  std::uint32_t variant = 0;  ///< Index into the choices of the rule.
  std::uint32_t letters = 0, sum = 0, rule = 0, align = 0;
  std::uint32_t flags = 0;  ///< Bit i: word i of the choices was listed.
  std::int32_t mod = 0, target = 0, check_at = -1, digits = 0, min_year = 0, max_year = 9999;
  std::int32_t min_centibits = 0, min_size = 0, max_size = 0, skip = 0;
  std::vector<std::int32_t> weights, second, add_day, add_month, part;
  std::string text, map, chars, until;
  std::vector<std::string> values;     ///< Sorted when the pack was read.
  std::vector<std::string> centuries;  ///< '0-3=1900-1999'.
  std::vector<std::int32_t> bytes;
  std::vector<std::string> behind;
  std::vector<std::string> lists;  ///< Names of lists of the packs: their entries, in small letters, were put into `values`.
};

/// What of the match a check is given. Separators are gone except in kExact.
enum class Reads : std::uint8_t { kDigits, kAlnumUpper, kExact };

enum class Need : std::uint8_t { kOptional, kRequired };

using Choice = std::uint32_t Params::*;  ///< One word of `words`.
struct Flags {                           ///< Any of `words`, as bits.
  std::uint32_t Params::*field;
};
struct Decimal {  ///< "3.5", kept in hundredths.
  std::int32_t Params::*field;
};
using Number = std::int32_t Params::*;
using Text = std::string Params::*;
using Numbers = std::vector<std::int32_t> Params::*;
using Texts = std::vector<std::string> Params::*;

/// One parameter that a row knows. The bare scalar of `luhn: ...` is called "variant".
struct ParamRule {
  std::string_view name;
  Need need;
  std::variant<Choice, Flags, Decimal, Number, Text, Numbers, Texts> field;
  std::string_view words = {};    ///< Choice and Flags: accepted words, separated by single spaces.
  std::int32_t min = 0, max = 0;  ///< Number, Numbers, Decimal (hundredths): accepted values. Text, Texts: lengths.
};

struct Row {
  std::string_view name;
  Reads reads;
  std::span<const ParamRule> params;
  /// True: the value may be the thing. False: it certainly is not. Any bytes are allowed.
  bool (*check)(std::string_view value, const Params& params) noexcept;
  /// Share of random values of the right shape that pass. Tests measure it.
  double (*pass_rate)(const Params& params) noexcept;
  /// What is wrong with a combination of parameters, or empty. Null: any combination is fine.
  std::string_view (*complaint)(const Params& params) noexcept;
  std::string_view source;
};

/// All rows, sorted by name.
std::span<const Row> table();
/// Null if there is none.
const Row* find_row(std::string_view name);
/// Parameters that every row knows: `part`.
std::span<const ParamRule> common_params();

}  // namespace assay::detect::checks
