// The slow way through the judge says why, and comes to the same end as the fast one.
#include "detect/trace.h"

#include <gtest/gtest.h>

#include <random>

namespace assay::detect {
namespace {

/// Six detectors for numbers of four digits and words: with and without context, checks and reject lists; some of them weak.
rulepack::Packs pack() {
  rulepack::Packs packs;
  packs.files = {"trace.yaml"};
  packs.lists["placeholders"] = {"1111", "4242"};
  const auto add = [&](const char* id, const char* regex, rulepack::Confidence confidence,
                       std::vector<rulepack::Phrase> any) -> auto& {
    rulepack::DetectorSpec& detector = packs.detectors.emplace_back();
    detector.id = id;
    detector.context.any = std::move(any);
    detector.context.near = 60;
    rulepack::PatternSpec& pattern = detector.patterns.emplace_back();
    pattern.regex = regex;
    pattern.boundary = rulepack::Boundary::kDigits;
    pattern.confidence = confidence;
    return detector;
  };
  auto& a = add("a_checked", R"(\d{2}[ -]?\d{2})", {20, 50, 40, 90}, {{"Konto", {}}, {"Steuernummer", {}}});
  a.patterns[0].checks = {{"luhn", {}, {}}};
  a.patterns[0].on_fail = rulepack::OnFail::kNeutral;
  a.context.negative = {{"Bestellung", {}}, {"Kundennummer", {}}};
  a.reject.lists = {"placeholders"};
  auto& b = add("b_context", R"(\d{4})", {0, 0, 70, 0}, {{"Konto", {}}, {"credit card", {}}});
  b.reject.values = {"5555"};
  b.reject.lower = 20;
  b.context.negative = {{"Telefon", {}}};
  auto& c = add("c_dropped", R"(\d{4})", {0, 60, 0, 95}, {{"Führerschein", {}}});
  c.patterns[0].checks = {{"luhn", {}, {}}, {"prefix", {{"values", std::vector<std::string>{"12", "13", "99"}}}, {}}};
  c.reject.patterns = {"99[0-9]{2}"};
  add("d_word", R"([A-Z][a-z]{2,9})", {0, 0, 65, 0}, {{"Name", {}}, {"Herr", {}}}).patterns[0].boundary =
      rulepack::Boundary::kWord;
  add("e_two", R"(\d{2})", {0, 0, 65, 0}, {{"Alter", {}}});
  auto& f = add("f_both", R"(\d{3,4})", {10, 0, 30, 0}, {{"Konto", {}}});
  f.patterns.push_back(f.patterns[0]);
  f.patterns[1].regex = R"(\d{4})";
  f.patterns[1].confidence = {0, 0, 80, 0};
  return packs;
}

std::shared_ptr<const RuleMatcher> matcher_of(const rulepack::Packs& packs, Engine engine) {
  CompileOptions options;
  options.engine = engine;
  auto matcher = RuleMatcher::compile(std::make_shared<rulepack::Packs>(packs), options);
  if (!matcher.ok()) throw std::runtime_error(matcher.error().front().text());
  return matcher.value();
}

std::vector<Trace> traces(const RuleMatcher& matcher, const Window& window) {
  const auto scratch = matcher.make_scratch();
  std::vector<Trace> out;
  matcher.trace(window, *scratch, out);
  return out;
}

/// The only trace of a detector in the text.
Trace trace_of(const RuleMatcher& matcher, const std::string& text, const std::string& detector,
               std::vector<FieldMark> fields = {}) {
  for (const Trace& trace : traces(matcher, {text, {0, text.size()}, fields}))
    if (matcher.packs().detectors[trace.detector].id == detector) return trace;
  return {};
}

TEST(Trace, SaysWhatDecided) {
  const auto matcher = matcher_of(pack(), Engine::kFast);
  Trace trace = trace_of(*matcher, "Konto 1230", "a_checked");
  EXPECT_EQ(trace.outcome, Outcome::kHit);
  EXPECT_EQ(trace.confidence, 90);
  EXPECT_EQ(trace.context, "Konto");
  EXPECT_EQ(trace.distance, 1);
  EXPECT_EQ(trace.value, "1230");
  trace = trace_of(*matcher, "Konto Bestellungen 1230", "a_checked");
  EXPECT_EQ(trace.negative, "Bestellung");
  EXPECT_EQ(trace.raised, 90);
  EXPECT_EQ(trace.by_negative, 30);
  EXPECT_EQ(trace.confidence, 60);
  trace = trace_of(*matcher, "Bestellung 1235", "a_checked");
  EXPECT_EQ(trace.outcome, Outcome::kLowered);
  EXPECT_EQ(trace.by_negative, 20) << "no more than there was";
  trace = trace_of(*matcher, "Konto 42-42", "a_checked");
  EXPECT_EQ(trace.outcome, Outcome::kRejected);
  EXPECT_EQ(trace.rejected, "list placeholders");
  trace = trace_of(*matcher, "Konto 5555", "b_context");
  EXPECT_EQ(trace.outcome, Outcome::kHit);
  EXPECT_EQ(trace.rejected, "value");
  EXPECT_EQ(trace.by_reject, 20);
  EXPECT_EQ(trace.confidence, 50);
  trace = trace_of(*matcher, "1234", "b_context");
  EXPECT_EQ(trace.outcome, Outcome::kNothingHolds);
  trace = trace_of(*matcher, "Führerschein 1230", "c_dropped");
  EXPECT_EQ(trace.confidence, 95);
  ASSERT_EQ(trace.checks.size(), 2U);
  EXPECT_EQ(trace.checks[0].name, "luhn");
  EXPECT_TRUE(trace.checks[0].passed && trace.checks[1].passed);
  trace = trace_of(*matcher, "Führerschein 1235", "c_dropped");
  EXPECT_EQ(trace.outcome, Outcome::kCheckFailed);
  EXPECT_FALSE(trace.checks[0].passed);
  EXPECT_TRUE(trace.checks[1].passed) << "all of them are run";
  EXPECT_EQ(trace.context, "Führerschein") << "looked for though it changes nothing";
  trace = trace_of(*matcher, "9902", "c_dropped");
  EXPECT_EQ(trace.rejected, "pattern");
  trace = trace_of(*matcher, "1230", "b_context", {{0, "kontoNr"}});
  EXPECT_TRUE(trace.from_field);
  EXPECT_EQ(trace.field, "kontoNr");
  EXPECT_EQ(trace.confidence, 70);
}

TEST(Trace, OutcomesHaveNames) {
  for (const auto outcome : {Outcome::kHit, Outcome::kCheckFailed, Outcome::kNothingHolds, Outcome::kRejected, Outcome::kLowered})
    EXPECT_FALSE(name_of(outcome).empty());
}

std::string line_of(std::uint32_t detector, std::uint32_t pattern, NormRange range, int confidence, const std::string& value) {
  return std::to_string(range.begin) + "-" + std::to_string(range.end) + " " + std::to_string(detector) + "." +
         std::to_string(pattern) + " " + std::to_string(confidence) + " " + value;
}

std::vector<std::string> fast_lines(const RuleMatcher& matcher, const Window& window) {
  const auto scratch = matcher.make_scratch();
  std::vector<Hit> hits;
  matcher.find(window, *scratch, hits);
  std::vector<std::string> out;
  for (const Hit& hit : hits) out.push_back(line_of(hit.detector, hit.pattern, hit.range, hit.confidence, hit.value));
  return out;
}

/// The best trace of each detector and range; of equal ones the first pattern.
std::vector<std::string> slow_lines(const RuleMatcher& matcher, const Window& window) {
  std::map<std::tuple<std::uint64_t, std::uint64_t, std::uint32_t>, Trace> best;
  for (const Trace& trace : traces(matcher, window)) {
    if (trace.outcome != Outcome::kHit) continue;
    auto [place, fresh] = best.try_emplace({trace.range.begin, trace.range.end, trace.detector}, trace);
    if (!fresh && trace.confidence > place->second.confidence) place->second = trace;
  }
  std::vector<std::string> out;
  for (const auto& [key, trace] : best)
    out.push_back(line_of(trace.detector, trace.pattern, trace.range, trace.confidence, trace.value));
  return out;
}

std::string random_text(std::mt19937& random) {
  static const char* const kPieces[] = {"1230",  "1234",  "4242",   "5555",         "9902",          "12-30",         "12",
                                        "Konto", "konto", "Kunden", "Steuernummer", "Bestellung",    "Name",          "Herr",
                                        "Alter", "Meier", "Schulz", "creditcard",   "credit-\ncard", "Führerscheine", "Telefons",
                                        "wort",  "Größe", "mehr",   "\n",           "\n\n"};
  std::string out;
  for (int i = 0; i < 160; ++i) {
    out += kPieces[random() % std::size(kPieces)];
    out += random() % 3 == 0 ? ": " : random() % 9 == 0 ? "                    " : " ";
  }
  return out;
}

TEST(Trace, BothEnginesAndBothWaysAgree) {
  const auto fast = matcher_of(pack(), Engine::kFast), reference = matcher_of(pack(), Engine::kReference);
  std::mt19937 random(7);
  std::size_t found = 0;
  for (int round = 0; round < 150; ++round) {
    const std::string text = random_text(random);
    std::vector<FieldMark> fields;
    static const char* const kNames[] = {"", "kontoNr", "NAME", "alter", "anderes"};
    if (round % 2 == 0)
      for (std::size_t at = 0; at < text.size(); at += 50 + random() % 200)
        fields.push_back({at, kNames[random() % std::size(kNames)]});
    const Window window{text, {0, text.size()}, fields};
    const auto expected = slow_lines(*reference, window);
    ASSERT_EQ(fast_lines(*fast, window), expected) << text;
    ASSERT_EQ(fast_lines(*reference, window), expected) << text;
    ASSERT_EQ(slow_lines(*fast, window), expected) << text;
    found += expected.size();
  }
  EXPECT_GT(found, 5'000U);
}

}  // namespace
}  // namespace assay::detect
