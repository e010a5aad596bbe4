// Packs that come from the cache are those of the files, or are made anew.
#include <algorithm>
#include <utility>

#include "base/cache.h"
#include "pack_texts.h"
#include "rulepack/members.h"
#include "rulepack/pack_bytes.h"

namespace assay::rulepack {
namespace {

namespace fs = std::filesystem;

struct Anything {
  template <class T>
  operator T() const {
    std::abort();  // nobody asks: only whether it might be asked
  }
};
template <class T, std::size_t... kIndex>
constexpr bool takes(std::index_sequence<kIndex...>) {
  return requires { T{(static_cast<void>(kIndex), Anything{})...}; };
}
/// How many members T has, found by giving it more and more.
template <class T, std::size_t kCount = 1>
constexpr std::size_t count_members() {
  if constexpr (takes<T>(std::make_index_sequence<kCount + 1>())) {
    return count_members<T, kCount + 1>();
  } else {
    return kCount;
  }
}
template <class... T>
constexpr bool names_all = ((std::tuple_size_v<decltype(members(std::declval<T&>()))> == count_members<T>()) && ...);
static_assert(names_all<CheckSpec, Extend, PatternSpec, Phrase, ContextSpec, RejectSpec, Example, DetectorSpec, UnionSpec,
                        Condition, LabelRule, LabelCase, LabelPack, Diagnostic, Packs>,
              "members.h leaves out a member of a struct of model.h");

std::string shipped(const std::string& name) { return ASSAY_SOURCE_DIR "/rules" + (name.empty() ? "" : "/" + name); }

std::string bytes_of(const Result<Packs, Diagnostics>& loaded) {
  EXPECT_TRUE(loaded.ok());
  return loaded.ok() ? to_bytes(loaded.value()) : "";
}

std::string flipped(std::string bytes, std::size_t at, int bit) {
  bytes[at] = static_cast<char>(bytes[at] ^ 1 << bit);
  return bytes;
}

TEST(PackBytes, ComeBackAsTheyWere) {
  const auto loaded = load({shipped("")});
  const std::string bytes = bytes_of(loaded);
  const std::optional<Packs> back = from_bytes(bytes);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(to_bytes(*back), bytes);
  ASSERT_EQ(back->detectors.size(), loaded.value().detectors.size());
  EXPECT_EQ(back->hash, loaded.value().hash);
  EXPECT_EQ(back->files, loaded.value().files);
  EXPECT_EQ(back->lists, loaded.value().lists);
  EXPECT_EQ(fingerprint(*back), fingerprint(loaded.value()));
}

/// With every kind of thing in it, and small enough to be damaged everywhere.
Packs of_all_kinds() {
  Packs packs;
  packs.files = {"a.yaml"};
  DetectorSpec& detector = packs.detectors.emplace_back();
  detector.id = "thing";
  detector.name = {{"de", "Ding"}, {"en", "thing"}};
  detector.value = ValueForm::kDigits;
  detector.context.any.push_back({"a phrase", {0, 3, 1}});
  PatternSpec& pattern = detector.patterns.emplace_back();
  pattern.terms = {"one", "two"};
  pattern.caseless = true;
  pattern.extend = Extend{"[a-z]", 7};
  CheckSpec& check = pattern.checks.emplace_back();
  check.algorithm = "weighted";
  check.params = {{"a", std::int64_t{-3}},
                  {"b", std::string("b")},
                  {"c", std::vector<std::int64_t>{1, 2}},
                  {"d", std::vector<std::string>{"x", "y"}}};
  packs.unions.emplace_back().members = {"thing"};
  packs.lists = {{"few", {"1", "2"}}};
  LabelRule& rule = packs.labels.rules.emplace_back();
  rule.when.kind = Condition::Kind::kNot;
  rule.when.children.emplace_back().at_most = 3;
  packs.labels.cases.emplace_back().findings = {{"thing", 2}};
  packs.warnings.push_back({"a.yaml", 1, 2, Code::kBadRules, "so so", ""});
  return packs;
}

TEST(PackBytes, HoldWhateverPacksMayHold) {
  const std::string bytes = to_bytes(of_all_kinds());
  const std::optional<Packs> back = from_bytes(bytes);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(to_bytes(*back), bytes);
  const PatternSpec& pattern = back->detectors[0].patterns[0];
  EXPECT_EQ(pattern.checks[0].params, of_all_kinds().detectors[0].patterns[0].checks[0].params);
  EXPECT_EQ(pattern.extend->char_class, "[a-z]");
  EXPECT_EQ(back->labels.rules[0].when.children[0].at_most, 3U);
}

TEST(PackBytes, NoPrefixAndNoLongerTextIsBelieved) {
  const std::string bytes = to_bytes(of_all_kinds());
  for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(from_bytes(bytes.substr(0, size)).has_value()) << size;
  EXPECT_FALSE(from_bytes(bytes + '\0').has_value());
}

/// What still adds up is read as it is: the file's checksum tells that it is damaged.
TEST(PackBytes, DamageIsRefusedOrReadWithoutHarm) {
  const std::string bytes = to_bytes(of_all_kinds());
  std::size_t refused = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      const std::optional<Packs> back = from_bytes(flipped(bytes, at, bit));
      refused += back ? 0 : 1;
      EXPECT_TRUE(!back || from_bytes(to_bytes(*back)).has_value()) << at;
    }
  EXPECT_GT(refused, bytes.size());
}

TEST(PackBytes, NoNumberBeyondTheLastNameOfItsKindIsBelieved) {
  const auto refuses = [](auto spoil) {
    Packs packs = of_all_kinds();
    spoil(packs);
    return !from_bytes(to_bytes(packs)).has_value();
  };
  EXPECT_FALSE(refuses([](Packs&) {}));
  EXPECT_TRUE(refuses([](Packs& p) { p.detectors[0].value = ValueForm{4}; }));
  EXPECT_TRUE(refuses([](Packs& p) { p.detectors[0].patterns[0].boundary = Boundary{5}; }));
  EXPECT_TRUE(refuses([](Packs& p) { p.detectors[0].patterns[0].on_fail = OnFail{2}; }));
  EXPECT_TRUE(refuses([](Packs& p) { p.labels.rules[0].when.kind = static_cast<Condition::Kind>(14); }));
  EXPECT_TRUE(refuses([](Packs& p) { p.warnings[0].code = Code{7}; }));
}

std::size_t first_difference(const std::string& a, const std::string& b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

TEST(PackBytes, ABoolIsOneOfTwoAndAParameterOneOfFour) {
  const std::string bytes = to_bytes(of_all_kinds());
  Packs other = of_all_kinds();
  other.detectors[0].patterns[0].caseless = false;
  std::string damaged = bytes;
  damaged[first_difference(bytes, to_bytes(other))] = 2;
  EXPECT_FALSE(from_bytes(damaged).has_value());
  other = of_all_kinds();
  other.detectors[0].patterns[0].checks[0].params["a"] = std::string();
  damaged = bytes;
  damaged[first_difference(bytes, to_bytes(other))] = 4;
  EXPECT_FALSE(from_bytes(damaged).has_value());
}

/// A length that says more than there is, everywhere.
TEST(PackBytes, HugeNumbersAnywhereDoNoHarm) {
  const std::string bytes = to_bytes(of_all_kinds());
  for (std::size_t at = 0; at + 4 <= bytes.size(); ++at)
    for (const char each : {'\x7F', '\xFF'}) {
      std::string damaged = bytes;
      const auto back = from_bytes(damaged.replace(at, 4, 4, each));
      EXPECT_TRUE(!back || to_bytes(*back).size() == bytes.size()) << at;
    }
}

TEST(PackBytes, ConditionsAreNotFollowedWithoutEnd) {
  Packs packs;
  Condition* inner = &packs.labels.rules.emplace_back().when;
  for (int depth = 1; depth < 32; ++depth) inner = &inner->children.emplace_back();
  EXPECT_TRUE(from_bytes(to_bytes(packs)).has_value());
  inner->children.emplace_back();
  EXPECT_FALSE(from_bytes(to_bytes(packs)).has_value());
}

TEST(PackBytes, TheFingerprintIsOfWhatDetectorsSay) {
  Packs packs = of_all_kinds();
  const std::string before = fingerprint(packs);
  packs.detectors[0].context.any[0].text += "s";
  EXPECT_NE(fingerprint(packs), before);
  packs = of_all_kinds();
  packs.hash = "other";
  EXPECT_NE(fingerprint(packs), before);
  packs = of_all_kinds();
  packs.files = {"b.yaml"};
  EXPECT_EQ(fingerprint(packs), before);
}

class PackCache : public testing::Test {
 protected:
  std::vector<fs::path> cached() const { return files_in(cache_); }
  Result<Packs, Diagnostics> load_cached(const std::vector<std::string>& paths) const { return load(paths, cache_); }

  TempFolder folder_;
  std::string cache_ = folder_.path() + "/cache";
};

const std::string kOne = "    patterns: [{regex: 'a\\d', confidence: {alone: 70}}]\n";
const std::string kTwo = "    patterns: [{regex: 'b\\d', confidence: {alone: 70}}]\n";

TEST_F(PackCache, ASecondLoadGivesTheSameAndWritesNothing) {
  const std::string cold = bytes_of(load_cached({shipped("")}));
  ASSERT_EQ(cached().size(), 1U);
  const ino_t written = file_number(cached()[0]);
  EXPECT_EQ(bytes_of(load_cached({shipped("")})), cold);
  EXPECT_EQ(bytes_of(load({shipped("")})), cold);
  EXPECT_EQ(cached().size(), 1U);
  EXPECT_EQ(file_number(cached()[0]), written);
}

TEST_F(PackCache, WhatIsKeptIsReadAndTheFilesAreNot) {
  const std::string file = folder_.write("pack.yaml", pack_with(kOne));
  Packs packs = load_cached({file}).value();
  packs.detectors[0].patterns[0].regex = "kept";
  base::store_cached(cache_, cached()[0].filename().string(), to_bytes(packs));
  EXPECT_EQ(load_cached({file}).value().detectors[0].patterns[0].regex, "kept");
}

TEST_F(PackCache, WarningsAreGivenEachTime) {
  const std::string file = folder_.write("pack.yaml", pack_with(kOne));
  const Diagnostics cold = load_cached({file}).value().warnings, warm = load_cached({file}).value().warnings;
  ASSERT_GT(cold.size(), 1U);
  ASSERT_EQ(warm.size(), cold.size());
  for (std::size_t i = 0; i < cold.size(); ++i) {
    EXPECT_EQ(warm[i].message, cold[i].message);
    EXPECT_EQ(warm[i].line, cold[i].line);
    EXPECT_EQ(warm[i].file, cold[i].file);
  }
  EXPECT_EQ(warm.front().file, file);
}

TEST_F(PackCache, TheOrderOfFilesCounts) {
  const std::string rules = folder_.write("rules.yaml", pack_with(kOne)), lists = shipped("lists.yaml");
  EXPECT_EQ(load_cached({rules, lists}).value().files, (std::vector<std::string>{rules, lists}));
  EXPECT_EQ(load_cached({lists, rules}).value().files, (std::vector<std::string>{lists, rules}));
  EXPECT_EQ(bytes_of(load_cached({lists, rules})), bytes_of(load({lists, rules})));
}

TEST_F(PackCache, AFileThatIsGoneOrAddedIsNoticed) {
  const std::string rules = folder_.write("rules.yaml", pack_with(kOne));
  ASSERT_TRUE(load_cached({folder_.path()}).ok());
  folder_.write("lists.yaml", content_of(shipped("lists.yaml")));
  EXPECT_FALSE(load_cached({folder_.path()}).value().lists.empty());
  fs::remove(rules);
  EXPECT_FALSE(load_cached({rules}).ok());
}

TEST_F(PackCache, AChangedFileIsReadAnew) {
  const std::string file = folder_.write("pack.yaml", pack_with(kOne));
  ASSERT_EQ(load_cached({file}).value().detectors[0].patterns[0].regex, "a\\d");
  folder_.write("pack.yaml", pack_with(kTwo));  // as long, and maybe in the same second
  EXPECT_EQ(load_cached({file}).value().detectors[0].patterns[0].regex, "b\\d");
  EXPECT_EQ(cached().size(), 2U);
}

TEST_F(PackCache, TheSameFileElsewhereIsNamedAsItIsCalled) {
  const std::string here = folder_.write("here.yaml", pack_with(kOne)), there = folder_.write("there.yaml", pack_with(kOne));
  EXPECT_EQ(load_cached({here}).value().files[0], here);
  EXPECT_EQ(load_cached({there}).value().files[0], there);
}

TEST_F(PackCache, MistakesAreFoundEachTime) {
  const std::string file = folder_.write("pack.yaml", pack_with("    patterns: [{regex: 'a'}]\n"));
  EXPECT_FALSE(load_cached({file}).ok());
  EXPECT_FALSE(load_cached({file}).ok());
  EXPECT_TRUE(cached().empty());
}

TEST_F(PackCache, DamageIsNoticedAndRepaired) {
  const std::string file = folder_.write("pack.yaml", pack_with(kOne));
  const std::string good = bytes_of(load_cached({file}));
  const fs::path entry = cached()[0];
  const std::string whole = content_of(entry);
  const auto expect_repaired = [&](const std::string& content) {
    std::ofstream(entry, std::ios::binary) << content;
    EXPECT_EQ(bytes_of(load_cached({file})), good);
    EXPECT_EQ(content_of(entry), whole);
  };
  for (std::size_t at = 0; at < whole.size(); at += 7) {
    expect_repaired(flipped(whole, at, static_cast<int>(at % 8)));
    expect_repaired(whole.substr(0, at));
  }
  expect_repaired(whole + "more");
}

}  // namespace
}  // namespace assay::rulepack
