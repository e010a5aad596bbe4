// The one form in which context compares words, so that one word matches however people write it.
//
//   case      simple case folding (Unicode CaseFolding.txt, C and S)
//   umlauts   ä ö ü ø å æ œ ß þ become ae oe ue oe aa ae oe ss th: Führerschein = FUEHRERSCHEIN, Straße = Strasse
//   accents   Latin and Greek letters lose all others (numéro = numero, αριθμός = αριθμος); ё is е, ı is i, ł is l, đ ð are d;
//             marks U+0300-036F on letters that have no composed form are dropped
//   disguise  in a word with a letter a-z, Cyrillic and Greek letters that look like Latin ones are those (Раss = Pass)
//
// Every other letter stands for itself.
// Threads: pure functions.
#pragma once
#include <string>
#include <string_view>

namespace assay::detect {

/// Appends the canonical form of `word`.
void append_canonical(std::string& out, std::string_view word);
std::string canonical(std::string_view word);

/// As `canonical`, but umlauts are accents that may be left out as well: ä ö ü ø å become a o u o a ("Fuhrerschein").
std::string canonical_without_umlauts(std::string_view word);

}  // namespace assay::detect
