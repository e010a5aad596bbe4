// Who keeps a place: rows of hits as a small language, then properties over random ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "detect/detect.h"

namespace assay::detect {
namespace {

/// Detectors a, b, c, d; `beats` is set by the tests.
rulepack::Packs four() {
  rulepack::Packs packs;
  for (const char* id : {"a", "b", "c", "d"}) packs.detectors.emplace_back().id = id;
  return packs;
}

Hit hit(char detector, std::uint64_t begin, std::uint64_t end, std::uint8_t confidence = 75,
        CheckResult check = CheckResult::kNone) {
  Hit out;
  out.detector = static_cast<std::uint32_t>(detector - 'a');
  out.range = {begin, end};
  out.confidence = confidence;
  out.check = check;
  return out;
}

using Lost = std::vector<std::int32_t>;
Lost resolve(const rulepack::Packs& packs, const std::vector<Hit>& hits) {
  Lost lost;
  resolve_overlaps(packs, hits, lost);
  return lost;
}

constexpr auto kPassed = CheckResult::kPassed;

struct Row {
  const char* why;
  std::vector<Hit> hits;
  Lost lost;
};
const Row kRows[] = {
    {"nothing", {}, {}},
    {"neighbours do not overlap", {hit('a', 0, 5), hit('b', 5, 9)}, {-1, -1}},
    {"one detector: confidence", {hit('a', 0, 9, 75), hit('a', 2, 4, 85)}, {1, -1}},
    {"one detector: then length", {hit('a', 0, 4), hit('a', 2, 9)}, {1, -1}},
    {"one detector: then the left one", {hit('a', 0, 4), hit('a', 2, 6)}, {-1, 0}},
    {"one detector: confidence before check", {hit('a', 0, 4, 70, kPassed), hit('a', 2, 6, 80)}, {1, -1}},
    {"one detector: what overlaps only a loser stays", {hit('a', 0, 4), hit('a', 3, 7), hit('a', 6, 10)}, {-1, 0, -1}},
    {"check before confidence", {hit('a', 0, 4, 95), hit('b', 0, 4, 70, kPassed)}, {1, -1}},
    {"a failed check is no check", {hit('a', 0, 4, 70, CheckResult::kFailed), hit('b', 0, 4, 71)}, {1, -1}},
    {"confidence before length", {hit('a', 0, 9, 75), hit('b', 0, 4, 80)}, {1, -1}},
    {"length before start", {hit('a', 0, 4), hit('b', 1, 9)}, {1, -1}},
    {"start before id", {hit('b', 0, 4), hit('a', 1, 5)}, {-1, 0}},
    {"id last", {hit('b', 0, 4), hit('a', 0, 4)}, {1, -1}},
    {"a loser of its own detector takes nothing from others",
     {hit('a', 0, 4, 90), hit('a', 3, 7, 80), hit('b', 5, 9, 70)},
     {-1, 0, -1}},
    {"a loser between detectors takes nothing either", {hit('a', 0, 4, 90), hit('b', 3, 7, 80), hit('c', 5, 9, 70)}, {-1, 0, -1}},
};

TEST(Overlap, Rows) {
  for (const Row& row : kRows) EXPECT_EQ(resolve(four(), row.hits), row.lost) << row.why;
}

TEST(Overlap, BeatsDecidesWithinOneRank) {
  rulepack::Packs packs = four();
  packs.detectors[1].beats = {"a"};  // b beats a
  EXPECT_EQ(resolve(packs, {hit('a', 0, 4), hit('b', 0, 4)}), (Lost{1, -1}));
  EXPECT_EQ(resolve(packs, {hit('a', 0, 4), hit('b', 2, 6)}), (Lost{1, -1})) << "before start";
  EXPECT_EQ(resolve(packs, {hit('a', 0, 5), hit('b', 0, 4)}), (Lost{-1, 0})) << "behind length";
  EXPECT_EQ(resolve(packs, {hit('a', 0, 4, 80), hit('b', 0, 4)}), (Lost{-1, 0})) << "behind confidence";
}

TEST(Overlap, BeatsFollowsChainsAndSurvivesCircles) {
  rulepack::Packs packs = four();
  packs.detectors[2].beats = {"b"};
  packs.detectors[1].beats = {"a"};
  EXPECT_EQ(resolve(packs, {hit('a', 0, 4), hit('b', 0, 4), hit('c', 0, 4)}), (Lost{2, 2, -1}));
  EXPECT_EQ(resolve(packs, {hit('a', 0, 4), hit('b', 3, 7), hit('c', 6, 10)}), (Lost{-1, 2, -1})) << "b lost, so a stays";
  packs.detectors[0].beats = {"c"};
  const Lost circle = resolve(packs, {hit('a', 0, 4), hit('b', 0, 4), hit('c', 0, 4)});
  EXPECT_EQ(std::count(circle.begin(), circle.end(), -1), 1);
}

std::vector<Hit> random_hits(std::mt19937& random, std::size_t count, std::uint64_t width) {
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t begin = random() % width;
    hits.push_back(hit(static_cast<char>('a' + random() % 4), begin, begin + 1 + random() % 6,
                       static_cast<std::uint8_t>(70 + random() % 3), random() % 2 == 0 ? kPassed : CheckResult::kNone));
  }
  std::sort(hits.begin(), hits.end(), [](const Hit& x, const Hit& y) {
    return std::tie(x.range.begin, x.range.end, x.detector, x.confidence, x.check) <
           std::tie(y.range.begin, y.range.end, y.detector, y.confidence, y.check);
  });
  return hits;
}

rulepack::Packs with_beats() {
  rulepack::Packs packs = four();
  packs.detectors[3].beats = {"a", "b"};
  packs.detectors[2].beats = {"a"};
  return packs;
}

TEST(Overlap, WinnersNeverOverlapAndEveryLoserOverlapsItsWinner) {
  std::mt19937 random(5);
  for (int round = 0; round < 3'000; ++round) {
    const auto hits = random_hits(random, 1 + random() % 30, 60);
    const Lost lost = resolve(with_beats(), hits);
    for (std::size_t i = 0; i < hits.size(); ++i) {
      if (lost[i] >= 0) {
        const auto winner = static_cast<std::size_t>(lost[i]);
        ASSERT_TRUE(hits[i].range.overlaps(hits[winner].range));
        ASSERT_EQ(hits[i].detector == hits[winner].detector || lost[winner] == -1, true);
        continue;
      }
      for (std::size_t j = 0; j < i; ++j) ASSERT_FALSE(lost[j] == -1 && hits[i].range.overlaps(hits[j].range));
    }
  }
}

/// What the engine does: it hands over complete clusters, wherever its windows ended.
TEST(Overlap, ClustersGiveWhatTheWholeGives) {
  std::mt19937 random(6);
  const rulepack::Packs packs = with_beats();
  for (int round = 0; round < 2'000; ++round) {
    const auto hits = random_hits(random, 1 + random() % 40, 200);
    const Lost whole = resolve(packs, hits);
    for (std::size_t begin = 0; begin < hits.size();) {
      std::uint64_t end_of_cluster = hits[begin].range.end;
      std::size_t end = begin + 1;
      for (; end < hits.size() && hits[end].range.begin < end_of_cluster; ++end)
        end_of_cluster = std::max(end_of_cluster, hits[end].range.end);
      Lost part;
      resolve_overlaps(packs, std::span(hits).subspan(begin, end - begin), part);
      for (std::size_t i = begin; i < end; ++i)
        ASSERT_EQ(whole[i], part[i - begin] < 0 ? -1 : part[i - begin] + static_cast<std::int32_t>(begin)) << "round " << round;
      begin = end;
    }
  }
}

TEST(Overlap, ALongChainEnds) {
  std::vector<Hit> hits;
  for (std::uint64_t i = 0; i < 200'000; ++i) hits.push_back(hit(i % 2 == 0 ? 'a' : 'd', i, i + 20));
  const Lost lost = resolve(with_beats(), hits);
  EXPECT_NEAR(static_cast<double>(std::count(lost.begin(), lost.end(), -1)), 10'000, 1'000);
}

}  // namespace
}  // namespace assay::detect
