// labels.yaml: the condition language as it is read.
#include <algorithm>

#include "pack_texts.h"

namespace assay::rulepack {
namespace {
using Kind = Condition::Kind;

std::string labels_with(std::string_view when) {
  return "version: 1\nlabels: [low, high]\nrules:\n  - {id: a, label: high, why: x, when: " + std::string(when) +
         "}\n  - {id: z, label: low, why: y, when: {always: true}}\n";
}

Condition condition_of(std::string_view when) {
  auto loaded = load_text(labels_with(when));
  EXPECT_TRUE(loaded.ok()) << loaded.error().front().text();
  return loaded.ok() ? loaded.value().labels.rules.front().when : Condition{};
}

TEST(Labels, Count) {
  const Condition c =
      condition_of("{count: {of: ['category:phi', iban], distinct: 10, at_most: 99, confidence: 75, per_kilobyte: 0.5}}");
  EXPECT_EQ(c.kind, Kind::kCount);
  EXPECT_EQ(c.selectors, (std::vector<std::string>{"category:phi", "iban"}));
  EXPECT_TRUE(c.distinct);
  EXPECT_EQ(c.at_least, 10U);
  EXPECT_EQ(c.at_most, 99U);
  EXPECT_EQ(c.min_confidence, 75);
  EXPECT_DOUBLE_EQ(c.per_kilobyte, 0.5);
  const Condition plain = condition_of("{count: {of: iban}}");
  EXPECT_EQ(plain.at_least, 1U);
  EXPECT_FALSE(plain.distinct);
  EXPECT_EQ(plain.min_confidence, 65);
}

TEST(Labels, Together) {
  const Condition c = condition_of("{together: {of: [a_b], with: [c], at_least: 3}}");
  EXPECT_EQ(c.kind, Kind::kTogether);
  EXPECT_EQ(c.with, std::vector<std::string>{"c"});
  EXPECT_EQ(c.at_least, 3U);
}

TEST(Labels, OneKeyIsItselfSeveralAreAll) {
  EXPECT_EQ(condition_of("{verdict: scanned}").kind, Kind::kVerdict);
  const Condition c =
      condition_of("{verdict: [partial], not: {gap: content}, any: [{path: '**/hr/**'}, {media_type: 'text/*'}]}");
  EXPECT_EQ(c.kind, Kind::kAll);
  ASSERT_EQ(c.children.size(), 3U);
  EXPECT_EQ(c.children[1].kind, Kind::kNot);
  EXPECT_EQ(c.children[1].children[0].kind, Kind::kGapClass);
  EXPECT_EQ(c.children[2].children[0].kind, Kind::kPath);
}

TEST(Labels, LeavesThatNeedFactsOfTheCaller) {
  EXPECT_EQ(condition_of("{document_type: [contract]}").kind, Kind::kDocumentType);
  EXPECT_EQ(condition_of("{direction: outbound}").kind, Kind::kDirection);
  EXPECT_EQ(condition_of("{own_label: [secret]}").kind, Kind::kOwnLabel);
  EXPECT_EQ(condition_of("{format: pdf}").kind, Kind::kFormat);
}

struct Row {
  std::string yaml;
  const char* message;
  const char* fix;
};

TEST(Labels, Mistakes) {
  const Row rows[] = {
      {labels_with("{cuont: {of: iban}}"), "unknown key 'cuont' in condition", "'count'"},
      {labels_with("{count: {of: iban, at_last: 2}}"), "unknown key 'at_last' in count", "'at_least'"},
      {labels_with("{count: {at_least: 2}}"), "count has no 'of'", "add the key"},
      {labels_with("{count: {of: iban, at_least: 2, distinct: 2}}"), "exclude each other", "not both"},
      {labels_with("{count: {of: iban, at_least: 65537}}"), "out of range", "65536"},
      {labels_with("{count: {of: 'categorie:phi'}}"), "ill-formed selector", "category:NAME"},
      {labels_with("{verdict: scaned}"), "verdict cannot be 'scaned'", "'scanned'"},
      {labels_with("{gap: inert}"), "gap cannot be 'inert'", "content"},
      {labels_with("{direction: out}"), "direction cannot be 'out'", "outbound"},
      {labels_with("{always: false}"), "always can only be true", "always: true"},
      {labels_with("{all: []}"), "all holds no condition", "delete"},
      {labels_with("{}"), "the condition is empty", "always"},
      {labels_with("{always: true}"), "can never decide", "move it to the end"},
      {"version: 1\nlabels: [low]\nrules:\n  - {id: a, label: lwo, why: x, when: {always: true}}\n", "unknown label 'lwo'",
       "'low'"},
      {"version: 1\nlabels: [low]\nrules:\n  - {id: a, label: low, why: x, when: {gap: content}}\n", "would get no label",
       "always"},
      {"version: 1\nlabels: [low]\nrules: []\n", "rules is empty", "always"},
      {labels_with("{gap: content}") + "cases:\n  - {name: n, expect: hihg}\n", "unknown label 'hihg'", "'high'"},
      {labels_with("{gap: content}") + "cases:\n  - {name: n, expect: high, findings: {iban: 0}}\n", "out of range",
       "1 to 65536"},
  };
  for (const Row& row : rows) {
    const auto loaded = load_text(row.yaml);
    ASSERT_FALSE(loaded.ok()) << row.message;
    const auto same = [&](const Diagnostic& d) {
      return d.line > 0 && d.message.find(row.message) != d.message.npos && d.fix.find(row.fix) != d.fix.npos;
    };
    EXPECT_TRUE(std::any_of(loaded.error().begin(), loaded.error().end(), same))
        << row.message << ", got " << loaded.error().front().text();
  }
}

TEST(Labels, OnlyOneFileMayDefineThem) {
  const TempFolder folder;
  folder.write("a.yaml", labels_with("{gap: content}"));
  folder.write("b.yaml", labels_with("{gap: content}"));
  const auto loaded = load({folder.path()});
  ASSERT_FALSE(loaded.ok());
  EXPECT_NE(loaded.error().front().message.find("in another file already"), std::string::npos);
}

}  // namespace
}  // namespace assay::rulepack
