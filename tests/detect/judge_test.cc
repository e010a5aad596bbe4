// What a candidate is worth: the four cases, failing checks, reject lists, negative context, value forms, mistakes in packs.
#include <gtest/gtest.h>

#include "detect/detect.h"
#include "detect/value_form.h"

namespace assay::detect {
namespace {
using rulepack::Confidence;
using rulepack::OnFail;
using rulepack::ValueForm;

/// Numbers of four digits with a Luhn check; 1230 passes, 1234 does not.
rulepack::Packs luhn_pack() {
  rulepack::Packs packs;
  packs.files = {"judge.yaml"};
  rulepack::DetectorSpec& detector = packs.detectors.emplace_back();
  detector.id = "four";
  detector.mark = {0, 2, 1};
  detector.context.any = {{"Konto", {0, 9, 1}}};
  detector.context.negative = {{"Bestellung", {0, 10, 1}}};
  rulepack::PatternSpec& pattern = detector.patterns.emplace_back();
  pattern.regex = R"(\d{2}[ -]?\d{2})";
  pattern.boundary = rulepack::Boundary::kDigits;
  pattern.checks = {{"luhn", {}, {0, 4, 3}}};
  pattern.on_fail = OnFail::kNeutral;
  pattern.confidence = {20, 50, 40, 90};
  return packs;
}

std::vector<Hit> find(const rulepack::Packs& packs, std::string_view text, std::vector<FieldMark> fields = {}) {
  auto matcher = RuleMatcher::compile(std::make_shared<rulepack::Packs>(packs), {});
  if (!matcher.ok()) throw std::runtime_error(matcher.error().front().text());
  std::vector<Hit> hits;
  // Context views the packs that the matcher holds; the tests copy what they need before it goes.
  const auto scratch = matcher.value()->make_scratch();
  matcher.value()->find({text, {0, text.size()}, fields}, *scratch, hits);
  for (Hit& hit : hits) hit.context = hit.negative = {};
  return hits;
}

int confidence_of(const rulepack::Packs& packs, std::string_view text) {
  const auto hits = find(packs, text);
  return hits.empty() ? 0 : hits.front().confidence;
}

struct Case {
  const char* why;
  const char* text;
  OnFail on_fail;
  int confidence;
};
TEST(Judge, TheFourCases) {
  const Case cases[] = {
      {"alone", "1234", OnFail::kNeutral, 20},
      {"checked", "1230", OnFail::kNeutral, 50},
      {"context", "Konto 1234", OnFail::kNeutral, 40},
      {"checked and context", "Konto 1230", OnFail::kNeutral, 90},
      {"failed and dropped", "Konto 1234", OnFail::kDrop, 0},
      {"passed, though failing would drop", "Konto 1230", OnFail::kDrop, 90},
      {"negative", "Bestellung 1230", OnFail::kNeutral, 20},
      {"negative nearer than positive", "Konto Bestellung 1230", OnFail::kNeutral, 60},
      {"positive nearer than negative", "Bestellung Konto 1230", OnFail::kNeutral, 90},
      {"lowered to nothing", "Bestellung 1234", OnFail::kNeutral, 0},
  };
  for (const Case& row : cases) {
    rulepack::Packs packs = luhn_pack();
    packs.detectors[0].patterns[0].on_fail = row.on_fail;
    EXPECT_EQ(confidence_of(packs, row.text), row.confidence) << row.why;
  }
}

TEST(Judge, TheHighestCaseThatHoldsWins) {
  rulepack::Packs packs = luhn_pack();
  packs.detectors[0].patterns[0].confidence = {0, 70, 60, 0};  // checked_context says nothing of its own
  EXPECT_EQ(confidence_of(packs, "Konto 1230"), 70);
  EXPECT_EQ(confidence_of(packs, "Konto 1234"), 60);
  EXPECT_EQ(confidence_of(packs, "1234"), 0) << "0 is no hit";
}

TEST(Judge, WithoutChecksNothingIsChecked) {
  rulepack::Packs packs = luhn_pack();
  packs.detectors[0].patterns[0].checks.clear();
  EXPECT_EQ(confidence_of(packs, "1230"), 20);
  EXPECT_EQ(find(packs, "1230").front().check, CheckResult::kNone);
  EXPECT_EQ(find(luhn_pack(), "1230").front().check, CheckResult::kPassed);
  EXPECT_EQ(find(luhn_pack(), "1234").front().check, CheckResult::kFailed);
}

TEST(Judge, AllChecksMustPass) {
  rulepack::Packs packs = luhn_pack();
  packs.detectors[0].patterns[0].checks.push_back({"prefix", {{"values", std::vector<std::string>{"12"}}}, {0, 5, 3}});
  EXPECT_EQ(confidence_of(packs, "1230"), 50);
  EXPECT_EQ(confidence_of(packs, "3418"), 20) << "luhn passes, the prefix does not";
}

TEST(Judge, ChecksReadTheFormThatTheyAskFor) {
  EXPECT_EQ(confidence_of(luhn_pack(), "12-30"), 50);
  EXPECT_EQ(confidence_of(luhn_pack(), "12 30"), 50);
}

TEST(Judge, RejectedValuesAreNoHits) {
  rulepack::Packs packs = luhn_pack();
  packs.detectors[0].reject.values = {"12-30"};  // in any spelling: brought to the form of the detector
  packs.detectors[0].reject.lists = {"placeholders"};
  packs.detectors[0].reject.patterns = {"99[0-9]{2}"};
  packs.lists["placeholders"] = {"4242", "----"};
  EXPECT_EQ(confidence_of(packs, "1230"), 0);
  EXPECT_EQ(confidence_of(packs, "42 42"), 0);
  EXPECT_EQ(confidence_of(packs, "9912"), 0);
  EXPECT_EQ(confidence_of(packs, "1248"), 50);
}

TEST(Judge, RejectListsMayOnlyLower) {
  rulepack::Packs packs = luhn_pack();
  packs.detectors[0].reject.values = {"1230", "1248"};
  packs.detectors[0].reject.lower = 30;
  EXPECT_EQ(confidence_of(packs, "1230"), 20);
  EXPECT_EQ(confidence_of(packs, "Konto 1230"), 60);
  EXPECT_EQ(confidence_of(packs, "Konto Bestellung 1230"), 30) << "both are taken off";
  EXPECT_EQ(confidence_of(packs, "Konto 1255"), 90) << "not on the list";
  packs.detectors[0].reject.lower = 90;
  EXPECT_EQ(confidence_of(packs, "Konto 1230"), 0);
}

/// The set has patterns that report alone and others that need context; only some detectors have it.
TEST(Judge, SetsOfManyDetectors) {
  rulepack::Packs packs;
  packs.files = {"judge.yaml"};
  for (int i = 0; i < 150; ++i) {
    rulepack::DetectorSpec& detector = packs.detectors.emplace_back();
    detector.id = "d" + std::to_string(1000 + i);
    detector.context.any = {{"Phrase" + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i), {0, 9, 1}}};
    for (int k = 0; k < 2; ++k) {
      rulepack::PatternSpec& pattern = detector.patterns.emplace_back();
      pattern.regex = R"(\d{4})";
      pattern.boundary = rulepack::Boundary::kDigits;
      pattern.confidence.context = static_cast<std::uint8_t>(50 + i % 7 + 10 * k);
      if (i % 50 == 3 && k == 1) pattern.confidence.alone = 7;
    }
  }
  const auto hits = find(packs, "1234, phrase_b27 Phrasez77, 5678 and phrasea130 phrasen143x");
  std::vector<std::string> got;
  for (const Hit& hit : hits)
    got.push_back(std::to_string(hit.range.begin) + " " + std::to_string(hit.detector) + "." + std::to_string(hit.pattern) + " " +
                  std::to_string(hit.confidence));
  const std::vector<std::string> expected = {"0 3.1 7",  "0 53.1 7",  "0 77.1 60",  "0 103.1 7",  "0 130.1 64",
                                             "28 3.1 7", "28 53.1 7", "28 77.1 60", "28 103.1 7", "28 130.1 64"};
  EXPECT_EQ(got, expected);
}

TEST(Judge, TheNameOfTheFieldIsContext) {
  const auto hits = find(luhn_pack(), "1230", {{0, "konto_nr"}});
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].confidence, 90);
  EXPECT_TRUE(hits[0].from_field);
}

TEST(Judge, ValuesHaveTheFormOfTheDetector) {
  struct Form {
    ValueForm form;
    const char *match, *value;
  };
  const Form forms[] = {
      {ValueForm::kExact, "Aä 1-b", "Aä 1-b"},
      {ValueForm::kLower, "AÄ 1-B", "aä 1-b"},
      {ValueForm::kDigits, "A 12-3ä", "123"},
      {ValueForm::kAlnumUpper, "de 12-ab ä", "DE12ABä"},
  };
  for (const Form& row : forms) {
    std::string value = "left over";
    write_value(row.form, row.match, value);
    EXPECT_EQ(value, row.value);
  }
  rulepack::Packs packs = luhn_pack();
  packs.detectors[0].value = ValueForm::kDigits;
  EXPECT_EQ(find(packs, "12-30").front().value, "1230");
}

TEST(Judge, AllMistakesOfAPackAreFound) {
  rulepack::Packs packs = luhn_pack();
  packs.detectors[0].patterns[0].checks.push_back({"lunh", {}, {0, 5, 3}});
  packs.detectors[0].reject.lists = {"nowhere"};
  packs.detectors[0].reject.patterns = {"("};
  packs.detectors[0].context.any.push_back({"...", {0, 11, 1}});
  const auto matcher = RuleMatcher::compile(std::make_shared<rulepack::Packs>(packs), {});
  ASSERT_FALSE(matcher.ok());
  EXPECT_EQ(matcher.error().size(), 4U);
  for (const Diagnostic& error : matcher.error()) {
    EXPECT_EQ(error.file, "judge.yaml");
    EXPECT_GT(error.line, 0U);
    EXPECT_FALSE(error.message.empty());
  }
}

}  // namespace
}  // namespace assay::detect
