// Indexes of phrases that come from the cache find what those find that were built.
#include <gtest/gtest.h>

#include <filesystem>

#include "detect/phrase_cache.h"

namespace assay::detect {
namespace {

namespace fs = std::filesystem;

rulepack::Packs packs_of_phrases() {
  rulepack::Packs packs;
  packs.files = {"phrases.yaml"};
  for (int i = 0; i < 3; ++i) {
    auto& context = packs.detectors.emplace_back().context;
    context.any = {{"Konto", {0, 1, 1}}, {"tax number", {0, 2, 1}}, {"Führerschein", {0, 3, 1}}};
    if (i == 1) context.any.push_back({"credit card", {0, 4, 1}});
    context.negative = {{"order number", {0, 5, 1}}};
    context.near = i == 2 ? 4 : 300;
  }
  return packs;
}
constexpr std::string_view kText =
    "Kontonummer 1, creditcard of the tax\nnumber; order number. Fuehrerschein, Fuhrerschein, Führerscheine: tax-number card";

using Found = std::vector<std::string>;

Found found(const PhraseIndex& index) {
  std::vector<PhraseHit> hits;
  UnitMemo memo;
  index.scan(kText, 0, kText.size(), memo, hits);
  Found out;
  for (const PhraseHit& hit : hits)
    for (const PhraseUser& user : index.users(hit.phrase))
      out.push_back(std::to_string(hit.begin) + "-" + std::to_string(hit.end) + " " + std::to_string(user.detector) +
                    (user.tone == Tone::kPositive ? "+" : "-") + std::string(user.text));
  return out;
}

std::string index_bytes(const rulepack::Packs& packs) { return std::string(PhraseIndex::build(packs).value().bytes()); }

std::optional<PhraseIndex> load(std::string_view bytes, const rulepack::Packs& packs) {
  return PhraseIndex::load(base::CachedBytes::copy_of(bytes), packs);
}

class PhraseCache : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "assay-phrases-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }
  rulepack::PackCache cache() const { return {packs_, (folder_ / "cache").string()}; }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_ / "cache"), fs::directory_iterator()));
  }

  rulepack::Packs packs_ = packs_of_phrases();
  fs::path folder_;
};

TEST_F(PhraseCache, FindsTheSameFromTheCache) {
  const auto none = phrase_indexes(packs_, {}), cold = phrase_indexes(packs_, cache()), warm = phrase_indexes(packs_, cache());
  ASSERT_TRUE(none.ok() && cold.ok() && warm.ok());
  EXPECT_EQ(files(), 1U);
  EXPECT_GT(found(none.value().names).size(), found(none.value().text).size());
  for (const auto* each : {&cold, &warm}) {
    EXPECT_EQ(found(each->value().names), found(none.value().names));
    EXPECT_EQ(found(each->value().text), found(none.value().text));
    EXPECT_EQ(each->value().names.bytes(), none.value().names.bytes());
  }
}

TEST_F(PhraseCache, OtherPhrasesHaveAnotherFile) {
  ASSERT_TRUE(phrase_indexes(packs_, cache()).ok());
  packs_.detectors[0].context.any[0].text = "Akte";
  const auto other = phrase_indexes(packs_, cache());
  EXPECT_EQ(files(), 2U);
  EXPECT_EQ(found(other.value().names), found(PhraseIndex::build(packs_).value()));
}

TEST_F(PhraseCache, MistakesAreFoundEachTime) {
  packs_.detectors[0].context.any[0].text = "--";
  EXPECT_FALSE(phrase_indexes(packs_, cache()).ok());
  EXPECT_FALSE(phrase_indexes(packs_, cache()).ok());
}

TEST_F(PhraseCache, NoPrefixAndNoLongerTextIsBelieved) {
  const std::string bytes = index_bytes(packs_);
  ASSERT_TRUE(load(bytes, packs_).has_value());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(load(std::string_view(bytes).substr(0, size), packs_).has_value()) << size;
  EXPECT_FALSE(load(bytes + 'x', packs_).has_value());
}

/// What still adds up is used as it is: the file's checksum tells that it is damaged.
TEST_F(PhraseCache, DamageIsRefusedOrScannedWithoutHarm) {
  const std::string bytes = index_bytes(packs_);
  std::size_t refused = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (const int bit : {0, 3, 7}) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ 1 << bit);
      const auto index = load(damaged, packs_);
      refused += index ? 0 : 1;
      if (index) found(*index);
    }
  EXPECT_GT(refused, bytes.size() / 4);
}

TEST_F(PhraseCache, OtherPacksAreRefused) {
  const std::string bytes = index_bytes(packs_);
  packs_.detectors[1].context.any.pop_back();
  EXPECT_FALSE(load(bytes, packs_).has_value());
  packs_.detectors.resize(1);
  EXPECT_FALSE(load(bytes, packs_).has_value());
}

TEST_F(PhraseCache, NoPhrasesAreFine) {
  const auto index = load(index_bytes({}), {});
  ASSERT_TRUE(index.has_value());
  EXPECT_TRUE(index->empty());
  EXPECT_TRUE(found(*index).empty());
}

}  // namespace
}  // namespace assay::detect
