// Conditions, counted while findings pass.
#include "classify/classify.h"

#include <gtest/gtest.h>

#include <string>

namespace assay::classify {
namespace {
using rulepack::Condition;
using Kind = Condition::Kind;

Condition counting(std::vector<std::string> of, std::uint64_t at_least) {
  Condition c;
  c.kind = Kind::kCount;
  c.selectors = std::move(of);
  c.at_least = at_least;
  return c;
}

Condition together(std::vector<std::string> of, std::vector<std::string> with, std::uint64_t at_least) {
  Condition c = counting(std::move(of), at_least);
  c.kind = Kind::kTogether;
  c.with = std::move(with);
  return c;
}

Condition leaf(Kind kind, std::vector<std::string> values) {
  Condition c;
  c.kind = kind;
  c.selectors = std::move(values);
  return c;
}

/// Two labels: `hit` where the condition holds, `miss` elsewhere.
rulepack::Packs packs_with(const Condition& when) {
  rulepack::Packs packs;
  packs.labels.labels = {"miss", "hit"};
  packs.labels.rules = {{"first", "hit", "", when, {}}, {"last", "miss", "", Condition{}, {}}};
  return packs;
}

Fact fact(std::string_view detector, std::uint64_t begin, std::uint64_t row = 0, std::string_view value = "v",
          std::uint8_t confidence = 85) {
  const std::string_view category = detector == "icd" ? "phi" : "pii";
  return {detector, category, confidence, std::hash<std::string_view>{}(value), 0, {begin, begin + 10}, row};
}

class Case {
 public:
  explicit Case(const Condition& when) : packs_(packs_with(when)), classifier_(packs_) {}
  Case& add(const Fact& f) {
    classifier_.add(f);
    return *this;
  }
  bool hit(ObjectFacts object = {}) const { return classifier_.finish(object).label == "hit"; }
  void reset() { classifier_.reset(); }

 private:
  rulepack::Packs packs_;
  Classifier classifier_;
};

TEST(Count, OccurrencesOfDetectorsAndCategories) {
  EXPECT_FALSE(Case(counting({"a"}, 2)).add(fact("a", 0)).add(fact("b", 20)).hit());
  EXPECT_TRUE(Case(counting({"a"}, 2)).add(fact("a", 0)).add(fact("a", 20)).hit());
  EXPECT_TRUE(Case(counting({"category:pii"}, 2)).add(fact("a", 0)).add(fact("b", 20)).hit());
  EXPECT_FALSE(Case(counting({"category:pii"}, 2)).add(fact("a", 0)).add(fact("icd", 20)).hit());
  EXPECT_TRUE(Case(counting({"*"}, 2)).add(fact("a", 0)).add(fact("icd", 20)).hit());
  EXPECT_FALSE(Case(counting({"pii"}, 1)).add(fact("a", 0)).hit());
}

TEST(Count, DistinctValuesAreCountedOnce) {
  Condition c = counting({"a"}, 3);
  c.distinct = true;
  Case three(c);
  for (int i = 0; i < 1000; ++i) three.add(fact("a", i * 20U, 0, i % 2 == 0 ? "x" : "y"));
  EXPECT_FALSE(three.hit());
  EXPECT_TRUE(three.add(fact("a", 99'999, 0, "z")).hit());
}

TEST(Count, ConfidenceAndUpperBound) {
  Condition c = counting({"a"}, 1);
  c.min_confidence = 75;
  EXPECT_FALSE(Case(c).add(fact("a", 0, 0, "v", 74)).hit());
  EXPECT_TRUE(Case(c).add(fact("a", 0, 0, "v", 75)).hit());
  c.at_most = 1;
  EXPECT_FALSE(Case(c).add(fact("a", 0)).add(fact("a", 20)).hit());
  c.distinct = true;
  EXPECT_TRUE(Case(c).add(fact("a", 0, 0, "x")).add(fact("a", 20, 0, "x")).hit());
  EXPECT_FALSE(Case(c).add(fact("a", 0, 0, "x")).add(fact("a", 20, 0, "y")).hit());
}

TEST(Count, NoneIsACondition) {
  Condition c = counting({"a"}, 0);
  c.at_most = 0;
  EXPECT_TRUE(Case(c).add(fact("b", 0)).hit());
  EXPECT_FALSE(Case(c).add(fact("a", 0)).hit());
}

TEST(Count, Density) {
  Condition c = counting({"a"}, 1);
  c.per_kilobyte = 2;
  Case two(c);
  two.add(fact("a", 0)).add(fact("a", 20));
  ObjectFacts object;
  object.text_bytes = 1000;
  EXPECT_TRUE(two.hit(object));
  object.text_bytes = 1001;
  EXPECT_FALSE(two.hit(object));
}

TEST(Together, InOneRowAtAnyDistance) {
  EXPECT_TRUE(Case(together({"a"}, {"icd"}, 1)).add(fact("a", 0, 5)).add(fact("icd", 9000, 5)).hit());
  EXPECT_TRUE(Case(together({"a"}, {"icd"}, 1)).add(fact("icd", 0, 5)).add(fact("a", 9000, 5)).hit());
  EXPECT_FALSE(Case(together({"a"}, {"icd"}, 1)).add(fact("a", 0, 5)).add(fact("icd", 9000, 6)).hit());
  EXPECT_FALSE(Case(together({"a"}, {"icd"}, 1)).add(fact("a", 0)).add(fact("icd", 9000)).hit()) << "row 0 is no row";
}

TEST(Together, ARowNumberThatComesAgainIsAnotherRow) {
  Case sheets(together({"a"}, {"icd"}, 1));
  sheets.add(fact("a", 0, 5)).add(fact("b", 4000, 6)).add(fact("icd", 9000, 5));
  EXPECT_FALSE(sheets.hit());
}

TEST(Together, Within300Bytes) {
  EXPECT_TRUE(Case(together({"a"}, {"icd"}, 1)).add(fact("a", 0)).add(fact("icd", 310)).hit());
  EXPECT_FALSE(Case(together({"a"}, {"icd"}, 1)).add(fact("a", 0)).add(fact("icd", 311)).hit());
  EXPECT_TRUE(Case(together({"a"}, {"icd"}, 1)).add(fact("icd", 0)).add(fact("a", 310)).hit());
  EXPECT_FALSE(Case(together({"a"}, {"icd"}, 1)).add(fact("icd", 0)).add(fact("a", 311)).hit());
  EXPECT_TRUE(Case(together({"a"}, {"icd"}, 1)).add(fact("a", 5)).add(fact("icd", 5)).hit()) << "overlapping";
}

TEST(Together, PartsDoNotMix) {
  Fact other = fact("icd", 20);
  other.part = 1;
  EXPECT_FALSE(Case(together({"a"}, {"icd"}, 1)).add(fact("a", 0)).add(other).hit());
}

TEST(Together, CountsTheFirstSide) {
  Case rows(together({"a"}, {"icd"}, 3));
  for (std::uint64_t row = 1; row <= 2; ++row) rows.add(fact("a", row * 1000, row)).add(fact("icd", row * 1000 + 500, row));
  EXPECT_FALSE(rows.hit());
  rows.add(fact("icd", 3000, 3)).add(fact("icd", 3020, 3));
  EXPECT_FALSE(rows.hit()) << "more of the second side does not count";
  EXPECT_TRUE(rows.add(fact("a", 3040, 3)).hit());
}

TEST(Together, DistinctCountsPeopleNotLines) {
  Condition c = together({"a"}, {"icd"}, 2);
  c.distinct = true;
  Case one(c);
  for (std::uint64_t row = 1; row <= 50; ++row)
    one.add(fact("a", row * 1000, row, "same")).add(fact("icd", row * 1000 + 500, row));
  EXPECT_FALSE(one.hit());
  EXPECT_TRUE(one.add(fact("a", 60'000, 60, "other")).add(fact("icd", 60'500, 60)).hit());
}

TEST(Together, NobodyIsHisOwnPartner) {
  EXPECT_FALSE(Case(together({"*"}, {"*"}, 1)).add(fact("a", 0)).hit());
  EXPECT_TRUE(Case(together({"*"}, {"*"}, 2)).add(fact("a", 0)).add(fact("b", 20)).hit());
}

TEST(Together, AVeryLongRowStillPairs) {
  Case row(together({"a"}, {"icd"}, 65'536));
  for (std::uint64_t i = 0; i < 70'000; ++i) row.add(fact("a", i * 20, 1));
  EXPECT_FALSE(row.hit());
  EXPECT_TRUE(row.add(fact("icd", 2'000'000, 1)).hit());
}

/// Findings of ten bytes, one behind the other: 31 of them end within 300 bytes before 1,000,000.
TEST(Together, LongTextForgetsWhatIsOutOfReachAndNothingElse) {
  for (const std::uint64_t asked : {31U, 32U}) {
    Case text(together({"a"}, {"icd"}, asked));
    for (std::uint64_t i = 0; i < 100'000; ++i) text.add(fact("a", i * 10));
    EXPECT_EQ(text.add(fact("icd", 1'000'000)).hit(), asked == 31);
  }
}

TEST(Leaves, LookAtTheObject) {
  ObjectFacts object;
  object.verdict = Verdict::kPartial;
  object.path = "share/HR/pay.xlsx";
  object.media_type = "text/csv";
  object.format = "csv";
  object.document_type = "contract";
  object.direction = "outbound";
  object.own_label = "secret";
  object.content_gap = true;
  struct Row {
    Kind kind;
    const char* yes;
    const char* no;
  };
  const Row rows[] = {{Kind::kVerdict, "partial", "scanned"},
                      {Kind::kPath, "**/hr/*", "hr/*"},
                      {Kind::kMediaType, "text/*", "text/plain"},
                      {Kind::kMediaType, "text/csv", "image/*"},
                      {Kind::kFormat, "csv", "pdf"},
                      {Kind::kDocumentType, "contract", "invoice"},
                      {Kind::kDirection, "outbound", "inbound"},
                      {Kind::kOwnLabel, "secret", "public"},
                      {Kind::kGapClass, "content", "pixels_or_sound"}};
  for (const Row& row : rows) {
    EXPECT_TRUE(Case(leaf(row.kind, {"other", row.yes})).hit(object)) << row.yes;
    EXPECT_FALSE(Case(leaf(row.kind, {row.no})).hit(object)) << row.no;
    EXPECT_FALSE(Case(leaf(row.kind, {row.yes})).hit(ObjectFacts{})) << row.yes << " on an unknown object";
  }
}

TEST(Tree, AllAnyNot) {
  const Condition yes = counting({"a"}, 1), no = counting({"b"}, 1);
  const auto tree = [](Kind kind, std::vector<Condition> children) {
    Condition c;
    c.kind = kind;
    c.children = std::move(children);
    return c;
  };
  const auto hit = [](const Condition& c) { return Case(c).add(fact("a", 0)).hit(); };
  EXPECT_TRUE(hit(tree(Kind::kAll, {yes, yes})));
  EXPECT_FALSE(hit(tree(Kind::kAll, {yes, no})));
  EXPECT_TRUE(hit(tree(Kind::kAny, {no, yes})));
  EXPECT_FALSE(hit(tree(Kind::kAny, {no, no})));
  EXPECT_TRUE(hit(tree(Kind::kNot, {no})));
  EXPECT_FALSE(hit(tree(Kind::kNot, {tree(Kind::kNot, {no})})));
}

TEST(Classifier, SaysCategoriesRegulationsAndTheRule) {
  rulepack::Packs packs = packs_with(counting({"a"}, 1));
  packs.detectors.resize(2);
  packs.detectors[0].id = "a";
  packs.detectors[0].regulations = {"GDPR", "BDSG"};
  packs.detectors[1].id = "icd";
  packs.detectors[1].regulations = {"HIPAA", "GDPR"};
  Classifier classifier(packs);
  classifier.add(fact("icd", 0));
  classifier.add(fact("a", 50));
  classifier.add(fact("weak", 90, 0, "v", 64));
  const Classification out = classifier.finish({});
  EXPECT_EQ(out.label, "hit");
  EXPECT_EQ(out.rule, "first");
  EXPECT_EQ(out.sensitivity, 1U);
  EXPECT_EQ(out.categories, (std::vector<std::string>{"phi", "pii"}));
  EXPECT_EQ(out.regulations, (std::vector<std::string>{"BDSG", "GDPR", "HIPAA"}));
}

TEST(Classifier, ResetForgetsEverything) {
  Case one(together({"a"}, {"icd"}, 1));
  one.add(fact("a", 0)).add(fact("icd", 20));
  EXPECT_TRUE(one.hit());
  one.reset();
  EXPECT_FALSE(one.hit());
  EXPECT_FALSE(one.add(fact("icd", 20)).hit());
}

TEST(Classifier, WithoutLabelsThereIsNoLabel) {
  const rulepack::Packs none;
  EXPECT_TRUE(Classifier(none).finish({}).label.empty());
}

}  // namespace
}  // namespace assay::classify
