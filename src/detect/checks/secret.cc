// Is the value of an assignment a secret? Source code, prose and forms assign much else to `password`: variables, calls, types,
// paths, templates, placeholders. Whatever a programmer or writer can say in words is refused.
#include <algorithm>
#include <array>

#include "detect/checks/assigned.h"
#include "detect/checks/families.h"
#include "detect/checks/wording.h"

namespace assay::detect::checks {
namespace {
constexpr char lower(char c) { return is_upper(c) ? static_cast<char>(c | 0x20) : c; }
bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

enum Class : unsigned { kLetterClass = 1, kDigitClass = 2, kHardClass = 4 };

unsigned classes_of(std::string_view text) {
  unsigned classes = 0;
  for (char c : text) classes |= is_letter(c) ? kLetterClass : is_digit(c) ? kDigitClass : is_hard_sign(c) ? kHardClass : 0U;
  return classes;
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
  constexpr std::size_t kLongLetters = 10;  // shorter ones may be names of two or three words
  const unsigned classes = classes_of(text);
  if (classes == kDigitClass)
    return params.variant == 0 && form != Assigned::Form::kBare && std::all_of(text.begin(), text.end(), is_digit);
  if ((classes & kLetterClass) == 0) return false;
  if (params.variant == 1) {
    const bool letters_only = std::all_of(text.begin(), text.end(), is_letter);
    return is_restless(text) && (letters_only || !is_name(text, form));
  }
  return !is_name(text, form) ||
         (text.size() >= kLongLetters && std::all_of(text.begin(), text.end(), is_letter) && is_restless(text));
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
