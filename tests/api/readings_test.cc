// Numbers that are hidden by tricks, with rules that report nothing without context: what is found is a property of the text.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "assay/engine.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPack = R"(pack: hidden
version: 1
detectors:
  - id: badge
    name: {en: Badge}
    category: pii
    jurisdiction: GLOBAL
    boundary: number
    context: {near: 70, any: [badge number]}
    confidence: {context: 80}
    patterns: ['\d{9}']
    examples: ['badge number 123456789', 'badge number: 987654321']
    counter: ['123456789', 'badge number 12345678', 'badge number 1234567890']
    source: 'invented for this test'
)";

class HiddenNumbers : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "assay-hidden-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    std::ofstream(folder_ / "pack.yaml") << kPack;
    auto loaded = RuleSet::load({.paths = {(folder_ / "pack.yaml").string()}, .use_cache = false});
    ASSERT_TRUE(loaded.ok()) << loaded.error().front().text();
    rules_ = loaded.value();
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::vector<std::string> found(const std::string& text, std::uint64_t window = 1 << 20) const {
    Scanner scanner(Engine::create({.rules = rules_, .window_bytes = window}).value());
    ScanOptions options;
    options.show_values = true;
    std::vector<std::string> out;
    for (const Finding& f : scanner.scan_text(text, options).findings)
      out.push_back(std::to_string(f.range.begin) + " " + f.value + " " + std::to_string(f.confidence));
    return out;
  }

 private:
  fs::path folder_;
  std::shared_ptr<const RuleSet> rules_;
};

TEST_F(HiddenNumbers, AreFoundBesideTheirPhraseOnly) {
  EXPECT_EQ(found("badge number 123 456 789 x").size(), 1U);
  EXPECT_EQ(found("badge number 123.456.789 x").size(), 1U);
  EXPECT_EQ(found("badge number 12345O789 x").size(), 1U);
  EXPECT_EQ(found("badge number 12345\n6789 x").size(), 1U);
  EXPECT_EQ(found("something 123 456 789 x").size(), 0U);
}

/// What goes from between a number and its phrase brings them together: 86 characters as it is written, 49 as it reads.
TEST_F(HiddenNumbers, ComeNearerToTheirPhrase) {
  const std::string between = " 1-2-3-4-5-6-7-8-9-1-2-3-4-5-6-7-8-9-1 and 1-2-3-4-5-6-7-8-9-1-2-3-4-5-6-7-8-9-1-2 is ";
  EXPECT_EQ(found("badge number" + between + "123 456 789 x").size(), 1U);
}

TEST_F(HiddenNumbers, DoNotDependOnWindows) {
  std::mt19937 random(7);
  const std::vector<std::string> pieces = {"badge number ",    "123 456 789 ",
                                           "123.456.789, ",    "12345O789 ",
                                           "98765\n4321 ",     "1-2-3-4-5-6-7-8-9-1-2-3-4-5-6-7-8-9-1-2 ",
                                           "some more words ", "11 22 33 44 55 66 77 ",
                                           "filler ",          "\n"};
  for (int round = 0; round < 40; ++round) {
    std::string text;
    while (text.size() < 6000)
      text += pieces[random() % (round % 2 == 0 ? 6 : pieces.size())] + (random() % 3 == 0 ? "words without end " : "");
    const auto whole = found(text);
    EXPECT_GT(whole.size(), 5U);
    for (const std::uint64_t window : {64ULL, 100ULL, 257ULL, 1000ULL, 4096ULL})
      EXPECT_EQ(found(text, window), whole) << round << " " << window;
  }
}

}  // namespace
}  // namespace assay
