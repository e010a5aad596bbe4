// A line end inside of a number.
#include "normalize/number_text.h"

namespace assay::normalize {
namespace {
constexpr std::size_t kLeastWrapped = 7, kLeastSigns = 8, kMostWrapped = 44;

bool in_token(char c) { return is_alnum(c) || c == '-' || c == '.' || c == '/'; }
bool is_prefix(std::string_view text) { return text.size() <= kMostGroup && std::all_of(text.begin(), text.end(), is_upper); }
/// 2024-05-17
bool is_date(std::string_view text) {
  const bool linked = text.size() >= 10 && text[4] == text[7] && (text[4] == ' ' || (in_token(text[4]) && !is_alnum(text[4])));
  return linked && digits_in(text.substr(0, 10)) == 8;
}
}  // namespace

void LineWraps::look(std::size_t at) {
  if (!in_token(get(at + 1)) && get(at + 1) != ' ') return;
  if (at == 0 || !in_token(text_[at - 1]) || is_date(text_.substr(at + 1))) return;
  const Span left{token_begin(at), at}, right{at + 1, token_end(at + 1)};
  if (left.size() == 0 || right.size() == 0 || left.size() + right.size() > kMostWrapped) return;
  const std::size_t before = digits_in(slice(left)), behind = digits_in(slice(right));
  if (behind == 0 || !is_enough(left, right, before + behind) || (before == 0 && !is_prefix(slice(left)))) return;
  if (is_list(left, right) || !begins_in_number(right)) return;
  if (before == 0) return add(out_.prefixed, at, {});
  add(out_.unwrapped, at, {});
  if (text_[right.begin] != ' ') add(out_.wrapped_groups, at, " ");
}

/// Groups of a number, with single blanks between them if the next one has a digit.
std::size_t LineWraps::token_begin(std::size_t end) const {
  std::size_t at = end;
  while (at > 0 && end - at <= kMostWrapped) {
    const bool blank = text_[at - 1] == ' ' && at >= 2 && at < end && is_alnum(text_[at - 2]);
    if (!in_token(text_[at - 1]) && !(blank && digits_in(slice(group_around(at - 2))) > 0)) break;
    --at;
  }
  return at;
}
std::size_t LineWraps::token_end(std::size_t begin) const {
  std::size_t at = begin;
  while (at < text_.size() && at - begin <= kMostWrapped) {
    const bool blank = text_[at] == ' ' && is_alnum(get(at + 1));
    const bool goes_on = blank && (at == begin || digits_in(slice(group_around(at + 1))) > 0);
    if (!in_token(text_[at]) && !goes_on) break;
    ++at;
  }
  return at;
}

/// Seven digits, or six and capital letters.
bool LineWraps::is_enough(Span left, Span right, std::size_t digits) const {
  const auto is_sign = [](char c) { return is_digit(c) || is_upper(c); };
  const std::string_view before = slice(left), behind = slice(right);
  const auto signs = std::count_if(before.begin(), before.end(), is_sign) + std::count_if(behind.begin(), behind.end(), is_sign);
  return digits >= kLeastWrapped || (digits >= kLeastDigits && static_cast<std::size_t>(signs) >= kLeastSigns);
}

/// The first group has a digit, or is capital letters before one that has: the next line is no sentence.
bool LineWraps::begins_in_number(Span right) const {
  std::size_t begin = right.begin;
  if (begin < right.end && !is_alnum(text_[begin])) ++begin;
  const Span first = group_around(begin);
  if (digits_in(slice(first)) > 0) return true;
  return is_prefix(slice(first)) && first.end + 1 < right.end && digits_in(slice(group_around(first.end + 1))) > 0;
}

bool LineWraps::is_list(Span left, Span right) const {
  const char before = left.begin == 0 ? '\0' : text_[left.begin - 1], behind = get(right.end);
  if (before == '\n' && left.begin >= 2 && is_digit(text_[left.begin - 2])) return true;
  if (behind == '\n' && is_digit(get(right.end + 1))) return true;
  if (behind == ':' || is_word(behind) || is_word(before)) return true;  // a time; a word that is no number
  if (before == behind && (before == ',' || before == ';' || before == '\t' || before == '|')) return true;
  const std::string_view token = slice(right);
  if (std::count(token.begin(), token.end(), '.') == 3 && digits_in(token) + 3 == token.size()) return true;  // an address
  return is_date(token);
}

}  // namespace assay::normalize
