// Letters that look like digits, in a number.
#include "normalize/number_text.h"

namespace assay::normalize {
namespace {
constexpr std::size_t kMostNumber = 48;

char digit_for(char c) { return c == 'O' || c == 'o' ? '0' : c == 'l' || c == 'I' ? '1' : '\0'; }

std::size_t digit_signs(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return is_digit(c) || digit_for(c) != '\0'; }));
}
/// A digit stands next, look-alikes in between or not.
bool beside_digit(std::string_view text, std::size_t i) {
  std::size_t left = i, right = i;
  while (left > 0 && digit_for(text[left]) != '\0') --left;
  while (right + 1 < text.size() && digit_for(text[right]) != '\0') ++right;
  return is_digit(text[left]) || is_digit(text[right]);
}
}  // namespace

void Confusables::look(std::size_t at) {
  if (at < swapped_ || digit_for(text_[at]) == '\0') return;
  const Span group = group_around(at);
  swapped_ = group.end;
  if (!is_numberlike(group)) return;
  groups_.assign(1, group);
  const auto may_grow = [&] { return groups_.back().end - groups_.front().begin <= kMostNumber; };  // what is longer is none
  while (may_grow() && groups_.front().begin >= 2 && linked(groups_.front().begin - 1) &&
         group_is_digits(group_around(groups_.front().begin - 2)))
    groups_.insert(groups_.begin(), group_around(groups_.front().begin - 2));
  while (may_grow() && linked(groups_.back().end) && group_is_digits(group_around(groups_.back().end + 1)))
    groups_.push_back(group_around(groups_.back().end + 1));
  swapped_ = groups_.back().end;
  std::size_t signs = 0;
  for (const Span& span : groups_) signs += digit_signs(slice(span));
  if (signs < kLeastDigits || groups_.back().end - groups_.front().begin > kMostNumber) return;
  for (const Span& span : groups_) swap(span);
}

bool Confusables::is_numberlike(Span group) const {
  const std::string_view text = slice(group);
  const auto other = [](char c) { return !is_digit(c) && digit_for(c) == '\0'; };
  const auto foreign = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), other));
  const bool capital = std::all_of(text.begin(), text.end(), [&](char c) { return !other(c) || is_upper(c); });
  const char before = group.begin == 0 ? '\0' : text_[group.begin - 1];
  return capital && foreign * 2 <= text.size() && foreign <= 6 && !is_word(before) && !is_word(get(group.end));
}
bool Confusables::linked(std::size_t at) const {
  const char c = get(at);
  return (c == ' ' || c == '-' || c == '.' || c == '/') && is_alnum(get(at + 1));
}
bool Confusables::group_is_digits(Span group) const {
  const std::string_view text = slice(group);
  if (text.empty()) return false;
  return digit_signs(text) == text.size() &&
         (text.size() >= 2 || is_digit(text[0]) || text_[group.begin - (group.begin > 0 ? 1 : 0)] != ' ');
}

void Confusables::swap(Span group) const {
  const std::string_view text = slice(group);
  const bool only_signs = digit_signs(text) == text.size();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char digit = digit_for(text[i]);
    if (digit == '\0') continue;
    const bool country = i == 1 && is_upper(text[0]) && digit_for(text[0]) == '\0';
    if (country || (!only_signs && !beside_digit(text, i))) continue;
    add(out_.digits, group.begin + i, {&digit, 1});
  }
}

}  // namespace assay::normalize
