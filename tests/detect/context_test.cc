// Context: words, phrases, distances, fields; and that lazy scanning finds what looking everywhere finds.
#include "detect/context.h"

#include <gtest/gtest.h>

#include <random>

#include "base/unicode.h"
#include "detect/canonical.h"
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
TEST(Words, CanonicalWordsOfAPhrase) {
  const WordsRow rows[] = {
      {"Steuer-ID", {"steuer", "id"}},
      {"IP_Adresse / v4", {"ip", "adresse", "v4"}},
      {"Führerschein-Nr.", {"fuehrerschein", "nr"}},
      {"STRASSE Straẞe", {"strasse", "strasse"}},
      {"driver's licence, driver’s", {"drivers", "licence", "drivers"}},
      {"numéro d'İdentité", {"numero", "d", "identite"}},
      {"身份证号", {"身", "份", "证", "号"}},
      {"№ 5", {"5"}},
      {"Αριθμός Ёлка х̂ Łódź Ærø", {"αριθμοσ", "елка", "х", "lodz", "aeroe"}},
      {"Номер ПАСПОРТА", {"номер", "паспорта"}},
      {" -- ", {}},
  };
  for (const WordsRow& row : rows) EXPECT_EQ(phrase_words(row.text), row.words) << row.text;
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

TEST(Context, SpellingsOfLetters) {
  const Row rows[] = {
      {"umlaut spelled out", "Führerschein", "Fuehrerschein #86#", true},
      {"umlaut put in", "Fuehrerschein", "FÜHRERSCHEIN #86#", true},
      {"umlaut left out", "Führerschein", "FUHRERSCHEIN #86#", true},
      {"no umlaut is invented", "Buchernummer", "Büchernummer #86#", false},
      {"umlauts of short words are not left out", "Tür", "Tur #86#", false},
      {"sharp s", "Straße", "STRASSE #86#", true},
      {"sharp s, the other way", "Strasse", "Straße #86#", true},
      {"accent left out", "numéro", "numero #86#", true},
      {"accent put in", "numero de seguridad", "NÚMERO de seguridad #86#", true},
      {"accents in all words", "numéro sécurité", "numero securite #86#", true},
      {"o with a stroke, spelled out", "fødselsnummer", "foedselsnummer #86#", true},
      {"o with a stroke, left out", "fødselsnummer", "FODSELSNUMMER #86#", true},
      {"ring", "fødselsår", "fodselsar #86#", true},
      {"Polish", "numer dowodu osobistego łódź", "Numer Dowodu Osobistego Lodz #86#", true},
      {"Greek accents", "αριθμός", "ΑΡΙΘΜΟΣ #86#", true},
      {"Cyrillic yo", "счёт", "счет #86#", true},
      {"Cyrillic short i is another letter", "йод", "иод #86#", false},
      {"accents that have no composed letter", "konto", "k\u0302onto #86#", true},
      {"disguised", "passport number", "\u0420\u0430ss\u0440\u043Ert numb\u0435r #86#", true},
      {"Greek ones", "konto", "\u039A\u03BFnto #86#", true},
      {"a Cyrillic word stays one", "\u0441\u043E\u0440", "cop #86#", false},
      {"other letters are other letters", "Konto", "Kunto #86#", false},
  };
  for (const Row& row : rows)
    EXPECT_EQ(!look(packs_of({detector({row.phrase})}), row.text).positive.empty(), row.found) << row.why;
}

TEST(Context, WordsAcrossLineEndsAndHyphens) {
  const Row rows[] = {
      {"hyphenated", "Versichertennummer", "Versicherten-\nnummer #86#", true},
      {"hyphenated and indented", "Versichertennummer", "Versicherten-\n    nummer #86#", true},
      {"the soft hyphen was dropped", "Versichertennummer", "Versicherten\nnummer #86#", true},
      {"hyphen within a line", "Versichertennummer", "Versicherten-Nummer #86#", true},
      {"a blank is no joint", "Versichertennummer", "Versicherten nummer #86#", false},
      {"hyphen and blank neither", "Versichertennummer", "Versicherten- nummer #86#", false},
      {"an empty line neither", "Versichertennummer", "Versicherten-\n\nnummer #86#", false},
      {"indented too far", "Versichertennummer", "Versicherten-\n         nummer #86#", false},
      {"the hyphen of the rule at the line end", "Versicherten-Nummer", "Versicherten-\nnummer #86#", true},
      {"first word hyphenated", "Versicherungsnummer Krankenkasse", "Versicherungs-\nnummer Krankenkasse #86#", true},
      {"last word hyphenated", "gesetzliche Krankenversicherung", "gesetzliche Kranken-\nversicherung #86#", true},
      {"middle word hyphenated", "social security number", "social secu-\nrity number #86#", true},
      {"hyphenated with an umlaut", "Führerscheinnummer", "Führer-\nscheinnummer #86#", true},
      {"three parts are too many", "Rentenversicherungsnummer", "Renten-\nver-\nsicherungsnummer #86#", false},
      {"joined, and a word too many", "Versichertennummer", "Versicherten-nummerei #86#", false},
      {"apostrophe", "driver's license", "Driver’s License #86#", true},
      {"apostrophe left out", "driver's license", "drivers license #86#", true},
      {"apostrophe put in", "drivers license", "driver's license #86#", true},
      {"another apostrophe", "carte d'identité", "carte d’identite #86#", true},
      {"genitive", "patient", "the patient's #86#", true},
      {"ideographs have no joints", "身份", "身-份 #86#", true},
  };
  for (const Row& row : rows)
    EXPECT_EQ(!look(packs_of({detector({row.phrase})}), row.text).positive.empty(), row.found) << row.why;
}

TEST(Context, EndingsAndCompounds) {
  const Row rows[] = {
      {"plural", "Führerschein", "Führerscheine #86#", true},
      {"dative plural", "Ausweis", "Ausweisen #86#", true},
      {"genitive of a word in -ss", "Reisepass", "Reisepasses #86#", true},
      {"genitive -es", "Ausweis", "des Ausweises #86#", true},
      {"plural -er", "Sparbuch", "Sparbucher #86#", true},
      {"English plural", "account number", "account numbers #86#", true},
      {"only the last word", "account number", "accounts number #86#", false},
      {"Romance plural", "carte bancaire", "cartes bancaires #86#", false},
      {"Romance plural of the last word", "numéro fiscal", "numeros fiscales #86#", false},
      {"last word alone", "número fiscal", "numero fiscales #86#", true},
      {"short words take an s", "card", "cards #86#", true},
      {"and nothing else", "card", "carder #86#", false},
      {"two letters take nothing", "ip", "ips #86#", false},
      {"words with digits take nothing", "icd10", "icd10s #86#", false},
      {"other endings", "Konto", "Kontoauszug #86#", false},
      {"compound", "Steuernummer", "Kundensteuernummer #86#", true},
      {"compound with an ending", "Telefon", "Mobiltelefons #86#", true},
      {"compound across a line end", "Steuernummer", "Kundensteuer-\nnummer #86#", true},
      {"compound with an umlaut", "Führerschein", "Jugendfuehrerscheine #86#", true},
      {"umlaut in front", "Prüfnummer", "Geräteprüfnummer #86#", true},
      {"short phrases make no compounds", "Konto", "Girokonto #86#", false},
      {"a short word in front makes none", "version", "conversion #86#", false},
      {"a prefix makes none", "section", "intersection #86#", false},
      {"digits in front make none", "Steuernummer", "ab12steuernummer #86#", false},
      {"the last part decides", "Steuernummer", "Steuernummernkreis #86#", false},
      {"phrases of several words make none", "gesetzliche Krankenkasse", "ungesetzliche Krankenkasse #86#", false},
      {"a number word behind", "Krankenversicherung", "Krankenversicherungsnummer #86#", true},
      {"a number word in a compound", "Krankenversicherung", "Auslandskrankenversicherungsnummern #86#", true},
      {"a number word in English", "passport", "passportNumber=#86#", true},
      {"abbreviated", "Krankenversicherung", "Krankenversicherungsnr. #86#", true},
      {"only after seven letters", "Konto", "Kontonummer #86#", false},
      {"not after several words", "deutscher Reisepass", "deutscher Reisepassnummer #86#", false},
      {"glued", "credit card", "creditcard #86#", true},
      {"glued with a hyphen", "e mail", "e-mail #86#", true},
      {"camel case", "ip address", "ipAddress=#86#", true},
      {"glued, in a compound", "credit card", "userCreditCards #86#", true},
      {"too short to be glued", "ni no", "nino #86#", false},
      {"glued with the umlaut left out", "Führerschein Nr", "fuhrerscheinnr #86#", true},
      {"snake case", "ip address", "IP_Address #86#", true},
  };
  for (const Row& row : rows)
    EXPECT_EQ(!look(packs_of({detector({row.phrase})}), row.text).positive.empty(), row.found) << row.why;
}

TEST(Context, FormsStandWhereTheirUnitsStand) {
  const auto packs = packs_of({detector({"Steuernummer", "Führerschein"}, {"Bestellung"})});
  EXPECT_EQ(look(packs, "Kundensteuer-\nnummern: #86#").distance, 2);
  EXPECT_EQ(look(packs, "#86# (Kundensteuernummer)").distance, 2);
  EXPECT_EQ(look(packs, "#86# (Kundensteuernummer)").positive, "Steuernummer");
  EXPECT_EQ(look(packs, "Führerscheine #86#").positive, "Führerschein");
  EXPECT_EQ(look(packs, "#86# Kunden\nbestellung").negative, "") << "a negative phrase counts on the line only";
  EXPECT_EQ(look(packs, "Kunden\nbestellungen #86#").negative, "Bestellung");
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

TEST(Context, ALongerNegativePhraseHoldsThePositiveOne) {
  const auto packs = packs_of({detector({"Inn", "number"}, {"Harbour Inn", "number of rooms"})});
  EXPECT_EQ(look(packs, "Inn #86#").negative, "");
  EXPECT_EQ(look(packs, "Harbour Inn #86#").negative, "Harbour Inn");
  EXPECT_EQ(look(packs, "#86# number of rooms").negative, "number of rooms");
  EXPECT_EQ(look(packs, "Harbour Inn, Inn #86#").negative, "") << "a nearer one stands by itself";
  EXPECT_EQ(look(packs, "Harbour Inn #86# Inn").negative, "Harbour Inn");
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

}  // namespace
}  // namespace assay::detect
