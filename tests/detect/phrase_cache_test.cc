// Indexes of phrases that come from the cache find what those find that were built.
#include "detect/phrase_cache.h"
#include "../support/temp_folder.h"
#include "detect/blob.h"
#include "detect/phrase_tables.h"

namespace assay::detect {
namespace {

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
  rulepack::PackCache cache() const { return {packs_, folder_}; }
  std::vector<std::filesystem::path> files() const { return files_in(folder_); }

  rulepack::Packs packs_ = packs_of_phrases();
  TempFolder temp_;
  std::string folder_ = temp_.path() + "/cache";
};

TEST_F(PhraseCache, FindsTheSameFromTheCache) {
  const auto none = phrase_indexes(packs_, {}), cold = phrase_indexes(packs_, cache()), warm = phrase_indexes(packs_, cache());
  ASSERT_TRUE(none.ok() && cold.ok() && warm.ok());
  EXPECT_EQ(files().size(), 1U);
  EXPECT_GT(found(none.value().names).size(), found(none.value().text).size());
  for (const auto* each : {&cold, &warm}) {
    EXPECT_EQ(found(each->value().names), found(none.value().names));
    EXPECT_EQ(found(each->value().text), found(none.value().text));
    EXPECT_EQ(each->value().names.bytes(), none.value().names.bytes());
  }
}

TEST_F(PhraseCache, WhatIsKeptIsNotBuiltAgain) {
  ASSERT_TRUE(phrase_indexes(packs_, cache()).ok());
  const ino_t written = file_number(files().at(0));
  ASSERT_TRUE(phrase_indexes(packs_, cache()).ok());
  EXPECT_EQ(file_number(files().at(0)), written);

  rulepack::Packs fewer = packs_;
  fewer.detectors.resize(1);
  const std::string index = index_bytes(fewer);
  BlobWriter both;
  for (int i = 0; i < 2; ++i) both.put_array(std::span<const char>(index));
  base::store_cached(folder_, files().at(0).filename().string(), both.take());
  EXPECT_EQ(phrase_indexes(packs_, cache()).value().text.bytes(), index);
}

TEST_F(PhraseCache, ASecondIndexThatIsBrokenIsBuiltAgain) {
  const auto good = phrase_indexes(packs_, cache());
  ASSERT_TRUE(good.ok());
  const std::string_view names = good.value().names.bytes();
  BlobWriter broken;
  broken.put_array(std::span<const char>(names));
  broken.put_array(std::span<const char>(names.substr(1)));
  base::store_cached(folder_, files().at(0).filename().string(), broken.take());
  EXPECT_EQ(phrase_indexes(packs_, cache()).value().text.bytes(), good.value().text.bytes());
}

TEST_F(PhraseCache, OtherPhrasesHaveAnotherFile) {
  ASSERT_TRUE(phrase_indexes(packs_, cache()).ok());
  packs_.detectors[0].context.any[0].text = "Akte";
  const auto other = phrase_indexes(packs_, cache());
  EXPECT_EQ(files().size(), 2U);
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

/// The tables of an index, to be spoilt.
struct Tables {
  template <class T>
  static std::vector<T> copy(std::span<const T> of) {
    return {of.begin(), of.end()};
  }
  explicit Tables(const PhraseTables& of)
      : letters(copy(of.letters)),
        words(copy(of.words)),
        spellings(copy(of.spellings)),
        users(copy(of.users)),
        first_user(copy(of.first_user)),
        order(copy(of.order)),
        slots(copy(of.slots)),
        filter(copy(of.filter)) {}
  std::string bytes() const {
    BlobWriter out;
    const auto put = [&](const auto&... each) { (out.put_all(each), ...); };
    put(letters, words, spellings, users, first_user, order, slots, filter);
    return out.take();
  }
  PhraseTables::Slot& used_slot() {
    return *std::find_if(slots.begin(), slots.end(), [](const auto& slot) { return slot.count > 0; });
  }

  std::vector<char> letters;
  std::vector<PhraseTables::Word> words;
  std::vector<PhraseTables::Spelling> spellings;
  std::vector<PhraseTables::User> users;
  std::vector<std::uint32_t> first_user, order;
  std::vector<PhraseTables::Slot> slots;
  std::vector<std::uint64_t> filter;
};

template <class T>
std::uint32_t count(const std::vector<T>& list) {
  return static_cast<std::uint32_t>(list.size());
}

TEST_F(PhraseCache, TablesThatNameWhatIsNotThereAreRefused) {
  const base::CachedBytes good = base::CachedBytes::copy_of(index_bytes(packs_));
  PhraseTables tables;
  ASSERT_TRUE(tables.load(good.bytes, packs_));
  ASSERT_TRUE(load(Tables(tables).bytes(), packs_).has_value());
  using Spoil = void (*)(Tables&);
  constexpr std::uint32_t kHuge = 0xFFFFFFFF;
  const std::pair<const char*, Spoil> all[] = {
      {"a word without letters", [](Tables& t) { t.words.back().size = 0; }},
      {"a word that goes on too long", [](Tables& t) { ++t.words.back().size; }},
      {"a word that begins nowhere", [](Tables& t) { t.words[0].begin = kHuge; }},
      {"a word that ends where numbers do",
       [](Tables& t) {
         t.words[0] = {1, kHuge};
       }},
      {"a key word behind the last", [](Tables& t) { t.spellings[0].key_word = t.spellings[0].words; }},
      {"no words", [](Tables& t) { t.spellings[0].words = 0; }},
      {"more words than there are", [](Tables& t) { t.spellings.back().words = count(t.words); }},
      {"words from nowhere", [](Tables& t) { t.spellings[0].first_word = kHuge; }},
      {"a phrase behind the last", [](Tables& t) { t.spellings[0].phrase = count(t.first_user) - 1; }},
      {"a phrase that is no number", [](Tables& t) { t.spellings[0].phrase = kHuge; }},
      {"a spelling behind the last", [](Tables& t) { t.order[0] = count(t.spellings); }},
      {"a slot from nowhere", [](Tables& t) { t.used_slot().first = kHuge; }},
      {"a slot that goes on too long", [](Tables& t) { t.used_slot().count = count(t.order) + 1; }},
      {"no free slot", [](Tables& t) { std::fill(t.slots.begin(), t.slots.end(), t.used_slot()); }},
      {"one slot too few", [](Tables& t) { t.slots.pop_back(); }},
      {"no slots", [](Tables& t) { t.slots.clear(); }},
      {"one word of the filter too few", [](Tables& t) { t.filter.pop_back(); }},
      {"no filter", [](Tables& t) { t.filter.clear(); }},
      {"no phrases and no end of them", [](Tables& t) { t = Tables(PhraseTables{}), t.slots.resize(1), t.filter.resize(1); }},
      {"users of none", [](Tables& t) { t.first_user.front() = 1; }},
      {"users behind the last", [](Tables& t) { ++t.first_user.back(); }},
      {"users left over", [](Tables& t) { --t.first_user.back(); }},
      {"users that go backwards", [](Tables& t) { t.first_user[1] = kHuge; }},
      {"a detector behind the last", [](Tables& t) { t.users[0].detector = 3; }},
      {"a third tone", [](Tables& t) { t.users[0].tone = 2; }},
      {"a phrase that its detector does not have", [](Tables& t) { t.users[0].place = 4; }},
  };
  for (const auto& [what, spoil] : all) {
    Tables spoilt(tables);
    spoil(spoilt);
    EXPECT_FALSE(load(spoilt.bytes(), packs_).has_value()) << what;
  }
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
