// How context sees text: as words. A word is a longest run of letters, marks and digits; everything else, '_' included, only
// separates. Ideographs, kana, Hangul syllables and letters of scripts that write no blanks are words of their own.
//
//   Steuer-ID:  steuer | id        IP_Adresse  ip | adresse        身份证号  身 | 份 | 证 | 号
//
// "Letters, marks and digits" are the general categories L*, M*, N*. Words compare in their canonical form (canonical.h).
//
// A *unit* is a word, or two words that one joint makes one:
//   Steuer-Nummer            a hyphen
//   Steuer-\n  nummer        a hyphen, a line feed, at most eight blanks or tabs
//   Steuer\nnummer           likewise without a hyphen: that was a soft hyphen, which the match view has dropped
//   driver's, driver’s       an apostrophe before a lone s
// Words of their own have no joints.
// Threads: pure functions.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay::detect {

/// Separators between two words of a phrase: at most so many code points ("Kredit\n  karte" is no phrase across a page).
inline constexpr std::size_t kMaxBetweenWords = 8;
/// Longer words, in bytes, mean nothing to context.
inline constexpr std::size_t kMaxWordBytes = 96;

inline constexpr bool is_ascii_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_word_point(char32_t point);
/// A word of its own, whatever stands beside it.
bool stands_alone(char32_t point);

/// May a word begin (end) at byte `at`? `at` is a character's first byte, or the end.
bool word_begins(std::string_view text, std::size_t at);
/// End of the word that begins at `at`.
std::size_t word_end(std::string_view text, std::size_t at);
/// Start of the word that ends at `end`, which is behind a word character; a word longer than kMaxWordBytes may be cut.
std::size_t word_start(std::string_view text, std::size_t end);

/// Start of the word behind `end` (end of the word before it) if at most kMaxBetweenWords separate them, else npos.
std::size_t next_word(std::string_view text, std::size_t end);
/// End of the word before the word that starts at `begin`, likewise.
std::size_t previous_word(std::string_view text, std::size_t begin);

/// Start of the word that a joint ties to the word ending at `end`, or npos.
std::size_t joined_word(std::string_view text, std::size_t end);
/// End of the word that a joint ties to the word that starts at `begin`, or npos.
std::size_t joined_word_before(std::string_view text, std::size_t begin);
/// Can a joint begin with this byte?
inline constexpr bool may_begin_joint(char c) { return c == '-' || c == '\n' || c == '\'' || c == '\xE2'; }

/// Appends the folded word: simple case folding and no more, for values.
void append_folded(std::string& out, std::string_view word);
/// All words of a phrase in canonical form. An apostrophe and the s behind it belong to the word before them.
std::vector<std::string> phrase_words(std::string_view phrase);

/// "customerTaxID_no2" -> "customer Tax ID no 2".
std::string split_name(std::string_view name);

}  // namespace assay::detect
