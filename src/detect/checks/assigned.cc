#include "detect/checks/assigned.h"

#include <algorithm>

#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
constexpr std::string_view kQuotes = "\"'`";
constexpr std::string_view kSeparators = " \t\r\n:=>*\\";
constexpr std::string_view kPrefixes = "bBuUrRL@";  // of string literals
constexpr std::string_view kStatementEnd = ".,;:)]}\"'`*\\";

constexpr char lower(char c) { return is_upper(c) ? static_cast<char>(c | 0x20) : c; }
bool is_any(char c, std::string_view set) { return set.find(c) != set.npos; }

std::size_t find_caseless(std::string_view text, std::string_view wanted) {
  const auto at =
      std::search(text.begin(), text.end(), wanted.begin(), wanted.end(), [](char a, char b) { return lower(a) == lower(b); });
  return at == text.end() ? text.npos : static_cast<std::size_t>(at - text.begin());
}

/// Where the first of `texts` ends; of several at one place the longest. npos: none stands there.
std::size_t end_of_first(std::string_view match, const std::vector<std::string>& texts) {
  std::size_t begin = match.npos, end = match.npos;
  for (const std::string& text : texts) {
    const std::size_t at = find_caseless(match, text);
    if (at == match.npos || at > begin || (at == begin && at + text.size() < end)) continue;
    begin = at, end = at + text.size();
  }
  return end;
}

/// b"...", L"...": the letter belongs to the quotation mark.
bool is_literal_prefix(std::string_view text) {
  return text.size() > 1 && is_any(text[0], kPrefixes) && is_any(text[1], kQuotes.substr(0, 2));
}

/// Passes over what stands between key and value; the quotation mark that opens the value, or 0.
char skip_to_value(std::string_view& rest) {
  char quote = 0;
  while (!rest.empty() && (is_any(rest[0], kQuotes) || is_any(rest[0], kSeparators) || is_literal_prefix(rest))) {
    if (is_any(rest[0], kQuotes)) {
      quote = rest[0];
    } else if (is_any(rest[0], ":=> \t")) {
      quote = 0;  // it closed the key
    }
    rest.remove_prefix(1);
  }
  return quote;
}

/// Moves `rest` behind the place that `behind` and `skip` mean. False: there is none.
bool pass_names(std::string_view& rest, const Params& params) {
  const bool last = params.skip < 0;
  bool passed = false;
  for (std::int32_t i = 0; last || i <= params.skip; ++i) {
    const std::size_t at = end_of_first(rest, params.behind);
    if (at == rest.npos) return last && passed;
    rest.remove_prefix(at);
    passed = true;
  }
  return true;
}

std::string_view without_trailing(std::string_view text, std::string_view set) {
  while (!text.empty() && is_any(text.back(), set)) text.remove_suffix(1);
  return text;
}
}  // namespace

Assigned assigned(std::string_view match, const Params& params) noexcept {
  const auto up_to = [&](std::string_view text) { return text.substr(0, text.find_first_of(params.until)); };
  if (params.behind.empty()) return {up_to(match), Assigned::Form::kWhole};
  std::string_view rest = match;
  if (!pass_names(rest, params)) return {{}, Assigned::Form::kBare};
  const char quote = skip_to_value(rest);
  if (quote != 0) return {without_trailing(up_to(rest.substr(0, rest.find(quote))), "\\"), Assigned::Form::kQuoted};
  rest = up_to(rest.substr(0, rest.find_first_of(" \t\r\n;")));
  return {without_trailing(rest, kStatementEnd), Assigned::Form::kBare};
}

}  // namespace assay::detect::checks
