// The scan for phrases against the rules of word_forms.h and words.h, written down once more without any index.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <tuple>

#include "base/unicode.h"
#include "detect/canonical.h"
#include "detect/phrases.h"
#include "detect/words.h"

namespace assay::detect {
namespace {

using Place = std::tuple<std::size_t, std::size_t, std::string>;  // begin, end, phrase

rulepack::Packs packs_of(const std::vector<std::string>& phrases) {
  rulepack::Packs packs;
  packs.files = {"phrases.yaml"};
  auto& detector = packs.detectors.emplace_back();
  for (const std::string& phrase : phrases) detector.context.any.push_back({phrase, {0, 1, 1}});
  return packs;
}

struct Unit {
  std::size_t begin, end;
  std::string text;
};

/// All units that begin at the word at `begin`: it alone, and joined to the next.
std::vector<Unit> units_at(std::string_view text, std::size_t begin) {
  const std::size_t end = word_end(text, begin), second = joined_word(text, end);
  if (end - begin > kMaxWordBytes) return {};
  std::vector<Unit> out{{begin, end, canonical(text.substr(begin, end - begin))}};
  if (second == std::string_view::npos) return out;
  const std::size_t both = word_end(text, second);
  if (both - second > kMaxWordBytes) return out;
  out.push_back({begin, both, out[0].text + canonical(text.substr(second, both - second))});
  return out;
}

void follow(std::string_view text, const std::vector<std::string>& words, std::size_t at, std::size_t begin, std::size_t word_at,
            const std::string& phrase, std::vector<Place>& out) {
  for (const Unit& unit : units_at(text, word_at)) {
    const bool last = at + 1 == words.size();
    const std::vector<std::string_view> views(words.begin(), words.end());
    if (last ? !stands_for(formed(views, at), unit.text) : unit.text != words[at]) continue;
    if (last) {
      out.emplace_back(begin, unit.end, phrase);
    } else if (const std::size_t next = next_word(text, unit.end); next != std::string_view::npos) {
      follow(text, words, at + 1, begin, next, phrase, out);
    }
  }
}

std::vector<Place> slow(std::string_view text, const std::vector<std::string>& phrases) {
  std::vector<Place> out;
  for (std::size_t at = 0; at < text.size(); base::next_code_point(text, at)) {
    if (!word_begins(text, at)) continue;
    for (const std::string& phrase : phrases)
      for (const auto& words : spellings(phrase)) follow(text, words, 0, at, at, phrase, out);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<Place> places(const PhraseIndex& index, const std::vector<PhraseHit>& hits) {
  std::vector<Place> out;
  for (const PhraseHit& hit : hits) out.emplace_back(hit.begin, hit.end, index.users(hit.phrase).front().text);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

const std::vector<std::string> kPhrases = {"Konto",
                                           "Steuer ID",
                                           "身份",
                                           "Führerschein",
                                           "bei der",
                                           "id",
                                           "driver's license",
                                           "Steuernummer",
                                           "version",
                                           "Versichertennummer",
                                           "social security number",
                                           "numéro de carte",
                                           "e-mail address",
                                           "D.N.I",
                                           "icd 10",
                                           "Krankenversicherung",
                                           "email",
                                           "email of",
                                           "email number",
                                           "e-mail de carte"};

/// Text of words, separators and traps; long words and scripts without blanks now and then.
std::string random_text(std::mt19937& random, std::size_t words) {
  static const std::string kWords[] = {"Konto",
                                       "konto",
                                       "KONTEN",
                                       "ID",
                                       "id",
                                       "Steuer",
                                       "nummer",
                                       "nummern",
                                       "Übung",
                                       "身份",
                                       "Führer",
                                       "schein",
                                       "bei",
                                       "12345",
                                       "a1b2c3",
                                       "Kontoä",
                                       "der",
                                       "Tax",
                                       "taxid",
                                       "“",
                                       "é",
                                       "driver",
                                       "s",
                                       "S",
                                       "license",
                                       "Kunden",
                                       "steuer",
                                       "con",
                                       "inter",
                                       "version",
                                       "Versicherten",
                                       "social",
                                       "secu",
                                       "rity",
                                       "security",
                                       "number",
                                       "numbers",
                                       "numéro",
                                       "NUMERO",
                                       "de",
                                       "carte",
                                       "cartes",
                                       "e",
                                       "mail",
                                       "Address",
                                       "es",
                                       "DNI",
                                       "icd",
                                       "10",
                                       "icd10",
                                       "fuhrer",
                                       "fuehrer",
                                       "STEUERNUMMER",
                                       "auslandskranken",
                                       "kranken",
                                       "versicherung",
                                       "snummer",
                                       "n",
                                       "steuerid",
                                       "emailaddress"};
  static const std::string kBetween[] = {" ",    " ", "-",  "",    "",           ": ", "\n", "-\n", "-\n  ",
                                         "\n\t", "_", " „", "...", "          ", "—",  "'",  "’",   ". "};
  std::string out;
  for (std::size_t i = 0; i < words; ++i) {
    out += random() % 60 == 0 ? std::string(80 + random() % 100, 'k') : kWords[random() % std::size(kWords)];
    out += kBetween[random() % std::size(kBetween)];
  }
  return out;
}

TEST(PhraseScan, FindsWhatTheRulesSay) {
  const rulepack::Packs packs = packs_of(kPhrases);
  auto index = PhraseIndex::build(packs);
  ASSERT_TRUE(index.ok());
  std::mt19937 random(6);
  std::size_t found = 0;
  for (int round = 0; round < 1500; ++round) {
    const std::string text = random_text(random, 60);
    std::vector<PhraseHit> hits;
    UnitMemo memo;
    index.value().scan(text, 0, text.size(), memo, hits);
    const std::vector<Place> expected = slow(text, kPhrases);
    ASSERT_EQ(places(index.value(), hits), expected) << text;
    found += expected.size();
  }
  EXPECT_GT(found, 10'000U);
}

TEST(PhraseScan, PiecesFindWhatOneScanFinds) {
  const rulepack::Packs packs = packs_of(kPhrases);
  auto index = PhraseIndex::build(packs);
  ASSERT_TRUE(index.ok());
  std::mt19937 random(5);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_text(random, 120);
    std::vector<PhraseHit> whole, pieces;
    UnitMemo memo;
    index.value().scan(text, 0, text.size(), memo, whole);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t to = std::min(text.size(), at + 1 + random() % 150);
      UnitMemo none;  // what is kept changes nothing
      index.value().scan(text, at, to, random() % 2 == 0 ? memo : none, pieces);
      at = to;
    }
    ASSERT_EQ(whole.size(), pieces.size()) << round;
    for (std::size_t i = 0; i < whole.size(); ++i) {
      ASSERT_EQ(whole[i].begin, pieces[i].begin);
      ASSERT_EQ(whole[i].end, pieces[i].end);
      ASSERT_EQ(whole[i].key, pieces[i].key);
      ASSERT_EQ(whole[i].phrase, pieces[i].phrase);
      ASSERT_TRUE(i == 0 || whole[i - 1].key <= whole[i].key);
    }
  }
}

}  // namespace
}  // namespace assay::detect
