#include "detect/canonical.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "base/unicode.h"

namespace assay::detect {
namespace {
struct Spelled {
  char32_t letter;
  const char* text;
  const char* bare;  ///< With the umlaut left out.
};
constexpr Spelled kSpelled[] = {
    {U'ß', "ss", "ss"}, {U'ä', "ae", "a"}, {U'å', "aa", "a"},  {U'æ', "ae", "ae"}, {U'ð', "d", "d"},
    {U'ö', "oe", "o"},  {U'ø', "oe", "o"}, {U'ü', "ue", "u"},  {U'þ', "th", "th"}, {U'đ', "d", "d"},
    {U'ı', "i", "i"},   {U'ł', "l", "l"},  {U'œ', "oe", "oe"}, {U'ё', "е", "е"},
};

const Spelled* spelled(char32_t letter) {
  for (const Spelled& row : kSpelled)
    if (row.letter == letter) return &row;
  return nullptr;
}

char32_t fold(char32_t point) { return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(point), U_FOLD_CASE_DEFAULT)); }
bool is_mark(char32_t point) { return point >= 0x300 && point <= 0x36F; }

/// The letter without its accents: the first code point of the full canonical decomposition, if it is Latin or Greek.
char32_t without_accents(char32_t folded) {
  static const icu::Normalizer2* const kNfd = [] {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(error);
    return U_SUCCESS(error) ? nfd : nullptr;
  }();
  icu::UnicodeString parts;
  if (kNfd == nullptr || kNfd->getDecomposition(static_cast<UChar32>(folded), parts) == 0) return folded;
  const char32_t first = fold(static_cast<char32_t>(parts.char32At(0)));
  const bool latin_or_greek = (first >= 'a' && first <= 'z') || (first >= 0x370 && first <= 0x3FF) || spelled(first) != nullptr;
  return latin_or_greek ? first : folded;
}

enum class Umlauts { kSpelledOut, kLeftOut };

void append(std::string& out, char32_t point, Umlauts umlauts) {
  char32_t letter = fold(point);
  if (is_mark(letter)) return;
  if (spelled(letter) == nullptr) letter = without_accents(letter);
  if (const Spelled* row = spelled(letter)) {
    out += umlauts == Umlauts::kSpelledOut ? row->text : row->bare;
  } else {
    base::append_utf8(out, letter);
  }
}

/// Most letters beyond ASCII in Latin, Greek and Cyrillic text; made once.
constexpr char32_t kFirstKnown = 0x80, kBehindKnown = 0x530;
const std::string& known(char32_t point) {
  static const auto kTable = [] {
    std::array<std::string, kBehindKnown - kFirstKnown> table;
    for (char32_t i = 0; i < table.size(); ++i) append(table[i], kFirstKnown + i, Umlauts::kSpelledOut);
    return table;
  }();
  return kTable[point - kFirstKnown];
}

struct Lookalike {
  char32_t letter;
  char latin;
};
/// By code point. Capitals and small letters look like different things: В is a B, в is none.
constexpr Lookalike kLookalikes[] = {
    {U'Α', 'a'}, {U'Β', 'b'}, {U'Ε', 'e'}, {U'Ζ', 'z'}, {U'Η', 'h'}, {U'Ι', 'i'}, {U'Κ', 'k'}, {U'Μ', 'm'},
    {U'Ν', 'n'}, {U'Ο', 'o'}, {U'Ρ', 'p'}, {U'Τ', 't'}, {U'Υ', 'y'}, {U'Χ', 'x'}, {U'ο', 'o'}, {U'Ѕ', 's'},
    {U'І', 'i'}, {U'Ј', 'j'}, {U'А', 'a'}, {U'В', 'b'}, {U'Е', 'e'}, {U'К', 'k'}, {U'М', 'm'}, {U'Н', 'h'},
    {U'О', 'o'}, {U'Р', 'p'}, {U'С', 'c'}, {U'Т', 't'}, {U'Х', 'x'}, {U'а', 'a'}, {U'е', 'e'}, {U'о', 'o'},
    {U'р', 'p'}, {U'с', 'c'}, {U'у', 'y'}, {U'х', 'x'}, {U'ѕ', 's'}, {U'і', 'i'}, {U'ј', 'j'},
};
constexpr char32_t kFirstLookalike = U'Α', kLastLookalike = U'ј';

char latin_for(char32_t point) {
  if (point < kFirstLookalike || point > kLastLookalike) return '\0';
  for (const Lookalike& row : kLookalikes)
    if (row.letter == point) return row.latin;
  return '\0';
}

bool holds_latin(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
}

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }
}  // namespace

void append_canonical(std::string& out, std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    if (static_cast<unsigned char>(word[at]) < 0x80) {
      out += lower(word[at++]);
      continue;
    }
    const char32_t point = base::next_code_point(word, at);
    if (const char latin = latin_for(point); latin != '\0' && holds_latin(word)) {
      out += latin;
    } else if (point >= kFirstKnown && point < kBehindKnown) {
      out += known(point);
    } else {
      append(out, point, Umlauts::kSpelledOut);
    }
  }
}

std::string canonical(std::string_view word) {
  std::string out;
  append_canonical(out, word);
  return out;
}

std::string canonical_without_umlauts(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) append(out, base::next_code_point(word, at), Umlauts::kLeftOut);
  return out;
}

}  // namespace assay::detect
