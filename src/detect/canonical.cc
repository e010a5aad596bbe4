#include "detect/canonical.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

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

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }
}  // namespace

void append_canonical(std::string& out, std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    if (static_cast<unsigned char>(word[at]) < 0x80) {
      out += lower(word[at++]);
      continue;
    }
    const char32_t point = base::next_code_point(word, at);
    if (point >= kFirstKnown && point < kBehindKnown) {
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
