#include "detect/words.h"

#include <unicode/uchar.h>

#include "base/unicode.h"

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
}  // namespace

bool is_word_point(char32_t point) {
  if (point < 0x80) return is_ascii_word_byte(static_cast<char>(point));
  return (U_GET_GC_MASK(static_cast<UChar32>(point)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
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

std::size_t next_word(std::string_view text, std::size_t end) {
  for (std::size_t between = 0; end < text.size() && between <= kMaxBetweenWords; ++between) {
    const std::size_t at = end;
    if (is_word_point(base::next_code_point(text, end))) return at;
  }
  return std::string_view::npos;
}

void append_folded(std::string& out, std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    if (is_ascii(word[at])) {
      out += is_upper(word[at]) ? static_cast<char>(word[at] | 0x20) : word[at];
      ++at;
      continue;
    }
    const auto point = static_cast<UChar32>(base::next_code_point(word, at));
    base::append_utf8(out, static_cast<char32_t>(u_foldCase(point, U_FOLD_CASE_DEFAULT)));
  }
}

std::vector<std::string> folded_words(std::string_view phrase) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < phrase.size();) {
    if (!word_begins(phrase, at)) {
      base::next_code_point(phrase, at);
      continue;
    }
    const std::size_t end = word_end(phrase, at);
    append_folded(words.emplace_back(), phrase.substr(at, end - at));
    at = end;
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
