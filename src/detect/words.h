// How context sees text: as words. A word is a longest run of letters, marks and digits; everything else, '_' included, only
// separates. Ideographs, kana, Hangul syllables and letters of scripts that write no blanks are words of their own.
//
//   Steuer-ID:  steuer | id        IP_Adresse  ip | adresse        身份证号  身 | 份 | 证 | 号
//
// "Letters, marks and digits" are the general categories L*, M*, N*. Words compare by simple case folding (Unicode
// CaseFolding.txt, C and S), so ä is Ä and ß is ẞ but not ss.
// Threads: pure functions.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay::detect {

/// Separators between two words of a phrase: at most so many code points ("Kredit\n  karte" is no phrase across a page).
inline constexpr std::size_t kMaxBetweenWords = 8;

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
/// Start of the word behind `end` if at most kMaxBetweenWords separate them, else npos. `end` is the end of a word.
std::size_t next_word(std::string_view text, std::size_t end);

/// Appends the folded word.
void append_folded(std::string& out, std::string_view word);
/// All words of a phrase, folded.
std::vector<std::string> folded_words(std::string_view phrase);

/// "customerTaxID_no2" -> "customer Tax ID no 2".
std::string split_name(std::string_view name);

}  // namespace assay::detect
