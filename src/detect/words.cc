#include "detect/words.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <bitset>

#include "base/unicode.h"
#include "detect/canonical.h"

namespace assay::detect {
namespace {
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// First code points behind each other: scripts that write no blanks, or hang endings on every word.
struct Range {
  char32_t first, last;
};
constexpr Range kAlone[] = {
    {0x0E00, 0x0EFF},    // Thai, Lao
    {0x1000, 0x109F},    // Myanmar
    {0x1780, 0x17FF},    // Khmer
    {0x2E80, 0x30FF},    // radicals, kana
    {0x3400, 0x9FFF},    // ideographs
    {0xAC00, 0xD7A3},    // Hangul syllables
    {0xF900, 0xFAFF},    // compatibility ideographs
    {0x20000, 0x3FFFF},  // ideographs beyond the BMP
};

char32_t point_at(std::string_view text, std::size_t at) { return base::next_code_point(text, at); }

/// A name is split between small and capital, letter and digit, and before the last capital of a run: taxIDNumber.
bool splits(std::string_view name, std::size_t at) {
  const char before = name[at - 1], here = name[at];
  if (is_lower(before) && is_upper(here)) return true;
  if (is_ascii_word_byte(before) && is_ascii_word_byte(here) && is_digit(before) != is_digit(here)) return true;
  return is_upper(before) && is_upper(here) && at + 1 < name.size() && is_lower(name[at + 1]);
}

constexpr char32_t kBehindKnown = 0x3100;  // Latin to kana, punctuation: looked up once
bool asks_unicode(char32_t point) {
  return (U_GET_GC_MASK(static_cast<UChar32>(point)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

constexpr std::size_t kNowhere = std::string_view::npos;
constexpr std::size_t kMostIndent = 8;  // blanks and tabs at the front of a wrapped line
constexpr std::string_view kApostrophe = "\u2019";

bool is_indent(char c) { return c == ' ' || c == '\t'; }
bool begins_joinable(std::string_view text, std::size_t at) { return word_begins(text, at) && !stands_alone(point_at(text, at)); }
bool ends_in_joinable(std::string_view text, std::size_t end) {
  const char32_t last = point_at(text, base::code_point_start(text, end - 1));
  return is_word_point(last) && !stands_alone(last);
}

/// Where the lone s begins, if the word that ends at `end` has one hung on.
std::size_t behind_apostrophe(std::string_view text, std::size_t end) {
  const std::string_view rest = text.substr(end);
  const std::size_t size = rest.substr(0, 1) == "'"                            ? 1
                           : rest.substr(0, kApostrophe.size()) == kApostrophe ? kApostrophe.size()
                                                                               : 0;
  if (size == 0 || rest.size() == size || (rest[size] | 0x20) != 's') return kNowhere;
  return word_end(text, end + size) == end + size + 1 ? end + size : kNowhere;
}

std::size_t before_apostrophe(std::string_view text, std::size_t begin) {
  for (const std::size_t size : {std::size_t{1}, kApostrophe.size()})
    if (begin >= size && behind_apostrophe(text, begin - size) == begin) return begin - size;
  return kNowhere;
}
}  // namespace

bool is_word_point(char32_t point) {
  if (point < 0x80) return is_ascii_word_byte(static_cast<char>(point));
  static const auto kKnown = [] {
    std::bitset<kBehindKnown> known;
    for (char32_t i = 0; i < kBehindKnown; ++i) known[i] = asks_unicode(i);
    return known;
  }();
  return point < kBehindKnown ? kKnown[point] : asks_unicode(point);
}

bool stands_alone(char32_t point) {
  if (point < kAlone[0].first) return false;
  for (const Range& range : kAlone)
    if (point >= range.first && point <= range.last) return true;
  return false;
}

bool word_begins(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const char32_t here = point_at(text, at);
  if (!is_word_point(here)) return false;
  if (at == 0) return true;
  const char32_t before = point_at(text, base::code_point_start(text, at - 1));
  return !is_word_point(before) || stands_alone(before) || stands_alone(here);
}

std::size_t word_end(std::string_view text, std::size_t at) {
  if (stands_alone(base::next_code_point(text, at))) return at;
  while (at < text.size()) {
    if (is_ascii(text[at])) {
      if (!is_ascii_word_byte(text[at])) return at;
      ++at;
      continue;
    }
    std::size_t next = at;
    const char32_t point = base::next_code_point(text, next);
    if (!is_word_point(point) || stands_alone(point)) return at;
    at = next;
  }
  return at;
}

std::size_t word_start(std::string_view text, std::size_t end) {
  std::size_t at = base::code_point_start(text, end - 1);
  if (stands_alone(point_at(text, at))) return at;
  while (at > 0 && end - at <= kMaxWordBytes) {
    if (is_ascii(text[at - 1])) {
      if (!is_ascii_word_byte(text[at - 1])) return at;
      --at;
      continue;
    }
    const std::size_t before = base::code_point_start(text, at - 1);
    const char32_t point = point_at(text, before);
    if (!is_word_point(point) || stands_alone(point)) return at;
    at = before;
  }
  return at;
}

std::size_t next_word(std::string_view text, std::size_t end) {
  for (std::size_t between = 0; end < text.size() && between <= kMaxBetweenWords; ++between) {
    const std::size_t at = end;
    if (is_word_point(base::next_code_point(text, end))) return at;
  }
  return kNowhere;
}

std::size_t previous_word(std::string_view text, std::size_t begin) {
  for (std::size_t between = 0; begin > 0 && between <= kMaxBetweenWords; ++between) {
    const std::size_t end = begin;
    begin = base::code_point_start(text, begin - 1);
    if (is_word_point(point_at(text, begin))) return end;
  }
  return kNowhere;
}

std::size_t joined_word(std::string_view text, std::size_t end) {
  if (end >= text.size() || !may_begin_joint(text[end])) return kNowhere;
  if (!ends_in_joinable(text, end)) return kNowhere;
  if (const std::size_t s = behind_apostrophe(text, end); s != kNowhere) return s;
  std::size_t at = end + (text[end] == '-' ? 1 : 0);
  if (at < text.size() && text[at] == '\n') {
    ++at;
    for (std::size_t i = 0; i < kMostIndent && at < text.size() && is_indent(text[at]); ++i) ++at;
  }
  return at > end && begins_joinable(text, at) ? at : kNowhere;
}

std::size_t joined_word_before(std::string_view text, std::size_t begin) {
  if (begin == 0 || !begins_joinable(text, begin)) return kNowhere;
  std::size_t at = begin;
  for (std::size_t i = 0; i < kMostIndent && at > 0 && is_indent(text[at - 1]); ++i) --at;
  const bool wrapped = at > 0 && text[at - 1] == '\n';
  at = wrapped ? at - 1 : begin;
  if (at > 0 && text[at - 1] == '-') --at;
  if (at == begin) at = before_apostrophe(text, begin);
  return at != kNowhere && at > 0 && ends_in_joinable(text, at) ? at : kNowhere;
}

void append_folded(std::string& out, std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    const auto end = std::find_if_not(word.begin() + static_cast<std::ptrdiff_t>(at), word.end(), is_ascii);
    const std::string_view ascii = word.substr(at, static_cast<std::size_t>(end - word.begin()) - at);
    const std::size_t size = out.size();
    out.resize(size + ascii.size());  // at once: values are folded for every check and every hit
    std::transform(ascii.begin(), ascii.end(), out.begin() + static_cast<std::ptrdiff_t>(size),
                   [](char c) { return is_upper(c) ? static_cast<char>(c | 0x20) : c; });
    at += ascii.size();
    if (at == word.size()) return;
    const auto point = static_cast<UChar32>(base::next_code_point(word, at));
    base::append_utf8(out, static_cast<char32_t>(u_foldCase(point, U_FOLD_CASE_DEFAULT)));
  }
}

std::vector<std::string> phrase_words(std::string_view phrase) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < phrase.size();) {
    if (!word_begins(phrase, at)) {
      base::next_code_point(phrase, at);
      continue;
    }
    const std::size_t end = word_end(phrase, at);
    append_canonical(words.emplace_back(), phrase.substr(at, end - at));
    at = end;
    if (behind_apostrophe(phrase, end) == kNowhere) continue;
    words.back() += 's';
    at = word_end(phrase, behind_apostrophe(phrase, end));
  }
  return words;
}

std::string split_name(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (at > 0 && splits(name, at)) out += ' ';
    out += name[at] == '_' ? ' ' : name[at];
  }
  return out;
}

}  // namespace assay::detect
