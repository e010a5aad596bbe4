// Is the value of an assignment a secret? Source code, prose and forms assign much else to `password`: variables, calls, types,
// paths, templates, placeholders. Whatever a programmer or writer can say in words is refused.
#include <algorithm>
#include <array>

#include "detect/checks/assigned.h"
#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
constexpr char lower(char c) { return is_upper(c) ? static_cast<char>(c | 0x20) : c; }
bool is_letter(char c) { return is_upper(c) || is_lower(c) || static_cast<unsigned char>(c) >= 0x80; }
bool is_alnum(char c) { return is_letter(c) || is_digit(c); }
bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

enum Class : unsigned { kLetterClass = 1, kDigitClass = 2, kHardClass = 4 };

/// Signs that neither names nor paths nor numbers hold, but passwords do.
bool is_hard_sign(char c) { return std::string_view("!#$%^?@~").find(c) != std::string_view::npos; }

unsigned classes_of(std::string_view text) {
  unsigned classes = 0;
  for (char c : text) classes |= is_letter(c) ? kLetterClass : is_digit(c) ? kDigitClass : is_hard_sign(c) ? kHardClass : 0U;
  return classes;
}

/// A variable or a format of some template language: ${VAR}, $(cmd), %s, {{ x }}, <name>, #{x}, @x@.
bool is_template(std::string_view text) {
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

/// Calls, members, operators, paths and addresses.
bool is_code(std::string_view text, Assigned::Form form) {
  constexpr std::string_view kHolds[] = {"->", "::", "==", "!=",   "&&",   "||",    "://",   "()",
                                         "/>", "/*", "*/", "&lt;", "&gt;", "&amp;", "&quot;"};
  if (std::any_of(std::begin(kHolds), std::end(kHolds), [&](std::string_view part) { return has(text, part); })) return true;
  const char first = text.front();
  if (first == '/' || text.substr(0, 2) == "./" || text.substr(0, 2) == "~/" || text.substr(0, 2) == "--") return true;
  return form == Assigned::Form::kBare && text.find_first_of("()[]{}<>|") != text.npos;
}

/// somebody@some.where
bool is_address(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == text.npos || at == 0 || text.find('@', at + 1) != text.npos) return false;
  const std::size_t dot = text.rfind('.');
  if (dot == text.npos || dot <= at + 1 || text.size() - dot < 3) return false;
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 1, text.end(),
                     [](char c) { return is_lower(c) || is_digit(c) || c == '.' || c == '-'; });
}

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

/// 2016-09-08T21:47:36Z
bool is_date(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00";
  return text.size() >= kShape.size() && std::equal(kShape.begin(), kShape.end(), text.begin(),
                                                    [](char shape, char c) { return shape == '0' ? is_digit(c) : shape == c; });
}

/// Words joined by signs: my_db-password2, org.example.Type, 2024-01-01, AES/CBC, 128bit.
bool is_name(std::string_view text, Assigned::Form form) {
  if (is_marked_number(text)) return false;
  const bool path = form == Assigned::Form::kBare && text.find_first_of("/.") != text.npos;
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

/// Changes between small letters, capitals and digits, per hundred neighbours. Words have few, random strings about sixty.
std::size_t unrest_of(std::string_view text) {
  const auto kind = [](char c) { return is_lower(c) ? 1 : is_upper(c) ? 2 : is_digit(c) ? 3 : 4; };
  std::size_t changes = 0;
  for (std::size_t i = 1; i < text.size(); ++i) changes += kind(text[i]) != kind(text[i - 1]) ? 1 : 0;
  return changes * 100 / std::max<std::size_t>(text.size() - 1, 1);
}

/// `*word*` holds the word, `word*` begins with it, `word` is it, but for digits or signs at its end.
bool is_listed(std::string_view folded, std::string_view stem, std::string_view entry) {
  const bool open_front = entry.size() > 2 && entry.front() == '*', open_back = entry.size() > 1 && entry.back() == '*';
  if (open_front) entry.remove_prefix(1);
  if (open_back) entry.remove_suffix(1);
  if (open_front) return has(folded, entry);
  return open_back ? folded.substr(0, entry.size()) == entry : entry == folded || entry == stem;
}

bool is_listed(std::string_view text, const std::vector<std::string>& entries) {
  std::array<char, 256> buffer;
  const auto end = std::transform(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(text.size(), buffer.size())),
                                  buffer.begin(), lower);
  const std::string_view folded(buffer.data(), static_cast<std::size_t>(end - buffer.begin()));
  std::string_view stem = folded;
  const bool digits = !stem.empty() && is_digit(stem.back());
  while (!stem.empty() && !is_letter(stem.back()) && is_digit(stem.back()) == digits) stem.remove_suffix(1);
  return std::any_of(entries.begin(), entries.end(), [&](const std::string& entry) { return is_listed(folded, stem, entry); });
}

/// Letters that change between small and capital more often than the words of a name do.
bool is_restless(std::string_view text) {
  constexpr std::size_t kMixedLetters = 42, kRandom = 33, kOneCase = 14;
  const bool mixed = std::any_of(text.begin(), text.end(), is_lower) && std::any_of(text.begin(), text.end(), is_upper);
  const bool digits = std::any_of(text.begin(), text.end(), is_digit);
  return unrest_of(text) >= (!digits ? kMixedLetters : mixed ? kRandom : kOneCase);
}

bool is_plausible(std::string_view text, Assigned::Form form, const Params& params) {
  const unsigned classes = classes_of(text);
  if (classes == kDigitClass)
    return params.variant == 0 && form != Assigned::Form::kBare && std::all_of(text.begin(), text.end(), is_digit);
  if ((classes & kLetterClass) == 0) return false;
  if (params.variant == 1) return is_restless(text) && ((classes & kDigitClass) == 0 || !is_name(text, form));
  return !is_name(text, form) || (text.size() >= 8 && std::all_of(text.begin(), text.end(), is_letter) && is_restless(text));
}
}  // namespace

/// Behind `behind` stands a password or a key, neither code nor words nor one of the refused.
bool secret(std::string_view value, const Params& params) noexcept {
  const Assigned found = assigned(value, params);
  const auto size = static_cast<std::int32_t>(found.text.size());
  if (size < params.min_size || (params.max_size > 0 && size > params.max_size)) return false;
  std::string_view text = found.text;
  while (!text.empty() && text.back() == '=') text.remove_suffix(1);  // padding of base64
  if (text.empty() || std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20; }))
    return false;
  if (is_template(text) || is_code(text, found.form) || is_address(text) || is_date(text)) return false;
  return is_plausible(text, found.form, params) && has_entropy(text, params.min_centibits) && !is_listed(text, params.values);
}

}  // namespace assay::detect::checks
