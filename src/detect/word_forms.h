// In which forms a phrase holds. A phrase is its canonical words, one behind the other; the rules below say which units of the
// text (words.h) stand for them. They are written again in tests/oracle/context.py and, for authors, in rules/README.md.
//
//   words      each word but the last stands as it is; between two units at most eight separators
//   endings    the last word may go on with n en s es er e if it has five letters or more, with s if it has three or four
//              (Führerscheine, Kontos, numbers, passeports)
//   glued      a phrase of several words with five letters or digits together may also stand as one unit: ipAddress, credit-card
//   compounds  a phrase of one word (or glued) of seven letters or more holds at the end of a longer unit if what stands before
//   it
//              is letters only, at least four, and no prefix such as "inter": Kundensteuernummer, Mobiltelefons
//   numbers    such a phrase, in a compound or not, also holds before a word that only says that it has a number: nummer(n),
//   number,
//              nr, no, id, with s n en es between: Krankenversicherungsnummer, passportNumber
//   umlauts    a phrase with ä ö ü ø å in words of five letters or more also holds with a o u o a: Fuhrerschein
//
// Letters are a-z after folding: endings, compounds and numbers are for words of these alone. The phrase then stands where its
// units stand, whole: the prefix of a compound and the ending belong to it. Threads: pure functions.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::detect {

/// Ways to write a phrase, each as canonical words: itself, with umlauts left out, both of them glued. Never empty words; empty
/// if the phrase has none.
std::vector<std::vector<std::string>> spellings(std::string_view phrase);

/// What may stand behind a phrase in its last unit.
struct Tail {
  std::string_view text;
  std::uint8_t least = 0;      ///< Letters that the word needs.
  bool only_one_word = false;  ///< Only for phrases of one word.
};
/// All tails, the empty one first.
std::span<const Tail> tails();
/// Those that end in this byte; without the empty one.
std::span<const Tail> tails_ending_in(char last);

/// One word of a spelling, with what its place in the phrase allows.
struct FormedWord {
  std::string_view text;
  std::uint8_t letters = 0;  ///< 0: not letters alone.
  bool last = false, only = false;
};
FormedWord formed(std::span<const std::string_view> words, std::size_t at);

bool takes(const FormedWord& word, const Tail& tail);
/// Is `stem`, what is left of a unit before a tail, the word or a compound that ends in it?
bool is_stem(const FormedWord& word, std::string_view stem);
/// Does the unit stand for the word, in any form?
bool stands_for(const FormedWord& word, std::string_view unit);

}  // namespace assay::detect
