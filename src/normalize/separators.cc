// Groups of equal size with one kind of separator between.
#include "normalize/number_text.h"

namespace assay::normalize {
namespace {
constexpr std::size_t kMostChain = 40;

bool is_fraction(char c) { return c == '.' || c == ','; }
}  // namespace

void Separators::look(std::size_t at) {
  if (at < chained_) return;
  const char sign = text_[at];
  const Span left = group_around(at - 1);
  const std::size_t size = left.size();
  chained_ = at + 1;
  if (size > kMostGroup) return;
  groups_.assign(1, left);
  grow_left(sign, size);
  grow_right(sign, size);
  chained_ = std::max(chained_, groups_.back().end);
  if (is_chain(sign)) join();
}

bool Separators::may_join(Span group, char sign) const {
  const std::string_view text = slice(group);
  if (text.empty()) return false;
  if (std::any_of(text.begin(), text.end(), is_digit)) return true;
  return sign != ' ' || std::all_of(text.begin(), text.end(), is_upper);
}

/// Both stop where a chain is too long to be one: rows of numbers go on for ever. `groups_` holds the group at hand alone.
void Separators::grow_left(char sign, std::size_t size) {
  while (groups_.back().begin >= 2 && text_[groups_.back().begin - 1] == sign && is_alnum(text_[groups_.back().begin - 2])) {
    const Span group = group_around(groups_.back().begin - 2);
    if (group.size() != size || !may_join(group, sign) || groups_.size() * size > kMostChain) break;
    groups_.push_back(group);
  }
  std::reverse(groups_.begin(), groups_.end());
}

void Separators::grow_right(char sign, std::size_t size) {
  while (get(groups_.back().end) == sign && groups_.size() * size <= kMostChain) {
    const Span group = group_around(groups_.back().end + 1);
    if (group.size() == 0 || group.size() > size || !may_join(group, sign)) return;
    groups_.push_back(group);
    if (group.size() < size) return;
  }
}

bool Separators::is_chain(char sign) const {
  const std::size_t size = groups_.front().size();
  if (groups_.size() < (size >= 3 ? 2U : 3U)) return false;
  std::size_t all = 0, digits = 0;
  for (const Span& group : groups_) all += group.size(), digits += digits_in(slice(group));
  if (groups_.size() == 2 && all < 2 * kMostGroup) return false;  // 0412-003 is written so
  if (all > kMostChain || digits < kLeastDigits || is_years() || is_address(sign)) return false;
  const std::size_t begin = groups_.front().begin, end = groups_.back().end;
  if (begin > 0 && (is_word(text_[begin - 1]) || goes_on(sign, begin - 1, begin - std::min<std::size_t>(begin, 2)))) return false;
  if (is_fraction(get(end)) && is_digit(get(end + 1))) return false;
  if (begin >= 2 && is_fraction(text_[begin - 1]) && is_digit(text_[begin - 2])) return false;
  return !is_word(get(end)) && !goes_on(sign, end, end + 1);
}

/// More groups of another size: then it is a row of numbers, or something that has its separators for a reason.
bool Separators::goes_on(char sign, std::size_t at, std::size_t beyond) const {
  return get(at) == sign && (sign == ' ' ? is_digit(get(beyond)) : is_alnum(get(beyond)));
}
/// 1818-1881
bool Separators::is_years() const {
  const auto is_year = [&](const Span& group) {
    const std::string_view text = slice(group);
    return text.size() == 4 && digits_in(text) == 4 && (text[0] == '1' ? text[1] >= '5' : text[0] == '2' && text[1] == '0');
  };
  return groups_.size() == 2 && is_year(groups_[0]) && is_year(groups_[1]);
}

/// 192.0.2.17: logs hold one in every line.
bool Separators::is_address(char sign) const {
  const auto is_byte = [&](const Span& group) {
    const std::string_view text = slice(group);
    if (text.size() > 3 || digits_in(text) != text.size() || (text.size() > 1 && text[0] == '0')) return false;
    return text.size() < 3 || text <= "255";
  };
  return sign == '.' && groups_.size() == 4 && std::all_of(groups_.begin(), groups_.end(), is_byte);
}

void Separators::join() {
  const auto has_digit = [&](const Span& group) { return digits_in(slice(group)) > 0; };
  const auto first = std::find_if(groups_.begin(), groups_.end(), has_digit);
  const auto last = std::find_if(groups_.rbegin(), groups_.rend(), has_digit).base();
  for (auto group = groups_.begin(); group + 1 != groups_.end(); ++group) add(out_.joined, group->end, {});
  if (first == groups_.begin() && last == groups_.end()) return;
  for (auto group = first; group + 1 != last; ++group) add(out_.joined_inside, group->end, {});
}

}  // namespace assay::normalize
