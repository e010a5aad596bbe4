#include "eval/evaluation.h"

#include <gtest/gtest.h>

#include <fstream>

#include "eval/gates.h"
#include "eval/json_text.h"
#include "eval/page.h"
#include "eval/table_text.h"

namespace assay::eval {
namespace {

constexpr const char* kPack = R"(pack: t
version: 1.0.0
detectors:
  - id: t_customer
    name: {en: Customer, de: Kunde}
    category: pii
    jurisdiction: GLOBAL
    regulations: [GDPR]
    patterns: ['KX\d{6}']
    boundary: word
    context: {any: [customer]}
    confidence: {alone: 60, context: 85}
    examples: ['customer KX123456', 'customer KX123457']
    counter: ['XKX123456', 'KX12345', 'KX1234567']
    source: test
  - id: t_order
    name: {en: Order, de: Bestellung}
    category: pii
    jurisdiction: GLOBAL
    regulations: [GDPR]
    patterns: ['OX\d{6}']
    boundary: word
    confidence: {alone: 70}
    examples: ['OX123456', 'OX123457']
    counter: ['XOX123456', 'OX12345', 'OX1234567']
    source: test
)";

std::shared_ptr<const Engine> engine() {
  const std::string path = testing::TempDir() + "eval_pack.yaml";
  std::ofstream(path) << kPack;
  const auto rules = RuleSet::load({.paths = {path}, .use_cache = false});
  EXPECT_TRUE(rules.ok()) << rules.error().front().text();
  return rules.ok() ? Engine::create({.rules = rules.value()}).value() : nullptr;
}

LabelledText text(const char* id, const char* content, std::vector<Label> labels) {
  LabelledText out;
  out.id = id, out.lang = "en", out.text = content, out.labels = std::move(labels);
  return out;
}

std::vector<LabelledText> texts() {
  LabelledText table = text("t", "customer,n\nKX111111,2\n", {{"t_customer", {}, {}, {11, 19}, false}});
  table.kind = LabelledText::Kind::kTable;
  LabelledText trap = text("h", "part OX222222", {});
  trap.hard = "part";
  return {text("a", "customer KX123456 here", {{"t_customer", {}, {}, {9, 17}, false}}),
          text("b", "just KX123456", {{"t_customer", {}, {}, {5, 13}, false}}),
          text("c", "see Q1", {{"t_unknown", {}, {}, {4, 6}, false}}), table, trap};
}

TEST(Evaluation, CountsPerDetectorAndThreshold) {
  const Evaluation e = evaluate(engine(), texts(), {});
  const auto& customer = e.detectors.at("t_customer").at;
  EXPECT_EQ(customer.at(50).found, 3U);
  EXPECT_EQ(customer.at(65).found, 2U) << "alone it has 60";
  EXPECT_EQ(customer.at(90).found, 0U);
  EXPECT_EQ(customer.at(65).labels, 3U);
  EXPECT_EQ(e.detectors.at("t_order").at.at(65).false_alarms, 1U);
  EXPECT_EQ(e.detectors.at("t_order").at.at(75).false_alarms, 0U);
  EXPECT_EQ(e.unknown.at("t_unknown"), 1U);
  EXPECT_EQ(e.groups.at("hard").at("part").tally.false_alarms, 1U);
  EXPECT_EQ(e.groups.at("kind").at("table").tally.found, 1U);
  EXPECT_EQ(e.tables, 1U);
  EXPECT_EQ(e.texts, 4U);
}

TEST(Evaluation, MissesSayWhatWasThereBelowTheThreshold) {
  const Evaluation e = evaluate(engine(), texts(), {});
  ASSERT_EQ(e.misses.size(), 1U);
  EXPECT_EQ(e.misses[0].text_id, "b");
  EXPECT_EQ(e.misses[0].confidence, 60);
  EXPECT_EQ(e.misses[0].value, "XX######") << "masked";
  const Evaluation shown = evaluate(engine(), texts(), {.show_values = true});
  EXPECT_EQ(shown.misses[0].value, "KX123456");
}

TEST(Evaluation, WhatIsLeftOutDoesNotCountInTotals) {
  const Evaluation all = evaluate(engine(), texts(), {});
  const Evaluation part = evaluate(engine(), texts(), {.leave_out = {"t_order"}});
  EXPECT_LT(all.micro.at(65).precision(), 1.0);
  EXPECT_EQ(part.micro.at(65).precision(), 1.0);
  EXPECT_EQ(macro(part, 65).detectors, 1U);
}

TEST(Gates, SayWhatFellBelowItsFloor) {
  const Evaluation e = evaluate(engine(), texts(), {});
  EXPECT_TRUE(broken({}, e).empty());
  const std::vector<std::string> total = broken({.total = {0.97, 0.6}}, e);
  EXPECT_EQ(total, std::vector<std::string>{"total: precision 0.6666 is below 0.9700"});
  EXPECT_EQ(broken({.detector = {0, 0.9}}, e), std::vector<std::string>{"t_customer: recall 0.6666 is below 0.9000"});
  EXPECT_TRUE(broken({.detector = {0, 0.9}, .own = {{"t_customer", {0, 0.5}}}}, e).empty());
}

TEST(Renderings, NameTheFaultsAndHideTheValues) {
  const Evaluation e = evaluate(engine(), texts(), {});
  const std::vector<std::string> rendered{table_text(e, {"gate <x>"}, {}), json_text(e, {"gate <x>"}),
                                          page(e, {"gate <x>"}, Language::kGerman)};
  for (const std::string& one : rendered) {
    EXPECT_NE(one.find("t_customer"), std::string::npos);
    EXPECT_NE(one.find("XX######"), std::string::npos);
    EXPECT_EQ(one.find("KX123456"), std::string::npos);
  }
  EXPECT_NE(rendered[2].find("gate &lt;x&gt;"), std::string::npos);
  EXPECT_NE(rendered[2].find("Trefferquote"), std::string::npos);
  EXPECT_EQ(rendered[2].find("://"), std::string::npos) << "the page needs nothing else";
}

}  // namespace
}  // namespace assay::eval
