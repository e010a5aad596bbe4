// The whole room: hits of a window depend on nothing but the text near by. Runs the real packs.
#include <gtest/gtest.h>

#include <random>

#include "base/unicode.h"
#include "detect/detect.h"

namespace assay::detect {
namespace {

std::shared_ptr<const RuleMatcher> matcher_of(Engine engine) {
  auto packs = rulepack::load({std::string(ASSAY_SOURCE_DIR) + "/rules"});
  if (!packs.ok()) throw std::runtime_error(packs.error().front().text());
  CompileOptions options;
  options.engine = engine;
  auto matcher = RuleMatcher::compile(std::make_shared<rulepack::Packs>(std::move(packs.value())), options);
  if (!matcher.ok()) throw std::runtime_error(matcher.error().front().text());
  return matcher.value();
}

const RuleMatcher& fast() {
  static const auto matcher = matcher_of(Engine::kFast);
  return *matcher;
}

/// Everything that a report may show, moved by `shift`.
std::string line_of(const Hit& hit, std::uint64_t shift) {
  return std::to_string(hit.range.begin - shift) + "-" + std::to_string(hit.range.end - shift) + " " +
         std::to_string(hit.detector) + "." + std::to_string(hit.pattern) + " " + std::to_string(hit.confidence) + " " +
         std::to_string(static_cast<int>(hit.check)) + " " + hit.value + " " + std::string(hit.context) + " " +
         std::to_string(hit.distance) + " " + std::string(hit.negative);
}

using Lines = std::vector<std::string>;
void find_into(const RuleMatcher& matcher, std::string_view text, NormRange core, std::uint64_t shift, Lines& out) {
  const auto scratch = matcher.make_scratch();
  std::vector<Hit> hits;
  matcher.find({text, core, {}}, *scratch, hits);
  for (const Hit& hit : hits) out.push_back(line_of(hit, shift));
}

/// Text of the packs' own examples with filler between, so that every detector and its context occur.
std::string examples_text(const RuleMatcher& matcher, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::string> texts;
  for (const auto& detector : matcher.packs().detectors) {
    for (const auto& example : detector.examples) texts.push_back(example.text);
    for (const auto& counter : detector.counters) texts.push_back(counter.text);
  }
  std::shuffle(texts.begin(), texts.end(), random);
  std::string out;
  for (const std::string& text : texts) {
    out += text;
    for (std::size_t filler = random() % 12; filler > 0; --filler) out += random() % 3 == 0 ? " Größe „x“" : " weiter";
    out += '\n';
  }
  return out;
}

TEST(Matcher, ExamplesAreFoundAndCountersAreNot) {
  const RuleMatcher& matcher = fast();
  const auto scratch = matcher.make_scratch();
  const auto& detectors = matcher.packs().detectors;
  const auto best = [&](std::uint32_t detector, const rulepack::Example& example) {
    std::vector<FieldMark> fields;
    if (!example.field.empty()) fields.push_back({0, example.field});
    std::vector<Hit> hits;
    matcher.find({example.text, {0, example.text.size()}, fields}, *scratch, hits);
    int confidence = 0;
    for (const Hit& hit : hits) confidence = hit.detector == detector ? std::max<int>(confidence, hit.confidence) : confidence;
    return confidence;
  };
  for (std::uint32_t i = 0; i < detectors.size(); ++i) {
    for (const auto& example : detectors[i].examples) EXPECT_GE(best(i, example), 65) << detectors[i].id << ": " << example.text;
    for (const auto& counter : detectors[i].counters) EXPECT_LT(best(i, counter), 65) << detectors[i].id << ": " << counter.text;
  }
}

TEST(Matcher, WindowsFindWhatTheWholeFinds) {
  const RuleMatcher& matcher = fast();
  const std::string text = examples_text(matcher, 1);
  Lines whole;
  find_into(matcher, text, {0, text.size()}, 0, whole);
  ASSERT_GT(whole.size(), 50U);
  for (const std::size_t core : {64UL, 1'000UL, 4'096UL}) {
    Lines pieces;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = base::code_point_start(text, std::min(text.size(), begin + core));
      const std::size_t from = base::code_point_start(text, begin - std::min<std::size_t>(begin, matcher.margin()));
      const std::size_t to = base::code_point_start(text, std::min<std::size_t>(text.size(), end + matcher.margin()));
      Lines found;
      const auto scratch = matcher.make_scratch();
      std::vector<Hit> hits;
      matcher.find({std::string_view(text).substr(from, to - from), {begin - from, end - from}, {}}, *scratch, hits);
      for (Hit& hit : hits) {
        hit.range = {hit.range.begin + from, hit.range.end + from};
        pieces.push_back(line_of(hit, 0));
      }
      begin = end;
    }
    EXPECT_EQ(pieces, whole) << "cores of " << core;
  }
}

TEST(Matcher, ShiftedTextGivesShiftedHits) {
  const RuleMatcher& matcher = fast();
  const std::string text = examples_text(matcher, 2);
  const std::string shifted = std::string(64, '.') + "\n" + text;
  Lines plain, moved;
  find_into(matcher, text, {0, text.size()}, 0, plain);
  find_into(matcher, shifted, {65, shifted.size()}, 65, moved);
  EXPECT_EQ(plain, moved);
}

TEST(Matcher, BothEnginesAndAnUsedScratchGiveTheSame) {
  const auto reference = matcher_of(Engine::kReference);
  const std::string text = examples_text(fast(), 3);
  Lines quick, slow, again;
  find_into(fast(), text, {0, text.size()}, 0, quick);
  find_into(*reference, text, {0, text.size()}, 0, slow);
  EXPECT_EQ(quick, slow);
  const auto scratch = fast().make_scratch();
  for (int round = 0; round < 3; ++round) {
    std::vector<Hit> hits;
    fast().find({text, {0, text.size()}, {}}, *scratch, hits);
    again.clear();
    for (const Hit& hit : hits) again.push_back(line_of(hit, 0));
    EXPECT_EQ(again, quick);
  }
}

TEST(Matcher, HitsAreSortedAndOneForADetectorAndPlace) {
  const RuleMatcher& matcher = fast();
  const std::string text = examples_text(matcher, 4);
  const auto scratch = matcher.make_scratch();
  std::vector<Hit> hits;
  matcher.find({text, {0, text.size()}, {}}, *scratch, hits);
  for (std::size_t i = 1; i < hits.size(); ++i) {
    const auto key = [](const Hit& hit) { return std::make_tuple(hit.range.begin, hit.range.end, hit.detector); };
    ASSERT_LT(key(hits[i - 1]), key(hits[i]));
  }
}

}  // namespace
}  // namespace assay::detect
