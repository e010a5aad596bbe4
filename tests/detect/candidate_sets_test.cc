// Sets, bound patterns and dictionaries: expanded, they are exactly what the reference finder enumerates, on every vector unit.
//   ASSAY_CANDIDATE_TEXTS=1000000   generated texts instead of the usual number
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <random>

#include "candidate_packs.h"
#include "detect/byte_masks.h"

namespace assay::detect {
namespace {

using rulepack::Boundary;

/// Pieces of what the typical rows look for, whole, cut and glued.
std::string generated(std::uint32_t seed) {
  static const std::vector<std::string> kPieces = {"123-45-6789",
                                                   "123 45 6789",
                                                   "4111 1111 1111 1111",
                                                   "5500-0000-0000-0004",
                                                   "378282246310005",
                                                   "12 345 678 901",
                                                   "1234567890",
                                                   "123456789",
                                                   "+49 30 123456",
                                                   "(212) 555-0123",
                                                   "DE89 3704 0044 0532 0130 00",
                                                   "DEUTDEFF500",
                                                   "DE136695976",
                                                   "AB 12 34 56 C",
                                                   "J45.901",
                                                   "192.168.178.1",
                                                   "2001:db8:0:0:0:0:2:1",
                                                   "2001:db8::1",
                                                   "00:1a:2b:3c:4d:5e",
                                                   "a.b+c@mail.example.org",
                                                   "AKIAIOSFODNN7EXAMPLE",
                                                   "-----BEGIN RSA PRIVATE KEY-----",
                                                   "eyJhbGciOiJ.eyJzdWIiOiIx.abc",
                                                   "straße 12",
                                                   "STRASSE 7",
                                                   "kilos of",
                                                   "\"ab",
                                                   "in the end",
                                                   "x",
                                                   "0",
                                                   "é",
                                                   " ",
                                                   "-",
                                                   ".",
                                                   ":",
                                                   "@",
                                                   ",",
                                                   "\n",
                                                   "Z9",
                                                   "__",
                                                   "/"};
  std::mt19937 random(seed);
  std::string text;
  for (std::uint_fast32_t pieces = 1 + random() % 6; pieces > 0; --pieces) {
    std::string piece = kPieces[random() % kPieces.size()];
    if (piece.size() > 1 && random() % 4 == 0) piece.erase(random() % piece.size(), 1);
    if (random() % 6 == 0) piece[random() % piece.size()] = "0aZ -.@:\xC3"[random() % 9];
    text += piece;
    if (random() % 2 == 0) text += " ,;-.\n"[random() % 6];
  }
  return text;
}

/// Half of the rows report without context: they go to the lanes. The others are bound.
rulepack::Packs mixed_packs() {
  rulepack::Packs packs = packs_of(typical_rows());
  for (std::size_t i = 0; i < packs.detectors.size(); i += 2) packs.detectors[i].patterns[0].confidence.alone = 70;
  return packs;
}

std::vector<CandidateSet> sets_of(const CompiledCandidates& candidates, std::string_view text, NormRange core) {
  const auto scratch = candidates.finder->make_scratch();
  std::vector<CandidateSet> out;
  candidates.finder->find_sets(text, core, *scratch, out);
  return out;
}

std::vector<Candidate> expanded(const CompiledCandidates& candidates, const std::vector<CandidateSet>& sets) {
  std::vector<Candidate> out;
  for (const CandidateSet& each : sets)
    for (const std::uint32_t pattern : candidates.sets[each.set]) out.push_back({pattern, each.range});
  std::sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) {
    return a.range.begin != b.range.begin ? a.range.begin < b.range.begin : a.pattern < b.pattern;
  });
  return out;
}

bool by_place(const CandidateSet& a, const CandidateSet& b) {
  const std::array<std::uint64_t, 3> left{a.range.begin, a.range.end, a.set}, right{b.range.begin, b.range.end, b.set};
  return left < right;
}

class CandidateSets : public testing::Test {
 protected:
  CompiledCandidates fast_ = compiled(mixed_packs(), Engine::kFast), reference_ = compiled(mixed_packs(), Engine::kReference);
};

TEST_F(CandidateSets, AreTheReferencesCandidatesOnGeneratedTexts) {
  const char* wanted = std::getenv("ASSAY_CANDIDATE_TEXTS");
  const std::uint32_t count = wanted == nullptr ? 20000 : static_cast<std::uint32_t>(std::atol(wanted));
  std::size_t found = 0;
  for (std::uint32_t seed = 1; seed <= count; ++seed) {
    const std::string text = generated(seed);
    const auto expected = find_all(*reference_.finder, text);
    ASSERT_EQ(find_all(*fast_.finder, text), expected) << "seed " << seed << ": " << text;
    found += expected.size();
  }
  EXPECT_GT(found, count);
}

/// Cells of a text in which some detectors are active, whichever.
struct SomeActive {
  SomeActive(std::uint32_t seed, std::size_t bytes, std::size_t detectors) {
    std::mt19937_64 random(seed);
    cells.words = detectors / 64 + 1;
    for (std::size_t i = 0; i < (bytes / ActiveCells::kBytes + 1) * cells.words; ++i) bits.push_back(random());
    cells.bits = bits;
  }
  std::vector<std::uint64_t> bits;
  ActiveCells cells;
};

TEST_F(CandidateSets, OfBoundPatternsAreFoundWhereTheirDetectorIsActive) {
  ASSERT_FALSE(fast_.bound.empty());
  EXPECT_EQ(fast_.bound, reference_.bound);
  std::size_t found = 0;
  for (std::uint32_t seed = 1; seed <= 300; ++seed) {
    std::string text;
    for (std::uint32_t i = 0; i < 1 + seed % 40; ++i) text += generated(seed * 100 + i);
    const SomeActive active(seed, text.size(), 64);
    const NormRange core{std::min<std::size_t>(seed % 50, text.size() - 1), text.size()};
    const auto scratch = fast_.finder->make_scratch();
    std::vector<CandidateSet> bound, expected;
    fast_.finder->find_bound(text, core, active.cells, *scratch, bound);
    reference_.finder->find_bound(text, core, active.cells, *scratch, expected);
    ASSERT_TRUE(std::is_sorted(bound.begin(), bound.end(), by_place)) << "seed " << seed;
    ASSERT_EQ(expanded(fast_, bound), expanded(reference_, expected)) << "seed " << seed;
    found += bound.size();
  }
  EXPECT_GT(found, 300U);
}

TEST_F(CandidateSets, AreSortedAndLeaveTheBoundPatternsOut) {
  const auto is_bound = [&](std::uint32_t id) { return std::binary_search(fast_.bound.begin(), fast_.bound.end(), id); };
  for (std::uint32_t seed = 1; seed <= 2000; ++seed) {
    const std::string text = generated(seed);
    const auto sets = sets_of(fast_, text, {0, text.size()});
    ASSERT_TRUE(std::is_sorted(sets.begin(), sets.end(), by_place)) << "seed " << seed;
    ASSERT_EQ(expanded(fast_, sets), expanded(reference_, sets_of(reference_, text, {0, text.size()}))) << "seed " << seed;
    for (const Candidate& each : expanded(fast_, sets)) ASSERT_FALSE(is_bound(each.pattern));
  }
}

TEST_F(CandidateSets, DoNotDependOnTheVectorUnit) {
  std::string text;
  for (std::uint32_t seed = 1; seed <= 3000; ++seed) text += generated(seed);
  force_byte_mask_target(0);
  const auto expected = sets_of(fast_, text, {3, text.size()});
  EXPECT_GT(expected.size(), 1000U);
  std::array<std::int64_t, 32> targets{};
  const std::size_t count = byte_mask_targets(targets.data(), targets.size());
  ASSERT_GT(count, 0U);
  for (std::size_t i = 0; i < count; ++i) {
    force_byte_mask_target(targets[i]);
    EXPECT_EQ(sets_of(fast_, text, {3, text.size()}), expected) << byte_mask_target_name(targets[i]);
  }
  force_byte_mask_target(0);
}

TEST_F(CandidateSets, DoNotDependOnCores) {
  std::string text;
  for (std::uint32_t seed = 1; seed <= 400; ++seed) text += generated(seed);
  const auto expected = sets_of(fast_, text, {0, text.size()});
  for (const std::size_t core : {std::size_t{63}, std::size_t{1000}, std::size_t{8193}}) {
    std::vector<CandidateSet> joined;
    for (std::size_t begin = 0; begin < text.size(); begin += core) {
      const auto part = sets_of(fast_, text, {begin, std::min(text.size(), begin + core)});
      joined.insert(joined.end(), part.begin(), part.end());
    }
    ASSERT_EQ(joined, expected) << core;
  }
}

TEST(Dictionary, FindsWholeTermsInAnyCaseWithAnySeparators) {
  rulepack::Packs packs = packs_of({{""}});
  rulepack::PatternSpec& pattern = packs.detectors[0].patterns[0];
  pattern.terms = {"project falcon", "Zürich", "Öl", "abc"};
  pattern.caseless = true;
  const std::string text = "PROJECT  Falcon, project-falcon; projectfalcon ZÜRICH zürich ÖL öl Ölung abc abcd aBc.";
  const auto expected = find_all(*compiled(packs, Engine::kReference).finder, text);
  EXPECT_EQ(expected.size(), 8U);
  EXPECT_EQ(find_all(*compiled(packs, Engine::kFast).finder, text), expected);
}

TEST(Dictionary, MistakesNameTheTerm) {
  rulepack::Packs packs = packs_of({{""}});
  packs.detectors[0].patterns[0].terms = {"fine", " "};
  const auto result = compile_candidates(packs, {});
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().front().message, "a term is empty (term 2)");
}

TEST(LaneOf, SaysHowAPatternIsFound) {
  const auto lane = [](const char* regex, Boundary boundary) {
    rulepack::PatternSpec spec;
    spec.regex = regex;
    spec.boundary = boundary;
    spec.confidence.alone = 70;
    return lane_of(spec).lane;
  };
  EXPECT_EQ(lane(R"(\d{3}-\d{2}-\d{4})", Boundary::kNumber), "digits");
  EXPECT_EQ(lane(R"([A-Z]{2}\d{7})", Boundary::kWord), "words");
  EXPECT_EQ(lane(R"(\+[1-9]\d{6,14})", Boundary::kNumber), "prefixes");
  EXPECT_EQ(lane(R"(ghp_[A-Za-z0-9]{36})", Boundary::kWord), "prefixes");
  EXPECT_EQ(lane(R"([a-z]{1,64}@[a-z]{2,9})", Boundary::kWord), "@");
  EXPECT_EQ(lane(R"(password[:=][a-z]{8})", Boundary::kNone), "literal");
  EXPECT_EQ(lane("a+", Boundary::kNone), "");
}

}  // namespace
}  // namespace assay::detect
