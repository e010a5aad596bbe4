#include "normalize/number_readings.h"

#include <algorithm>
#include <string>

namespace assay::normalize {
namespace {
constexpr std::size_t kLeastDigits = 6, kLeastWrapped = 7, kLeastSigns = 8, kMostChain = 40, kMostGroup = 4, kMostWrapped = 44,
                      kMostNumber = 48;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_alnum(char c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }
bool is_word(char c) { return is_alnum(c) || static_cast<unsigned char>(c) >= 0x80 || c == '_'; }
char digit_for(char c) { return c == 'O' || c == 'o' ? '0' : c == 'l' || c == 'I' ? '1' : '\0'; }

struct Span {
  std::size_t begin, end;
  std::size_t size() const { return end - begin; }
};

std::size_t digits_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

class Scan {
 public:
  Scan(std::string_view text, NumberReadings& out) : text_(text), out_(out) {}

  void separator(std::size_t at) {
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

  void wrap(std::size_t at) {
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

  void confusable(std::size_t at) {
    if (at < swapped_ || digit_for(text_[at]) == '\0') return;
    const Span group = group_around(at);
    swapped_ = group.end;
    if (!is_numberlike(group)) return;
    groups_.assign(1, group);
    while (groups_.front().begin >= 2 && linked(groups_.front().begin - 1) &&
           group_is_digits(group_around(groups_.front().begin - 2)))
      groups_.insert(groups_.begin(), group_around(groups_.front().begin - 2));
    while (linked(groups_.back().end) && group_is_digits(group_around(groups_.back().end + 1)))
      groups_.push_back(group_around(groups_.back().end + 1));
    swapped_ = groups_.back().end;
    std::size_t signs = 0;
    for (const Span& span : groups_) signs += digit_signs(slice(span));
    if (signs < kLeastDigits || groups_.back().end - groups_.front().begin > kMostNumber) return;
    for (const Span& span : groups_) swap(span);
  }

 private:
  char get(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  std::string_view slice(Span span) const { return text_.substr(span.begin, span.size()); }

  void add(std::vector<Edit>& to, std::size_t at, std::string_view by) const {
    Edit edit;
    edit.begin = at, edit.end = at + 1;
    edit.put(by);
    edit.active = true;
    to.push_back(edit);
  }

  /// The letters and digits around `at`, at most kMostNumber to either side.
  Span group_around(std::size_t at) const {
    Span out{at, at};
    while (out.begin > 0 && is_alnum(text_[out.begin - 1]) && at - out.begin < kMostNumber) --out.begin;
    while (out.end < text_.size() && is_alnum(text_[out.end]) && out.end - at < kMostNumber) ++out.end;
    return out;
  }

  // --- separators

  bool may_join(Span group, char sign) const {
    const std::string_view text = slice(group);
    if (text.empty()) return false;
    if (std::any_of(text.begin(), text.end(), is_digit)) return true;
    return sign != ' ' || std::all_of(text.begin(), text.end(), is_upper);
  }

  /// Both stop where a chain is too long to be one: rows of numbers go on for ever. `groups_` holds the group at hand alone.
  void grow_left(char sign, std::size_t size) {
    while (groups_.back().begin >= 2 && text_[groups_.back().begin - 1] == sign && is_alnum(text_[groups_.back().begin - 2])) {
      const Span group = group_around(groups_.back().begin - 2);
      if (group.size() != size || !may_join(group, sign) || groups_.size() * size > kMostChain) break;
      groups_.push_back(group);
    }
    std::reverse(groups_.begin(), groups_.end());
  }

  void grow_right(char sign, std::size_t size) {
    while (get(groups_.back().end) == sign && groups_.size() * size <= kMostChain) {
      const Span group = group_around(groups_.back().end + 1);
      if (group.size() == 0 || group.size() > size || !may_join(group, sign)) return;
      groups_.push_back(group);
      if (group.size() < size) return;
    }
  }

  bool is_chain(char sign) const {
    const std::size_t size = groups_.front().size();
    if (groups_.size() < (size >= 3 ? 2U : 3U)) return false;
    std::size_t all = 0, digits = 0;
    for (const Span& group : groups_) all += group.size(), digits += digits_in(slice(group));
    if (groups_.size() == 2 && all < 2 * kMostGroup) return false;  // 0412-003 is written so
    if (all > kMostChain || digits < kLeastDigits || is_years() || is_address(sign)) return false;
    const std::size_t begin = groups_.front().begin, end = groups_.back().end;
    if (begin > 0 && (is_word(text_[begin - 1]) || goes_on(sign, begin - 1, begin - std::min<std::size_t>(begin, 2))))
      return false;
    if (is_fraction(get(end)) && is_digit(get(end + 1))) return false;
    if (begin >= 2 && is_fraction(text_[begin - 1]) && is_digit(text_[begin - 2])) return false;
    return !is_word(get(end)) && !goes_on(sign, end, end + 1);
  }

  static bool is_fraction(char c) { return c == '.' || c == ','; }
  /// More groups of another size: then it is a row of numbers, or something that has its separators for a reason.
  bool goes_on(char sign, std::size_t at, std::size_t beyond) const {
    return get(at) == sign && (sign == ' ' ? is_digit(get(beyond)) : is_alnum(get(beyond)));
  }
  /// 1818-1881
  bool is_years() const {
    const auto is_year = [&](const Span& group) {
      const std::string_view text = slice(group);
      return text.size() == 4 && digits_in(text) == 4 && (text[0] == '1' ? text[1] >= '5' : text[0] == '2' && text[1] == '0');
    };
    return groups_.size() == 2 && is_year(groups_[0]) && is_year(groups_[1]);
  }

  /// 192.0.2.17: logs hold one in every line.
  bool is_address(char sign) const {
    const auto is_byte = [&](const Span& group) {
      const std::string_view text = slice(group);
      if (text.size() > 3 || digits_in(text) != text.size() || (text.size() > 1 && text[0] == '0')) return false;
      return text.size() < 3 || text <= "255";
    };
    return sign == '.' && groups_.size() == 4 && std::all_of(groups_.begin(), groups_.end(), is_byte);
  }

  void join() {
    const auto has_digit = [&](const Span& group) { return digits_in(slice(group)) > 0; };
    const auto first = std::find_if(groups_.begin(), groups_.end(), has_digit);
    const auto last = std::find_if(groups_.rbegin(), groups_.rend(), has_digit).base();
    for (auto group = groups_.begin(); group + 1 != groups_.end(); ++group) add(out_.joined, group->end, {});
    if (first == groups_.begin() && last == groups_.end()) return;
    for (auto group = first; group + 1 != last; ++group) add(out_.joined_inside, group->end, {});
  }

  // --- line wraps

  static bool in_token(char c) { return is_alnum(c) || c == '-' || c == '.' || c == '/'; }
  static bool is_prefix(std::string_view text) {
    return text.size() <= kMostGroup && std::all_of(text.begin(), text.end(), is_upper);
  }

  /// Groups of a number, with single blanks between them if the next one has a digit.
  std::size_t token_begin(std::size_t end) const {
    std::size_t at = end;
    while (at > 0 && end - at <= kMostWrapped) {
      const bool blank = text_[at - 1] == ' ' && at >= 2 && at < end && is_alnum(text_[at - 2]);
      if (!in_token(text_[at - 1]) && !(blank && digits_in(slice(group_around(at - 2))) > 0)) break;
      --at;
    }
    return at;
  }
  std::size_t token_end(std::size_t begin) const {
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
  bool is_enough(Span left, Span right, std::size_t digits) const {
    const auto is_sign = [](char c) { return is_digit(c) || is_upper(c); };
    const std::string_view before = slice(left), behind = slice(right);
    const auto signs =
        std::count_if(before.begin(), before.end(), is_sign) + std::count_if(behind.begin(), behind.end(), is_sign);
    return digits >= kLeastWrapped || (digits >= kLeastDigits && static_cast<std::size_t>(signs) >= kLeastSigns);
  }

  /// The first group has a digit, or is capital letters before one that has: the next line is no sentence.
  bool begins_in_number(Span right) const {
    std::size_t begin = right.begin;
    if (begin < right.end && !is_alnum(text_[begin])) ++begin;
    const Span first = group_around(begin);
    if (digits_in(slice(first)) > 0) return true;
    return is_prefix(slice(first)) && first.end + 1 < right.end && digits_in(slice(group_around(first.end + 1))) > 0;
  }

  bool is_list(Span left, Span right) const {
    const char before = left.begin == 0 ? '\0' : text_[left.begin - 1], behind = get(right.end);
    if (before == '\n' && left.begin >= 2 && is_digit(text_[left.begin - 2])) return true;
    if (behind == '\n' && is_digit(get(right.end + 1))) return true;
    if (behind == ':' || is_word(behind) || is_word(before)) return true;  // a time; a word that is no number
    if (before == behind && (before == ',' || before == ';' || before == '\t' || before == '|')) return true;
    const std::string_view token = slice(right);
    if (std::count(token.begin(), token.end(), '.') == 3 && digits_in(token) + 3 == token.size()) return true;  // an address
    return is_date(token);
  }
  /// 2024-05-17
  static bool is_date(std::string_view text) {
    const bool linked = text.size() >= 10 && text[4] == text[7] && (text[4] == ' ' || (in_token(text[4]) && !is_alnum(text[4])));
    return linked && digits_in(text.substr(0, 10)) == 8;
  }

  // --- confusables

  static std::size_t digit_signs(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return is_digit(c) || digit_for(c) != '\0'; }));
  }

  bool is_numberlike(Span group) const {
    const std::string_view text = slice(group);
    const auto other = [](char c) { return !is_digit(c) && digit_for(c) == '\0'; };
    const auto foreign = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), other));
    const bool capital = std::all_of(text.begin(), text.end(), [&](char c) { return !other(c) || is_upper(c); });
    const char before = group.begin == 0 ? '\0' : text_[group.begin - 1];
    return capital && foreign * 2 <= text.size() && foreign <= 6 && !is_word(before) && !is_word(get(group.end));
  }
  bool linked(std::size_t at) const {
    const char c = get(at);
    return (c == ' ' || c == '-' || c == '.' || c == '/') && is_alnum(get(at + 1));
  }
  bool group_is_digits(Span group) const {
    const std::string_view text = slice(group);
    if (text.empty()) return false;
    return digit_signs(text) == text.size() &&
           (text.size() >= 2 || is_digit(text[0]) || text_[group.begin - (group.begin > 0 ? 1 : 0)] != ' ');
  }

  void swap(Span group) const {
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
  /// A digit stands next, look-alikes in between or not.
  static bool beside_digit(std::string_view text, std::size_t i) {
    std::size_t left = i, right = i;
    while (left > 0 && digit_for(text[left]) != '\0') --left;
    while (right + 1 < text.size() && digit_for(text[right]) != '\0') ++right;
    return is_digit(text[left]) || is_digit(text[right]);
  }

  std::string_view text_;
  NumberReadings& out_;
  std::vector<Span> groups_;
  std::size_t chained_ = 0, swapped_ = 0;
};

void finish(std::vector<Edit>& edits, Trick trick) {
  for (Edit& edit : edits) edit.trick = trick;
  std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
  edits.erase(std::unique(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.begin == b.begin; }),
              edits.end());
}
}  // namespace

void NumberReadings::clear() {
  for (auto* edits : {&joined, &joined_inside, &unwrapped, &wrapped_groups, &prefixed, &digits}) edits->clear();
}

void find_number_readings(std::string_view text, std::span<const Suspect> suspects, NumberReadings& out) {
  Scan scan(text, out);
  for (const Suspect& suspect : suspects) {
    if (suspect.kind == SuspectKind::kSeparator) scan.separator(suspect.at);
    if (suspect.kind == SuspectKind::kWrap) scan.wrap(suspect.at);
    if (suspect.kind == SuspectKind::kConfusable) scan.confusable(suspect.at);
  }
  for (auto* edits : {&out.joined, &out.joined_inside}) finish(*edits, Trick::kSeparators);
  for (auto* edits : {&out.unwrapped, &out.wrapped_groups, &out.prefixed}) finish(*edits, Trick::kLineWrap);
  finish(out.digits, Trick::kLookalike);
}

}  // namespace assay::normalize
