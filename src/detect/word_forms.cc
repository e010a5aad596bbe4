#include "detect/word_forms.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"
#include "detect/canonical.h"
#include "detect/words.h"

namespace assay::detect {
namespace {
constexpr std::size_t kLeastGlued = 5, kLeastBare = 5, kLeastCompound = 7, kLeastBefore = 4;

/// By their last letter.
constexpr Tail kTails[] = {
    {"", 0, false},       {"id", 7, true},       {"e", 5, false},       {"n", 5, false},        {"en", 5, false},
    {"nummern", 7, true}, {"snummern", 7, true}, {"nnummern", 7, true}, {"ennummern", 7, true}, {"esnummern", 7, true},
    {"no", 7, true},      {"er", 5, false},      {"nr", 7, true},       {"snr", 7, true},       {"nummer", 7, true},
    {"snummer", 7, true}, {"nnummer", 7, true},  {"ennummer", 7, true}, {"esnummer", 7, true},  {"number", 7, true},
    {"snumber", 7, true}, {"s", 3, false},       {"es", 5, false},      {"numbers", 7, true},
};
struct TailRange {
  std::uint8_t first = 0, count = 0;
};
constexpr std::array<TailRange, 256> kByLast = [] {
  std::array<TailRange, 256> out{};
  for (std::size_t i = 1; i < std::size(kTails); ++i) {
    TailRange& range = out[static_cast<unsigned char>(kTails[i].text.back())];
    if (range.count == 0) range.first = static_cast<std::uint8_t>(i);
    range.count = static_cast<std::uint8_t>(i - range.first + 1);
  }
  return out;
}();

/// "intersection" is no kind of section.
constexpr std::string_view kPrefixes[] = {"anti", "counter", "inter", "intra", "macro", "micro", "multi", "over",
                                          "poly", "pseudo",  "semi",  "super", "trans", "ultra", "under"};

constexpr bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_ascii_text(std::string_view text) { return base::is_ascii(text); }
bool all_letters(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c); });  // not by a pointer: inlined
}

std::string glued(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += word;
  return out;
}

/// The phrase with its umlauts left out, or empty if that is the same.
std::vector<std::string> without_umlauts(std::string_view phrase, const std::vector<std::string>& words) {
  std::vector<std::string> out = phrase_words(canonical_without_umlauts(phrase));
  if (out.size() != words.size() || out == words) return {};
  for (std::size_t i = 0; i < words.size(); ++i)
    if (out[i].size() < kLeastBare) out[i] = words[i];
  if (out == words) return {};
  return out;
}
}  // namespace

std::vector<std::vector<std::string>> spellings(std::string_view phrase) {
  std::vector<std::vector<std::string>> out;
  std::vector<std::string> words = phrase_words(phrase);
  if (words.empty()) return out;
  std::vector<std::string> bare = without_umlauts(phrase, words);
  out.push_back(std::move(words));
  if (!bare.empty()) out.push_back(std::move(bare));
  for (std::size_t i = 0, count = out.size(); i < count; ++i) {
    std::string one = out[i].size() > 1 ? glued(out[i]) : std::string();
    if (one.size() >= kLeastGlued && is_ascii_text(one)) out.push_back({std::move(one)});
  }
  return out;
}

std::span<const Tail> tails() { return kTails; }
std::span<const Tail> tails_ending_in(char last) {
  const TailRange& range = kByLast[static_cast<unsigned char>(last)];
  return std::span<const Tail>(kTails).subspan(range.first, range.count);
}

FormedWord formed(std::span<const std::string_view> words, std::size_t at) {
  FormedWord out;
  out.text = words[at];
  out.letters = all_letters(out.text) ? static_cast<std::uint8_t>(std::min<std::size_t>(out.text.size(), 255)) : 0;
  out.last = at + 1 == words.size();
  out.only = words.size() == 1;
  return out;
}

bool takes(const FormedWord& word, const Tail& tail) {
  return tail.text.empty() || (word.last && word.letters >= tail.least && (word.only || !tail.only_one_word));
}

bool is_stem(const FormedWord& word, std::string_view stem) {
  if (stem == word.text) return true;
  if (!word.only || word.letters < kLeastCompound || stem.size() < word.text.size() + kLeastBefore) return false;
  const std::string_view before = stem.substr(0, stem.size() - word.text.size());
  return stem.substr(before.size()) == word.text && all_letters(before) &&
         std::find(std::begin(kPrefixes), std::end(kPrefixes), before) == std::end(kPrefixes);
}

bool stands_for(const FormedWord& word, std::string_view unit) {
  for (const Tail& tail : kTails) {
    if (!takes(word, tail) || unit.size() < tail.text.size()) continue;
    const std::string_view stem = unit.substr(0, unit.size() - tail.text.size());
    if (unit.substr(stem.size()) == tail.text && is_stem(word, stem)) return true;
  }
  return false;
}

}  // namespace assay::detect
