// Detectors that change others or are made from them, in the same file and in a folder of one's own.
#include "pack_texts.h"

namespace assay::rulepack {
namespace {

const std::string kBase = R"(pack: base
version: 1
detectors:
  - id: base
    name: {en: Base}
    category: pii
    jurisdiction: DE
    source: s
    patterns: ['a\d', {regex: 'b\d', confidence: {alone: 90}}]
    confidence: {alone: 70}
    context: {near: 50, any: [one, two], negative: [not]}
    reject: {values: [A1]}
    examples: [a2]
    counter: [a1]
)";

/// Loads the base and `change` as a second file that comes before or behind it.
Packs with(const std::string& change, const char* file = "z.yaml") {
  const TempFolder folder;
  folder.write("m.yaml", kBase);
  folder.write(file, "pack: mine\nversion: 1\ndetectors:\n" + change);
  auto packs = load({folder.path()});
  if (!packs.ok()) ADD_FAILURE() << packs.error().front().text();
  return packs.ok() ? std::move(packs.value()) : Packs{};
}

std::vector<std::string> texts(const std::vector<Phrase>& phrases) {
  std::vector<std::string> all;
  for (const Phrase& phrase : phrases) all.push_back(phrase.text);
  return all;
}
using Texts = std::vector<std::string>;

TEST(Override, ReplacesWhatItNamesAndKeepsTheRest) {
  const Packs packs = with("  - override: base\n    category: phi\n");
  ASSERT_EQ(packs.detectors.size(), 1U);
  EXPECT_EQ(packs.detectors[0].category, "phi");
  EXPECT_EQ(packs.detectors[0].patterns.size(), 2U);
  EXPECT_EQ(packs.detectors[0].pack, "base");
}

TEST(Override, EditsPhrasesWithoutCopyingThem) {
  const Packs packs = with("  - override: base\n    context: {add: three, remove: [one], add_negative: [never], near: 20}\n");
  ASSERT_EQ(packs.detectors.size(), 1U);
  const ContextSpec& context = packs.detectors[0].context;
  EXPECT_EQ(texts(context.any), (Texts{"two", "three"}));
  EXPECT_EQ(texts(context.negative), (Texts{"not", "never"}));
  EXPECT_EQ(context.near, 20U);
}

TEST(Override, MayStandInAFileThatComesFirst) {
  const Packs packs = with("  - override: base\n    context: {any: [new]}\n", "a.yaml");
  ASSERT_EQ(packs.detectors.size(), 1U);
  EXPECT_EQ(texts(packs.detectors[0].context.any), Texts{"new"});
  EXPECT_EQ(texts(packs.detectors[0].context.negative), Texts{"not"});
}

TEST(Override, OfTheConfidenceSpeaksForEveryPattern) {
  const Packs packs = with("  - override: base\n    confidence: {alone: 30}\n");
  ASSERT_EQ(packs.detectors.size(), 1U);
  for (const PatternSpec& pattern : packs.detectors[0].patterns) EXPECT_EQ(pattern.confidence.alone, 30);
}

TEST(Override, AppendsPatterns) {
  const Packs packs = with("  - override: base\n    add_patterns: ['c\\d']\n");
  ASSERT_EQ(packs.detectors.size(), 1U);
  ASSERT_EQ(packs.detectors[0].patterns.size(), 3U);
  EXPECT_EQ(packs.detectors[0].patterns[2].regex, "c\\d");
}

TEST(Override, SwitchesADetectorOff) {
  EXPECT_TRUE(with("  - {override: base, enabled: false}\n").detectors.empty());
  EXPECT_EQ(with("  - {override: base, enabled: true}\n").detectors.size(), 1U);
}

TEST(Override, OfOnesOwnFolderStandsOnTheShippedRules) {
  const TempFolder folder;
  folder.write("mine.yaml", "pack: mine\nversion: 1\ndetectors:\n  - {override: iban, context: {add: [our account]}}\n");
  const auto packs = load({ASSAY_SOURCE_DIR "/rules", folder.path()});
  ASSERT_TRUE(packs.ok()) << packs.error().front().text();
  EXPECT_EQ(packs.value().find("iban")->context.any.back().text, "our account");
}

TEST(Inherit, MakesANewDetectorThatKnowsItsOwnPlace) {
  const Packs packs = with("  - {id: heir, inherit: base, reject: {lists: []}}\n");
  ASSERT_EQ(packs.detectors.size(), 2U);
  const DetectorSpec& heir = *packs.find("heir");
  EXPECT_EQ(heir.patterns.size(), 2U);
  EXPECT_EQ(heir.reject.values, Texts{"A1"});
  EXPECT_EQ(heir.pack, "mine");
  EXPECT_EQ(heir.mark.line, 4U);
  EXPECT_EQ(packs.find("base")->pack, "base");
}

TEST(Inherit, GoesThroughHeirsInAnyOrder) {
  const Packs packs =
      with("  - {id: third, inherit: second, category: phi}\n  - {id: second, inherit: base, jurisdiction: FR}\n");
  ASSERT_EQ(packs.detectors.size(), 3U);
  EXPECT_EQ(packs.find("third")->jurisdiction, "FR");
  EXPECT_EQ(packs.find("third")->category, "phi");
  EXPECT_EQ(packs.find("second")->category, "pii");
}

TEST(Inherit, SeesWhatAnOverrideChanged) {
  const Packs packs = with("  - {id: heir, inherit: base}\n  - {override: base, jurisdiction: AT}\n");
  ASSERT_EQ(packs.detectors.size(), 2U);
  EXPECT_EQ(packs.find("heir")->jurisdiction, "AT");
}

}  // namespace
}  // namespace assay::rulepack
