// What a sound pack becomes.
#include "pack_texts.h"

namespace assay::rulepack {
namespace {

const char kPack[] = R"(pack: demo
version: 1.0.0
detectors:
  - id: b_thing
    name: {en: Thing, de: Ding}
    category: pii
    jurisdiction: DE
    regulations: [GDPR, BDSG]
    boundary: digits
    check: {iso7064: mod11_10, weighted: {weights: [3, 7, -1], mod: 10, letters: a01}}
    on_fail: neutral
    justify: because
    confidence: {alone: 10, checked: 70, context: 20, checked_context: 90}
    context: {near: 50, any: [Ding Nummer, thing], negative: [order], lower: 25}
    patterns:
      - '\d{9}'
      - {regex: 'x\d', caseless: true, boundary: none, check: {}, confidence: {alone: 65}, on_fail: drop, justify: other, extend: {class: '[a-z]', max: 99}}
      - {regex: 'y\d', check: {luhn: true, prefix: {values: ['00-12', '80']}}}
    value: digits
    reject: {values: ['1', '2'], lists: fillers, patterns: ['0{3}']}
    beats: other
    examples: ['plain 123', {field: SSN, text: '123'}]
    counter: ['no']
    source: law
    unverified: perhaps
lists:
  fillers: ['111', '222']
)";

class Loaded : public testing::Test {
 protected:
  void SetUp() override {
    auto loaded = load_text(kPack);
    ASSERT_TRUE(loaded.ok()) << loaded.error().front().text();
    packs_ = std::move(loaded.value());
    ASSERT_EQ(packs_.detectors.size(), 1U);
  }
  const DetectorSpec& thing() const { return packs_.detectors.front(); }
  Packs packs_;
};

TEST_F(Loaded, PlainFields) {
  EXPECT_EQ(thing().id, "b_thing");
  EXPECT_EQ(thing().pack, "demo");
  EXPECT_EQ(thing().name.at("de"), "Ding");
  EXPECT_EQ(thing().regulations, (std::vector<std::string>{"GDPR", "BDSG"}));
  EXPECT_EQ(thing().value, ValueForm::kDigits);
  EXPECT_EQ(thing().beats, std::vector<std::string>{"other"});
  EXPECT_EQ(thing().reject.values.size(), 2U);
  EXPECT_EQ(thing().reject.lists, std::vector<std::string>{"fillers"});
  EXPECT_EQ(thing().unverified, "perhaps");
  EXPECT_EQ(thing().context.near, 50U);
  EXPECT_EQ(thing().context.any[0].text, "Ding Nummer");
  EXPECT_EQ(thing().context.lower, 25);
  EXPECT_EQ(thing().examples[1].field, "SSN");
  EXPECT_EQ(packs_.lists.at("fillers").size(), 2U);
}

TEST_F(Loaded, APatternInheritsWhatItDoesNotSay) {
  const PatternSpec& plain = thing().patterns[0];
  EXPECT_EQ(plain.boundary, Boundary::kDigits);
  EXPECT_EQ(plain.on_fail, OnFail::kNeutral);
  EXPECT_EQ(plain.confidence.checked_context, 90);
  EXPECT_EQ(plain.checks.size(), 2U);
  EXPECT_EQ(plain.justify, "because");
  const PatternSpec& mixed = thing().patterns[2];
  EXPECT_EQ(mixed.confidence.checked, 70);
  EXPECT_EQ(mixed.checks[0].algorithm, "luhn");
}

TEST_F(Loaded, APatternKeepsWhatItSays) {
  const PatternSpec& own = thing().patterns[1];
  EXPECT_TRUE(own.caseless);
  EXPECT_EQ(own.boundary, Boundary::kNone);
  EXPECT_TRUE(own.checks.empty());
  EXPECT_EQ(own.on_fail, OnFail::kDrop);
  EXPECT_EQ(own.confidence.alone, 65);
  EXPECT_EQ(own.confidence.checked_context, 0);
  EXPECT_EQ(own.justify, "other");
  ASSERT_TRUE(own.extend);
  EXPECT_EQ(own.extend->max, 99U);
}

TEST(Load, OneCheckSeveralTimesIsAListOfMaps) {
  const auto packs = load_text(
      pack_with("    patterns: ['\\d{9}']\n    check: {weighted: [{weights: [1], mod: 7}, {weights: [2], mod: 9}], luhn: true}\n"
                "    confidence: {checked: 50}\n"));
  ASSERT_TRUE(packs.ok());
  const auto& checks = packs.value().detectors.at(0).patterns.at(0).checks;
  ASSERT_EQ(checks.size(), 3U);
  EXPECT_EQ(checks[0].algorithm, "weighted");
  EXPECT_EQ(checks[1].algorithm, "weighted");
  EXPECT_EQ(std::get<std::int64_t>(checks[1].params.at("mod")), 9);
  EXPECT_EQ(checks[2].algorithm, "luhn");
}

TEST_F(Loaded, ParametersOfChecks) {
  const auto& checks = thing().patterns[0].checks;
  EXPECT_EQ(std::get<std::string>(checks[0].params.at("variant")), "mod11_10");
  EXPECT_EQ(std::get<std::vector<std::int64_t>>(checks[1].params.at("weights")), (std::vector<std::int64_t>{3, 7, -1}));
  EXPECT_EQ(std::get<std::int64_t>(checks[1].params.at("mod")), 10);
  EXPECT_EQ(std::get<std::string>(checks[1].params.at("letters")), "a01");
  const auto& own = thing().patterns[2].checks;
  EXPECT_TRUE(own[0].params.empty());
  EXPECT_EQ(std::get<std::vector<std::string>>(own[1].params.at("values")), (std::vector<std::string>{"00-12", "80"}));
}

TEST_F(Loaded, MarksPointIntoTheFile) {
  EXPECT_EQ(thing().mark.line, 4U);
  EXPECT_EQ(thing().patterns[0].mark.line, 16U);
  EXPECT_EQ(thing().patterns[0].mark.column, 9U);
  EXPECT_EQ(thing().patterns[0].checks[1].mark.column, 32U);
  EXPECT_EQ(thing().context.any[1].mark.line, 14U);
  EXPECT_EQ(thing().examples[1].mark.line, 22U);
}

TEST(Load, TheHashFollowsNamesAndContentsOnly) {
  const TempFolder one, two;
  one.write("a.yaml", "pack: a\nversion: 1\n");
  one.write("b.yaml", "pack: b\nversion: 1\n");
  two.write("b.yaml", "pack: b\nversion: 1\n");
  two.write("a.yaml", "pack: a\nversion: 1\n");
  const std::string hash = load({one.path()}).value().hash;
  EXPECT_EQ(hash.size(), 64U);
  EXPECT_EQ(load({two.path()}).value().hash, hash);
  EXPECT_EQ(load({two.path() + "/b.yaml", two.path() + "/a.yaml"}).value().hash, hash);
  two.write("a.yaml", "pack: a\nversion: 1 \n");
  EXPECT_NE(load({two.path()}).value().hash, hash);
}

TEST(Load, OtherFilesOfAFolderAreLeftAlone) {
  const TempFolder folder;
  folder.write("a.yaml", "pack: a\nversion: 1\n");
  folder.write("README.md", "no rules");
  folder.write("b.yml", "no rules either: [");
  EXPECT_EQ(load({folder.path()}).value().files.size(), 1U);
}

TEST(Load, DetectorsAreSortedById) {
  const TempFolder folder;
  std::string other = pack_with("    patterns: [a]\n    confidence: {alone: 70}\n");
  folder.write("a.yaml", other);
  other.replace(other.find("thing"), 5, "alpha");
  folder.write("b.yaml", other);
  const Packs packs = load({folder.path()}).value();
  EXPECT_EQ(packs.detectors[0].id, "alpha");
  ASSERT_NE(packs.find("thing"), nullptr);
  EXPECT_EQ(packs.find("thing")->id, "thing");
  EXPECT_EQ(packs.find("thinh"), nullptr);
}

TEST(Load, LintSaysWhatIsLegalButUnwise) {
  const auto loaded = load_text(pack_with(
      "    patterns: [a]\n    confidence: {alone: 80, context: 70}\n    context: {any: [x, word, word]}\n    beats: nobody\n"));
  ASSERT_TRUE(loaded.ok());
  std::string all;
  for (const Diagnostic& d : loaded.value().warnings) all += d.text() + "\n";
  for (const char* part : {"one example", "three counter-examples", "names no regulation", "very short", "stands twice",
                           "'nobody', which is not loaded", "trusted less with more evidence", "no labels file"})
    EXPECT_NE(all.find(part), all.npos) << part << "\n" << all;
}

}  // namespace
}  // namespace assay::rulepack
