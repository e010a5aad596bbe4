#include "detect/checks/wording.h"

#include <algorithm>

namespace assay::detect::checks {
namespace {
bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

/// A word, maybe numbered: letters, then at most `digits` digits. Or a short number.
bool is_word(std::string_view text, std::size_t digits) {
  std::size_t at = 0;
  while (at < text.size() && is_letter(text[at])) ++at;
  const std::size_t tail = text.size() - at;
  return tail <= (at == 0 ? 4 : digits) && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_digit);
}

/// 128bit, 2nd, 30days, 0x20: a short number and what it counts.
bool is_measure(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && is_digit(text[at])) ++at;
  return at > 0 && at <= 4 && text.size() - at <= 6 &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_lower);
}

/// A part of a path or a qualified name: one number in it at most, as in pr21231a and Ed25519Key.
bool is_path_word(std::string_view text) {
  const auto first = std::find_if(text.begin(), text.end(), is_digit);
  const auto behind = std::find_if_not(first, text.end(), is_digit);
  return std::find_if(behind, text.end(), is_digit) == text.end();
}

/// Nothing but a sign of exclamation behind a word with a number: abc123!
bool is_marked_number(std::string_view text) {
  return is_hard_sign(text.back()) && std::any_of(text.begin(), text.end(), is_digit);
}

bool few_digits(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit)) * 10 <= text.size();
}
}  // namespace

bool is_template(std::string_view text) noexcept {
  constexpr std::string_view kHolds[] = {"${", "$(", "!$", "{{",  "}}",           "#{",  "%{", "%(",
                                         "<%", "%>", "<?", "...", "\xE2\x80\xA6", "***", "\\"};
  if (std::any_of(std::begin(kHolds), std::end(kHolds), [&](std::string_view part) { return has(text, part); })) return true;
  const char first = text.front(), last = text.back();
  if ((first == '<' && last == '>') || (first == '{' && last == '}') || (first == '[' && last == ']')) return true;
  if (text.size() > 2 && first == last && (first == '%' || first == '@' || first == '_')) return true;
  const bool marked = first == '$' || first == '@' || first == '&' || first == '%' || first == '*' || first == ':';
  return marked &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return is_alnum(c) || c == '_' || c == '.' || c == '-'; }) &&
         std::none_of(text.begin(), text.end(), is_digit);
}

bool is_code(std::string_view text, Assigned::Form form) noexcept {
  constexpr std::string_view kHolds[] = {"->", "::", "==", "!=",   "&&",   "||",    "://",   "()",
                                         "/>", "/*", "*/", "&lt;", "&gt;", "&amp;", "&quot;"};
  if (std::any_of(std::begin(kHolds), std::end(kHolds), [&](std::string_view part) { return has(text, part); })) return true;
  const char first = text.front();
  if (first == '/' || text.substr(0, 2) == "./" || text.substr(0, 2) == "~/" || text.substr(0, 2) == "--") return true;
  return form == Assigned::Form::kBare && text.find_first_of("()[]{}<>|") != text.npos;
}

bool is_address(std::string_view text) noexcept {
  const std::size_t at = text.find('@');
  if (at == text.npos || at == 0 || text.find('@', at + 1) != text.npos) return false;
  const std::size_t dot = text.rfind('.');
  if (dot == text.npos || dot <= at + 1 || text.size() - dot < 3) return false;
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 1, text.end(),
                     [](char c) { return is_lower(c) || is_digit(c) || c == '.' || c == '-'; });
}

bool is_date(std::string_view text) noexcept {
  constexpr std::string_view kShape = "0000-00-00";
  return text.size() >= kShape.size() && std::equal(kShape.begin(), kShape.end(), text.begin(),
                                                    [](char shape, char c) { return shape == '0' ? is_digit(c) : shape == c; });
}

std::size_t unrest_of(std::string_view text) noexcept {
  const auto kind = [](char c) { return is_lower(c) ? 1 : is_upper(c) ? 2 : is_digit(c) ? 3 : 4; };
  std::size_t changes = 0;
  for (std::size_t i = 1; i < text.size(); ++i) changes += kind(text[i]) != kind(text[i - 1]) ? 1 : 0;
  return changes * 100 / std::max<std::size_t>(text.size() - 1, 1);
}

bool is_name(std::string_view text, Assigned::Form form) noexcept {
  constexpr std::size_t kCalm = 50;
  if (is_marked_number(text)) return false;
  const bool calm = form == Assigned::Form::kBare || (unrest_of(text) < kCalm && few_digits(text));
  const bool path = calm && text.find_first_of("/.") != text.npos;
  std::size_t words = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_alnum(text[end])) ++end;
    const std::string_view word = text.substr(at, end - at);
    const bool whole = word.size() == text.size();
    if (!is_word(word, whole ? 0 : 3) && !(path && is_path_word(word)) && !(whole && is_measure(word))) return false;
    words += word.empty() ? 0 : 1;
    if (end + 1 < text.size() && is_hard_sign(text[end])) return false;
    at = end + 1;
  }
  return words > 0;
}

}  // namespace assay::detect::checks
