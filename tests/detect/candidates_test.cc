// The fast finder against the reference finder, and both against windows.
#include "detect/candidates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "candidate_packs.h"

namespace assay::detect {
namespace {

/// Texts that nearly match: pieces of things that the typical rows look for, damaged and glued.
class TextMaker {
 public:
  explicit TextMaker(std::uint32_t seed) : random_(seed) {}

  std::string make(std::size_t pieces) {
    static const std::vector<std::string> kPieces = {"123-45-6789",
                                                     "078 05 1120",
                                                     "4111 1111 1111 1111",
                                                     "4111-1111-1111-1111",
                                                     "5105105105105100",
                                                     "378282246310005",
                                                     "86 095 742 719",
                                                     "1234567893",
                                                     "021000021",
                                                     "+49 (30) 1234 5678",
                                                     "(212) 555-0187",
                                                     "GB82 WEST 1234 5698 7654 32",
                                                     "DE89370400440532013000",
                                                     "DEUTDEFF500",
                                                     "DE 136 695 976",
                                                     "qq 12 34 56 c",
                                                     "AB123456C",
                                                     "E11.9",
                                                     "J45",
                                                     "192.168.0.254",
                                                     "1.2.3.4.5",
                                                     "2001:db8::1",
                                                     "2001:0db8:0000:0000:0000:ff00:0042:8329",
                                                     "00:1A:2b:3C:4d:5E",
                                                     "00-1A-2b-3C-4d-5E",
                                                     "first.last+tag@mail.example.com",
                                                     "a@b.co",
                                                     "@@",
                                                     "AKIAIOSFODNN7EXAMPLE",
                                                     "ASIA2345672345672345",
                                                     "-----BEGIN RSA PRIVATE KEY-----",
                                                     "-----BEGIN PRIVATE KEY-----\nMIIEvQ+/==\n",
                                                     "eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl",
                                                     "straße 12",
                                                     "STRASSE 7ä",
                                                     "10 kilos!",
                                                     "ä kilo-ü",
                                                     "\"ab",
                                                     "abc\"ca",
                                                     "one two end",
                                                     "the end"};
    static const std::vector<std::string> kGlue = {" ", " ", " ", "",  ",",  ".", "-", "/", ":",
                                                   "'", "@", "=", "_", "\n", "ä", "0", "x", "中"};
    std::string text;
    for (; pieces > 0; --pieces) text += damaged(pick(kPieces)) + pick(kGlue);
    return text;
  }

 private:
  std::size_t below(std::size_t count) { return random_() % count; }
  const std::string& pick(const std::vector<std::string>& from) { return from[below(from.size())]; }

  std::string damaged(std::string piece) {
    if (below(3) != 0) return piece;
    const std::size_t at = below(piece.size());
    if ((static_cast<unsigned char>(piece[at]) & 0x80) != 0) return piece;  // keep it UTF-8
    switch (below(4)) {
      case 0:
        piece.erase(at, 1);
        break;
      case 1:
        piece.insert(at, 1, static_cast<char>('0' + below(10)));
        break;
      case 2:
        piece[at] = static_cast<char>(' ' + below(95));
        break;
      default:
        piece.insert(at, piece.substr(at, 1));
        break;
    }
    return piece;
  }

  std::mt19937 random_;
};

class BothEngines : public testing::Test {
 protected:
  void SetUp() override {
    fast_ = compiled(packs_, Engine::kFast);
    reference_ = compiled(packs_, Engine::kReference);
    ASSERT_TRUE(fast_.finder && reference_.finder);
  }
  rulepack::Packs packs_ = packs_of(typical_rows());
  CompiledCandidates fast_, reference_;
};

TEST_F(BothEngines, AgreeOnTextsOfNearMatches) {
  std::vector<std::size_t> seen(packs_.detectors.size());
  for (std::uint32_t seed = 1; seed <= 300; ++seed) {
    const std::string text = TextMaker(seed).make(1 + seed % 40);
    const auto expected = find_all(*reference_.finder, text);
    ASSERT_EQ(find_all(*fast_.finder, text), expected) << "seed " << seed;
    for (const Candidate& candidate : expected) ++seen[candidate.pattern];
  }
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_GT(seen[i], 0U) << packs_.detectors[i].patterns[0].regex;
}

TEST_F(BothEngines, AgreeOnNoise) {
  const std::string alphabet = "0123456789 -./:@ABCDEFabcdefxyzäü\"+()\n";
  for (std::uint32_t seed = 1; seed <= 100; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    for (int i = 0; i < 300; ++i) text += alphabet[random() % (seed % 2 == 0 ? 16 : alphabet.size())];
    ASSERT_EQ(find_all(*fast_.finder, text), find_all(*reference_.finder, text)) << "seed " << seed;
  }
}

TEST_F(BothEngines, ShiftMovesEveryCandidate) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const std::string text = "\n " + TextMaker(seed).make(30);
    const auto plain = find_all(*fast_.finder, text);
    for (const std::size_t shift : {std::size_t{1}, std::size_t{31}, std::size_t{65}, std::size_t{8191}}) {
      auto moved = find_all(*fast_.finder, std::string(shift, '~') + text);
      for (Candidate& candidate : moved) candidate.range.begin -= shift, candidate.range.end -= shift;
      ASSERT_EQ(moved, plain) << "seed " << seed << " shift " << shift;
    }
  }
}

/// Splitting the core, and cutting the text to the promised margins, changes nothing.
TEST_F(BothEngines, CoresAndMarginsDoNotMatter) {
  const std::size_t behind = fast_.max_bytes + fast_.look_around, before = fast_.look_around;
  for (std::uint32_t seed = 1; seed <= 10; ++seed) {
    const std::string text = TextMaker(seed).make(400);
    const auto whole = find_all(*fast_.finder, text);
    for (const std::size_t core : {std::size_t{7}, std::size_t{64}, std::size_t{1000}}) {
      std::vector<Candidate> joined;
      for (std::size_t begin = 0; begin < text.size(); begin += core) {
        const std::size_t end = std::min(begin + core, text.size());
        const std::size_t from = begin - std::min(begin, before), to = std::min(text.size(), end + behind);
        auto part = find_all(*fast_.finder, std::string_view(text).substr(from, to - from), {begin - from, end - from});
        for (Candidate& candidate : part)
          joined.push_back({candidate.pattern, {candidate.range.begin + from, candidate.range.end + from}});
      }
      ASSERT_EQ(joined, whole) << "seed " << seed << " core " << core;
    }
  }
}

TEST_F(BothEngines, StandTextThatIsNotUtf8) {
  for (std::uint32_t seed = 1; seed <= 50; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    for (int i = 0; i < 200; ++i) text += static_cast<char>(random() % 3 == 0 ? random() % 256 : '0' + random() % 10);
    ASSERT_EQ(find_all(*fast_.finder, text), find_all(*reference_.finder, text)) << "seed " << seed;
  }
}

TEST_F(BothEngines, AgreeOnFloods) {
  for (const char* unit : {"@", "1", "1 ", "1-", ":", "a:", "A", "a.", "a@", "-----BEGIN PRIVATE KEY-----", "1.", "eyJ"}) {
    std::string text;
    while (text.size() < 3000) text += unit;
    ASSERT_EQ(find_all(*fast_.finder, text), find_all(*reference_.finder, text)) << unit;
  }
}

/// Patterns whose common automaton would be too big fall apart into several, and one that is too big alone is stepped in bits.
TEST(ManyStates, AreSplitAndStillAgree) {
  using rulepack::Boundary;
  const rulepack::Packs packs = packs_of({{R"(\d{1,12}7\d{12}X)", Boundary::kNone},
                                          {R"(\d{1,12}3\d{12}Y)", Boundary::kWord},
                                          {R"(\d{1,17}5\d{17}Z)", Boundary::kDigits},
                                          {R"(\d{4}-\d{4})", Boundary::kDigits}});
  const CompiledCandidates fast = compiled(packs, Engine::kFast), reference = compiled(packs, Engine::kReference);
  ASSERT_TRUE(fast.finder && reference.finder);
  std::vector<std::size_t> seen(packs.detectors.size());
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    for (int run = 0; run < 20; ++run) {
      for (std::size_t digits = 13 + random() % 23; digits > 0; --digits) text += "0357"[random() % 4];
      text += "XYZ-"[random() % 4];
      text += " -0"[random() % 3];
    }
    const auto expected = find_all(*reference.finder, text);
    ASSERT_EQ(find_all(*fast.finder, text), expected) << "seed " << seed;
    for (const Candidate& candidate : expected) ++seen[candidate.pattern];
  }
  for (std::size_t i = 0; i + 1 < seen.size(); ++i) EXPECT_GT(seen[i], 0U) << i;
}

/// The packs that are shipped, on their own examples and counter-examples, one by one and glued together.
TEST(ShippedPacks, BothEnginesAgreeOnAllExamples) {
  const auto packs = rulepack::load({ASSAY_SOURCE_DIR "/rules"});
  ASSERT_TRUE(packs.ok()) << packs.error().front().text();
  const CompiledCandidates fast = compiled(packs.value(), Engine::kFast), reference = compiled(packs.value(), Engine::kReference);
  ASSERT_TRUE(fast.finder && reference.finder);
  std::string all;
  std::size_t found = 0;
  for (const rulepack::DetectorSpec& detector : packs.value().detectors)
    for (const auto* examples : {&detector.examples, &detector.counters})
      for (const rulepack::Example& example : *examples) {
        const auto expected = find_all(*reference.finder, example.text);
        ASSERT_EQ(find_all(*fast.finder, example.text), expected) << detector.id;
        found += expected.size();
        all += example.text + " ,;\n-./:"[all.size() % 9];
      }
  EXPECT_GT(found, packs.value().detectors.size());
  EXPECT_EQ(find_all(*fast.finder, all), find_all(*reference.finder, all));
}

std::vector<std::string> matches(const Row& row, const std::string& text) {
  const rulepack::Packs packs = packs_of({row});
  std::vector<std::string> out;
  for (const Engine engine : {Engine::kFast, Engine::kReference}) {
    const CompiledCandidates candidates = compiled(packs, engine);
    if (!candidates.finder) return {"does not compile"};
    std::vector<std::string> found;
    for (const Candidate& candidate : find_all(*candidates.finder, text))
      found.push_back(text.substr(candidate.range.begin, candidate.range.size()));
    if (engine == Engine::kReference && found != out) return {"engines differ"};
    out = found;
  }
  return out;
}

using Texts = std::vector<std::string>;
using rulepack::Boundary;
using rulepack::Extend;

TEST(CandidateSemantics, EveryStartCountsAndNothingIsConsumed) {
  EXPECT_EQ(matches({R"(\d{3}-\d{3})", Boundary::kDigits}, "111-222-333"), (Texts{"111-222", "222-333"}));
}

TEST(CandidateSemantics, LongestEndAtWhichTheBoundaryHolds) {
  EXPECT_EQ(matches({R"(\d{3}(?: \d{3}){0,2})", Boundary::kDigits}, "111 222 3334"), (Texts{"111 222", "222"}));
  EXPECT_EQ(matches({R"(a{1,3})", Boundary::kNone}, "aaaa"), (Texts{"aaa", "aaa", "aa", "a"}));
}

TEST(CandidateSemantics, ExtendIsGreedyAndTheBoundaryComesAfterIt) {
  const Row row{"key-[a-z]{2}", Boundary::kWord, false, Extend{"[a-z0-9]", 4}};
  EXPECT_EQ(matches(row, "key-abcd."), (Texts{"key-abcd"}));
  EXPECT_EQ(matches(row, "key-abX"), (Texts{}));
  EXPECT_EQ(matches(row, "key-ab"), (Texts{"key-ab"}));
}

TEST(CandidateSemantics, ATailLongerThanTheMaximumIsCutNotLost) {
  const Row row{"key-[a-z]{2}", Boundary::kWord, false, Extend{"[a-z0-9]", 4}};
  EXPECT_EQ(matches(row, "key-abcdefghi"), (Texts{"key-abcdef"}));
  EXPECT_EQ(matches(row, "key-abcdefX"), (Texts{}));
}

TEST(CandidateSemantics, CaselessIsAsciiOnly) {
  EXPECT_EQ(matches({"ks", Boundary::kNone, true}, "ks KS \u212As k\u017F"), (Texts{"ks", "KS"}));
  EXPECT_EQ(matches({"ä", Boundary::kNone, true}, "ä Ä"), (Texts{"ä"}));
}

TEST(CandidateSemantics, StartsLieBetweenCharacters) { EXPECT_EQ(matches({".{2}", Boundary::kNone}, "äb"), (Texts{"ä"})); }

TEST(CandidateSemantics, AnotherPatternOfTheSameAutomatonKeepsItsOwnBoundary) {
  const rulepack::Packs packs =
      packs_of({{R"(\d{4})", Boundary::kDigits}, {R"(\d{4})", Boundary::kWord}, {R"(\d{4})", Boundary::kNone}});
  const CompiledCandidates fast = compiled(packs, Engine::kFast);
  ASSERT_TRUE(fast.finder);
  EXPECT_EQ(find_all(*fast.finder, "x1234"), (std::vector<Candidate>{{0, {1, 5}}, {2, {1, 5}}}));
}

TEST(CompileCandidates, NamesEveryPatternAndItsLongestMatch) {
  rulepack::Packs packs = packs_of({{"abc"}, {"a{2,5}", Boundary::kWord, false, Extend{"[b]", 100}}});
  packs.detectors[0].patterns.push_back(packs.detectors[1].patterns[0]);
  for (const Engine engine : {Engine::kFast, Engine::kReference}) {
    const CompiledCandidates candidates = compiled(packs, engine);
    ASSERT_EQ(candidates.patterns.size(), 3U);
    EXPECT_EQ(candidates.patterns[1].detector, 0U);
    EXPECT_EQ(candidates.patterns[1].pattern, 1U);
    EXPECT_EQ(candidates.patterns[2].detector, 1U);
    EXPECT_EQ(candidates.patterns[0].max_bytes, 3U);
    EXPECT_EQ(candidates.patterns[2].max_bytes, 105U);
    EXPECT_EQ(candidates.max_bytes, 105U);
  }
}

TEST(CompileCandidates, ReportsEveryMistakeWithItsPlace) {
  const rulepack::Packs packs = packs_of({{"a+"}, {"fine"}, {"(b)"}, {"c", Boundary::kWord, false, Extend{"ab", 0}}});
  const auto result = compile_candidates(packs, {});
  ASSERT_FALSE(result.ok());
  ASSERT_EQ(result.error().size(), 4U);
  EXPECT_EQ(result.error()[0].line, 1U);
  EXPECT_EQ(result.error()[0].message, "+ has no upper bound (character 2 of the pattern)");
  EXPECT_EQ(result.error()[1].line, 3U);
  EXPECT_EQ(result.error()[2].message, "extend of 0 bytes");
  EXPECT_EQ(result.error()[3].message, "extend needs a single class of ASCII characters (character 1 of the class of extend)");
}

TEST(CompileCandidates, NothingToFindIsFine) {
  for (const Engine engine : {Engine::kFast, Engine::kReference}) {
    const CompiledCandidates none = compiled(packs_of({}), engine);
    ASSERT_TRUE(none.finder);
    EXPECT_TRUE(find_all(*none.finder, "123-45-6789").empty());
    const CompiledCandidates some = compiled(packs_of(typical_rows()), engine);
    EXPECT_TRUE(find_all(*some.finder, "").empty());
  }
}

TEST(CompileCandidates, AppendsToWhatIsThere) {
  const CompiledCandidates fast = compiled(packs_of({{R"(\d{4})"}, {"abc@"}}), Engine::kFast);
  const auto scratch = fast.finder->make_scratch();
  std::vector<Candidate> out = {{7, {900, 901}}};
  fast.finder->find("1234 abc@ 5678", {0, 14}, *scratch, out);
  EXPECT_EQ(out, (std::vector<Candidate>{{7, {900, 901}}, {0, {0, 4}}, {1, {5, 9}}, {0, {10, 14}}}));
}

TEST(ValuePattern, MatchesTheWholeValueOnly) {
  const auto pattern = ValuePattern::compile(R"(0{2,4}|1\d)");
  ASSERT_TRUE(pattern.ok());
  for (const char* yes : {"00", "0000", "17"}) EXPECT_TRUE(pattern.value().matches(yes)) << yes;
  for (const char* no : {"", "0", "00000", "171", " 17", "1"}) EXPECT_FALSE(pattern.value().matches(no)) << no;
  const auto bad = ValuePattern::compile("a*");
  ASSERT_FALSE(bad.ok());
  EXPECT_EQ(bad.error().message, "* has no upper bound (character 2 of the pattern)");
}

}  // namespace
}  // namespace assay::detect
