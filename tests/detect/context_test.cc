// Context: words, phrases, distances, fields; and that lazy scanning finds what looking everywhere finds.
#include "detect/context.h"

#include <gtest/gtest.h>

#include <random>

#include "base/unicode.h"
#include "detect/words.h"

namespace assay::detect {
namespace {

rulepack::DetectorSpec detector(std::vector<std::string> any, std::vector<std::string> negative = {}, std::uint32_t near = 300) {
  rulepack::DetectorSpec spec;
  for (auto& text : any) spec.context.any.push_back({text, {0, 5, 9}});
  for (auto& text : negative) spec.context.negative.push_back({text, {0, 6, 9}});
  spec.context.near = near;
  return spec;
}

rulepack::Packs packs_of(std::vector<rulepack::DetectorSpec> detectors) {
  rulepack::Packs packs;
  packs.files = {"context.yaml"};
  packs.detectors = std::move(detectors);
  return packs;
}

/// The first '#'...'#' in the text is the match.
Evidence look(const rulepack::Packs& packs, const std::string& text, std::vector<FieldMark> fields = {},
              std::uint32_t detector = 0) {
  auto context = Context::build(packs);
  EXPECT_TRUE(context.ok());
  const std::size_t begin = text.find('#'), end = text.find('#', begin + 1) + 1;
  Context::Scratch scratch;
  context.value().begin_window(scratch);
  return context.value().look({text, {0, text.size()}, fields}, detector, {begin, end}, scratch);
}

struct WordsRow {
  const char* text;
  std::vector<std::string> words;
};
TEST(Words, FoldedWordsOfAPhrase) {
  const WordsRow rows[] = {
      {"Steuer-ID", {"steuer", "id"}},
      {"IP_Adresse / v4", {"ip", "adresse", "v4"}},
      {"Führerschein-Nr.", {"führerschein", "nr"}},
      {"STRASSE Straẞe", {"strasse", "straße"}},
      {"身份证号", {"身", "份", "证", "号"}},
      {"№ 5", {"5"}},
      {"Номер ПАСПОРТА", {"номер", "паспорта"}},
      {" -- ", {}},
  };
  for (const WordsRow& row : rows) EXPECT_EQ(folded_words(row.text), row.words) << row.text;
}

TEST(Words, NamesAreSplit) {
  EXPECT_EQ(split_name("customerTaxID_no2"), "customer Tax ID no 2");
  EXPECT_EQ(split_name("SSNumber"), "SS Number");
  EXPECT_EQ(split_name("iban"), "iban");
  EXPECT_EQ(split_name("GeburtsdatumÄltere"), "GeburtsdatumÄltere");
}

struct Row {
  const char* why;
  const char* phrase;
  std::string text;
  bool found;
};
TEST(Context, PhrasesInText) {
  const std::string far(400, '.');
  const Row rows[] = {
      {"before", "Steuer-ID", "Meine Steuer-ID: #86#", true},
      {"behind", "Steuer-ID", "#86# ist die Steuer-ID", true},
      {"caseless", "steuer-id", "STEUER-ID #86#", true},
      {"caseless with umlauts", "führerschein", "FÜHRERSCHEIN #86#", true},
      {"umlauts are not vowels", "führerschein", "FUHRERSCHEIN #86#", false},
      {"whole words only", "ID", "HYBRID #86#", false},
      {"whole words only, behind", "ID", "IDEE #86#", false},
      {"an umlaut is part of the word", "bung", "Übung #86#", false},
      {"underscore separates", "tax id", "my_tax_id=#86#", true},
      {"other separators than in the rule", "Steuer-ID", "Steuer ID #86#", true},
      {"line wrap", "social security number", "Social Security\n   Number #86#", true},
      {"too much between", "social security", "Social . . . . . Security #86#", false},
      {"first word alone", "social security", "Social #86#", false},
      {"quotes that are not ASCII", "Konto", "„Konto“ #86#", true},
      {"no blanks between words", "身份证", "公民身份证号码#86#", true},
      {"Hangul with an ending", "주민등록번호", "주민등록번호는 #86#", true},
      {"too far before", "Konto", "Konto" + far + "#86#", false},
      {"too far behind", "Konto", "#86#" + far + "Konto", false},
      {"inside of the match", "Konto", "#Konto 86#", false},
      {"reaches into the match", "Konto nummer", "Konto #nummer#", false},
      {"touches the match", "Konto", "Konto#86#", true},
  };
  for (const Row& row : rows)
    EXPECT_EQ(!look(packs_of({detector({row.phrase})}), row.text).positive.empty(), row.found) << row.why;
}

TEST(Context, ThePhraseLiesWhollyWithinNear) {
  const auto packs = packs_of({detector({"Konto"}, {}, 20)});
  const auto text = [](std::size_t between, const char* filler) {
    std::string out = "Konto";
    for (std::size_t i = 0; i < between; ++i) out += filler;
    return out + "#86#";
  };
  for (const char* filler : {".", "…", "\u00B7"}) {  // code points, not bytes
    EXPECT_EQ(look(packs, text(15, filler)).positive, "Konto") << filler;
    EXPECT_EQ(look(packs, text(15, filler)).distance, 15) << filler;
    EXPECT_EQ(look(packs, text(16, filler)).positive, "") << filler;
  }
  EXPECT_EQ(look(packs, "#86#" + std::string(15, ' ') + "Konto").positive, "Konto");
  EXPECT_EQ(look(packs, "#86#" + std::string(16, ' ') + "Konto").positive, "");
}

TEST(Context, TheNearestPhraseIsReported) {
  const auto packs = packs_of({detector({"far", "near", "near by", "behind"})});
  EXPECT_EQ(look(packs, "far near #86#").positive, "near");
  EXPECT_EQ(look(packs, "near by far #86#").positive, "far");
  EXPECT_EQ(look(packs, "far #86# near").positive, "far") << "before wins a tie";
  EXPECT_EQ(look(packs, "far  #86# near").positive, "near");
  EXPECT_EQ(look(packs, "#86# near by").positive, "near by") << "the longest of those that begin together";
  EXPECT_EQ(look(packs, "far #86#").distance, 1);
}

TEST(Context, ANegativePhraseCountsWhenItIsNearer) {
  const auto packs = packs_of({detector({"Konto"}, {"Bestellung"})});
  EXPECT_EQ(look(packs, "Konto Bestellung #86#").negative, "Bestellung");
  EXPECT_EQ(look(packs, "Konto Bestellung #86#").positive, "Konto");
  EXPECT_EQ(look(packs, "Bestellung Konto #86#").negative, "");
  EXPECT_EQ(look(packs, "Bestellung #86#").negative, "Bestellung");
  EXPECT_EQ(look(packs, "Konto #86# Bestellung").negative, "") << "a tie does not lower";
}

TEST(Context, TheNameOfTheFieldCountsAtAnyDistance) {
  const auto packs = packs_of({detector({"Steuer-ID", "tax id"}, {"order no"})});
  const std::string text = std::string(5'000, '.') + "#86#";
  for (const char* name : {"Steuer-ID", "steuer_id", "SteuerId", "customer_tax_id_2", "customerTaxID", "TAX ID (DE)"}) {
    const Evidence evidence = look(packs, text, {{0, name}});
    EXPECT_FALSE(evidence.positive.empty()) << name;
    EXPECT_TRUE(evidence.from_field) << name;
    EXPECT_EQ(evidence.distance, 0) << name;
  }
  for (const char* name : {"taxidermist", "", "id"}) EXPECT_TRUE(look(packs, text, {{0, name}}).positive.empty()) << name;
  EXPECT_EQ(look(packs, text, {{0, "tax id"}, {10, "other"}}).positive, "") << "the field the match begins in";
  EXPECT_EQ(look(packs, text, {{0, "other"}, {5'000, "tax id"}}).positive, "tax id");
  EXPECT_EQ(look(packs, "tax id: #86#", {{0, "orderNo"}}).negative, "order no") << "nearer than any text";
  EXPECT_EQ(look(packs, "order no #86#", {{0, "taxId"}}).negative, "");
}

TEST(Context, DetectorsHaveTheirOwnPhrases) {
  const auto packs = packs_of({detector({"Konto"}), detector({"Karte", "Konto"}, {"Kino"})});
  EXPECT_EQ(look(packs, "Karte Kino #86#", {}, 0).positive, "");
  EXPECT_EQ(look(packs, "Karte Kino #86#", {}, 0).negative, "");
  EXPECT_EQ(look(packs, "Karte Kino #86#", {}, 1).positive, "Karte");
  EXPECT_EQ(look(packs, "Konto Kino #86#", {}, 1).negative, "Kino");
  EXPECT_EQ(look(packs, "Konto Kino #86#", {}, 0).positive, "Konto");
}

TEST(Context, PhrasesWithoutWordsAreMistakes) {
  const auto context = Context::build(packs_of({detector({"Konto", "--"}, {std::string(70, 'x')})}));
  ASSERT_FALSE(context.ok());
  ASSERT_EQ(context.error().size(), 2U);
  EXPECT_EQ(context.error()[0].line, 5U);
  EXPECT_EQ(context.error()[1].line, 6U);
}

// --- against looking everywhere
// ----------------------------------------------------------------------------------------------------

/// Text of words, separators and traps; long words and scripts without blanks now and then.
std::string random_text(std::mt19937& random, std::size_t words) {
  static const std::string kWords[] = {"Konto",  "konto", "KONTEN", "ID",     "id",  "Steuer", "nummer",
                                       "x",      "Übung", "身份",   "Führer", "bei", "12345",  "a1b2c3",
                                       "Kontoä", "der",   "Tax",    "taxid",  "“",   "é"};
  static const std::string kBetween[] = {" ", "-", "", ": ", "\n", "_", " „", "...", "          ", "—"};
  std::string out;
  for (std::size_t i = 0; i < words; ++i) {
    out += random() % 60 == 0 ? std::string(100 + random() % 100, 'k') : kWords[random() % std::size(kWords)];
    out += kBetween[random() % std::size(kBetween)];
  }
  return out;
}

TEST(Context, OrderOfQuestionsAndScansDoNotShow) {
  const auto packs = packs_of({detector({"Konto", "Steuer ID", "身份", "Führer"}, {"nummer"}, 40),
                               detector({"tax", "ID", "bei der"}, {"Konto", "Übung"}, 150)});
  auto context = Context::build(packs);
  ASSERT_TRUE(context.ok());
  std::mt19937 random(3);
  for (int round = 0; round < 60; ++round) {
    const std::string text = random_text(random, 600);
    const Window window{text, {0, text.size()}, {}};
    Context::Scratch lazy;
    context.value().begin_window(lazy);
    for (std::size_t at = random() % 40; at < text.size(); at += 1 + random() % (round % 2 == 0 ? 60 : 900)) {
      const std::size_t begin = base::code_point_start(text, at);
      const std::size_t end = base::forward_code_points(text, begin, 1 + random() % 12);
      const auto who = static_cast<std::uint32_t>(random() % 2);
      Context::Scratch fresh;
      context.value().begin_window(fresh);
      const Evidence expected = context.value().look(window, who, {begin, end}, fresh);
      const Evidence got = context.value().look(window, who, {begin, end}, lazy);
      ASSERT_EQ(got.positive, expected.positive) << round << " at " << begin;
      ASSERT_EQ(got.negative, expected.negative);
      ASSERT_EQ(got.distance, expected.distance);
    }
  }
}

TEST(Context, OnlyTextWithinReachMatters) {
  const auto packs = packs_of({detector({"Konto", "Steuer ID", "身份", "Führer", "bei der"}, {"nummer", "Übung"}, 40)});
  auto context = Context::build(packs);
  ASSERT_TRUE(context.ok());
  const std::size_t reach = context.value().reach();
  std::mt19937 random(4);
  for (int round = 0; round < 400; ++round) {
    const std::string text = random_text(random, 300);
    const std::size_t begin = base::code_point_start(text, random() % text.size());
    const std::size_t end = base::forward_code_points(text, begin, 5);
    const std::size_t from = base::code_point_start(text, begin - std::min(begin, reach));
    const std::size_t to = base::code_point_start(text, std::min(text.size(), end + reach));
    const std::string cut = text.substr(from, to - from);
    Context::Scratch scratch;
    context.value().begin_window(scratch);
    const Evidence whole = context.value().look({text, {0, text.size()}, {}}, 0, {begin, end}, scratch);
    context.value().begin_window(scratch);
    const Evidence window = context.value().look({cut, {0, cut.size()}, {}}, 0, {begin - from, end - from}, scratch);
    ASSERT_EQ(window.positive, whole.positive) << round;
    ASSERT_EQ(window.negative, whole.negative) << round;
    ASSERT_EQ(window.distance, whole.distance) << round;
  }
}

TEST(PhraseScan, PiecesFindWhatOneScanFinds) {
  const auto packs = packs_of({detector({"Konto", "Steuer ID", "身份", "Führer", "bei der", "id"})});
  auto index = PhraseIndex::build(packs);
  ASSERT_TRUE(index.ok());
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    const std::string text = random_text(random, 120);
    std::vector<PhraseHit> whole, pieces, slow;
    index.value().scan(text, 0, text.size(), whole);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t to = std::min(text.size(), at + 1 + random() % 150);
      index.value().scan(text, at, to, pieces);
      at = to;
    }
    ASSERT_EQ(whole.size(), pieces.size()) << round;
    for (std::size_t i = 0; i < whole.size(); ++i) {
      ASSERT_EQ(whole[i].begin, pieces[i].begin);
      ASSERT_EQ(whole[i].end, pieces[i].end);
      ASSERT_EQ(whole[i].phrase, pieces[i].phrase);
    }
    std::size_t words = 0;  // "id" by the definition of a word
    for (std::size_t at = 0; at < text.size(); ++at) {
      if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80 || !word_begins(text, at)) continue;
      std::string folded;
      append_folded(folded, std::string_view(text).substr(at, word_end(text, at) - at));
      words += folded == "id" ? 1 : 0;
    }
    const auto is_id = [&](const PhraseHit& hit) { return index.value().users(hit.phrase).front().text == "id"; };
    ASSERT_EQ(words, static_cast<std::size_t>(std::count_if(whole.begin(), whole.end(), is_id)));
  }
}

}  // namespace
}  // namespace assay::detect
