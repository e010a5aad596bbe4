// Rules from the cache find what rules from the files find.
#include <set>

#include "../support/temp_folder.h"
#include "api/rule_set.h"
#include "assay/engine.h"

namespace assay {
namespace {

std::shared_ptr<const RuleSet> rules_from(const std::string& cache, std::vector<std::string> skip = {}) {
  const std::string rules = ASSAY_SOURCE_DIR "/rules/";
  auto loaded = RuleSet::load({.paths = {rules + "se.yaml", rules + "lists.yaml"},
                               .skip = std::move(skip),
                               .cache_dir = cache,
                               .use_cache = !cache.empty()});
  EXPECT_TRUE(loaded.ok());
  return loaded.ok() ? loaded.value() : nullptr;
}

/// All that the rules find in their own examples, and how they explain it.
std::vector<std::string> findings_of(const std::shared_ptr<const RuleSet>& rules) {
  std::string text;
  for (const auto& detector : dynamic_cast<const api::LoadedRules&>(*rules).matcher()->packs().detectors)
    for (const auto& example : detector.examples)
      text += detector.context.any.empty() ? example.text + "\n" : detector.context.any[0].text + ": " + example.text + "\n\n";
  Scanner scanner(Engine::create({.rules = rules}).value());
  ScanOptions options;
  options.min_confidence = 1;
  options.explain = true;
  std::vector<std::string> out;
  for (const Finding& f : scanner.scan_text(text, options).findings)
    out.push_back(f.id + " " + f.detector + " " + std::to_string(f.confidence) + " " + f.preview + " " +
                  (f.explanation ? f.explanation->context + " " + f.explanation->check : ""));
  return out;
}

class CachedRules : public testing::Test {
 protected:
  std::set<std::string> kinds() const {
    std::set<std::string> out;
    for (const auto& file : files_in(cache_)) out.insert(file.extension().string());
    return out;
  }
  TempFolder folder_;
  std::string cache_ = folder_.path() + "/cache";
};

TEST_F(CachedRules, FindTheSameWarmAndCold) {
  const auto expected = findings_of(rules_from({}));
  EXPECT_GT(expected.size(), 4U);
  EXPECT_EQ(findings_of(rules_from(cache_)), expected);
  EXPECT_EQ(kinds(), (std::set<std::string>{".packs", ".patterns", ".phrases"}));
  EXPECT_EQ(findings_of(rules_from(cache_)), expected);
  EXPECT_EQ(rules_from(cache_)->hash(), rules_from({})->hash());
}

TEST_F(CachedRules, ASelectionIsCachedForItself) {
  const auto all = rules_from(cache_);
  const std::string first = all->detectors().front().id;
  for (int round = 0; round < 2; ++round) {
    const auto some = rules_from(cache_, {first});
    EXPECT_EQ(some->detectors().size() + 1, all->detectors().size());
    EXPECT_NE(some->hash(), all->hash());
    EXPECT_EQ(findings_of(some), findings_of(rules_from({}, {first})));
  }
  EXPECT_EQ(rules_from(cache_)->hash(), all->hash());
}

}  // namespace
}  // namespace assay
