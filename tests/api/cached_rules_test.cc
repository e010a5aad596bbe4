// Rules from the cache find what rules from the files find.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "api/rule_set.h"
#include "assay/engine.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

std::shared_ptr<const RuleSet> rules_from(const fs::path& cache, std::vector<std::string> skip = {}) {
  const std::string rules = ASSAY_SOURCE_DIR "/rules/";
  auto loaded = RuleSet::load({.paths = {rules + "se.yaml", rules + "lists.yaml"},
                               .skip = std::move(skip),
                               .cache_dir = cache.string(),
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
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "assay-rules-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::set<std::string> kinds() const {
    std::set<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder_ / "cache")) out.insert(entry.path().extension().string());
    return out;
  }
  fs::path folder_;
};

TEST_F(CachedRules, FindTheSameWarmAndCold) {
  const auto expected = findings_of(rules_from({}));
  EXPECT_GT(expected.size(), 4U);
  EXPECT_EQ(findings_of(rules_from(folder_ / "cache")), expected);
  EXPECT_EQ(kinds(), (std::set<std::string>{".packs", ".patterns", ".phrases"}));
  EXPECT_EQ(findings_of(rules_from(folder_ / "cache")), expected);
  EXPECT_EQ(rules_from(folder_ / "cache")->hash(), rules_from({})->hash());
}

TEST_F(CachedRules, ASelectionIsCachedForItself) {
  const auto all = rules_from(folder_ / "cache");
  const std::string first = all->detectors().front().id;
  for (int round = 0; round < 2; ++round) {
    const auto some = rules_from(folder_ / "cache", {first});
    EXPECT_EQ(some->detectors().size() + 1, all->detectors().size());
    EXPECT_NE(some->hash(), all->hash());
    EXPECT_EQ(findings_of(some), findings_of(rules_from({}, {first})));
  }
  EXPECT_EQ(rules_from(folder_ / "cache")->hash(), all->hash());
}

}  // namespace
}  // namespace assay
