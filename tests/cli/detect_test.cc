// `assay detect`, `assay extract`, `assay rules` from outside.
#include <gtest/gtest.h>

#include <csignal>

#include "program.h"
#include "tree.h"

namespace assay {
namespace {

using testing::Conversation;
using testing::Outcome;
using testing::run;
using testing::RunOptions;
using testing::Tree;

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Outcome detect(const std::string& input, std::vector<std::string> arguments = {}) {
  RunOptions options;
  options.input = input;
  arguments.insert(arguments.begin(), "detect");
  return run(arguments, options);
}

TEST(Detect, OneLineOutPerLineInInOrder) {
  std::string input, expected;
  for (int i = 0; i < 5000; ++i) {
    input += "{\"id\":" + std::to_string(i) + ",\"text\":\"nothing in here, number " + std::to_string(i) + "\"}\n";
    expected += "{\"id\":" + std::to_string(i) + ",\"findings\":[]}\n";
  }
  const Outcome got = detect(input);
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_EQ(got.out, expected);
}

TEST(Detect, OffsetsCountBytesOfUtf8) {
  const Outcome got = detect("{\"text\":\"Gültige Kreditkarte: 4539 5780 4812 4173.\",\"id\":\"ä\"}");
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_EQ(got.out.rfind("{\"id\":\"ä\",\"findings\":[{\"type\":\"credit_card\",\"start\":22,\"end\":41,\"confidence\":", 0), 0U)
      << got.out;
}

TEST(Detect, ExplainSaysWhatTheCheckAndTheContextWere) {
  const Outcome got = detect("{\"id\":1,\"text\":\"Kreditkarte: 4539 5780 4812 4173\"}\n", {"--explain"});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_TRUE(holds(got.out, "\"explain\":{\"check\":\"passed\",\"context\":\"Kreditkarte\",\"context_distance\":2,")) << got.out;
  EXPECT_TRUE(holds(got.out, "],\"losers\":[")) << got.out;
}

TEST(Detect, MinConfidence) {
  const std::string line = "{\"id\":1,\"text\":\"Kreditkarte: 4539 5780 4812 4173\"}\n";
  EXPECT_TRUE(holds(detect(line).out, "credit_card"));
  EXPECT_EQ(detect(line, {"--min-confidence", "100"}).out, "{\"id\":1,\"findings\":[]}\n");
}

TEST(Detect, MalformedLinesAreAnsweredAndTheRestGoesOn) {
  const Outcome got = detect("nonsense\n\n{\"id\":[1],\"text\":\"fine\"}\n{\"id\":2}");
  EXPECT_EQ(got.code, 2);
  EXPECT_EQ(got.out,
            "{\"id\":null,\"error\":\"the line is not a JSON object\"}\n"
            "{\"id\":null,\"error\":\"the line is empty\"}\n"
            "{\"id\":[1],\"findings\":[]}\n"
            "{\"id\":2,\"error\":\"the object has no member \\\"text\\\"\"}\n");
}

TEST(Detect, NoInputIsFine) {
  EXPECT_EQ(detect("").code, 0);
  EXPECT_EQ(detect("").out, "");
}

TEST(Detect, ALineBeyondTheBufferIsOneLine) {
  const std::string text(3 << 20, 'x');
  const Outcome got = detect("{\"id\":1,\"text\":\"" + text + "\"}\n{\"id\":2,\"text\":\"\"}\n");
  EXPECT_EQ(got.out, "{\"id\":1,\"findings\":[]}\n{\"id\":2,\"findings\":[]}\n");
}

TEST(Detect, AnswersBeforeTheNextQuestion) {
  Conversation detect({"detect"});
  for (int i = 0; i < 3; ++i) {
    detect.say("{\"id\":" + std::to_string(i) + ",\"text\":\"x\"}\n");
    EXPECT_EQ(detect.hear_line(), "{\"id\":" + std::to_string(i) + ",\"findings\":[]}");
  }
  detect.hang_up();
  EXPECT_EQ(detect.end().code, 0);
}

TEST(Detect, ASignalEndsTheWait) {
  Conversation detect({"detect"});
  detect.say("{\"id\":1,\"text\":\"x\"}\n");
  EXPECT_EQ(detect.hear_line(), "{\"id\":1,\"findings\":[]}");
  detect.send(SIGINT);
  EXPECT_EQ(detect.end().code, 130);
}

TEST(Extract, PrintsTheText) {
  Tree tree;
  const std::string path = tree.file("a.txt", "first line\nzweite Zeile: ä\n");
  const Outcome got = testing::run({"extract", path});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_TRUE(holds(got.out, "==> " + path + " <==\n")) << got.out;
  EXPECT_TRUE(holds(got.out, "first line\nzweite Zeile: ä\n"));
  EXPECT_FALSE(holds(testing::run({"extract", "--no-headers", path}).out, "==>"));
}

TEST(Extract, JsonNamesPartPlaceAndRange) {
  Tree tree;
  const Outcome got = testing::run({"extract", "--json", tree.file("a.txt", "first line\n")});
  EXPECT_EQ(got.code, 0) << got.err;
  for (const char* key : {"\"part\":", "\"part_index\":", "\"range\":[0,", "\"locator\":{", "\"text\":\"first line"})
    EXPECT_TRUE(holds(got.out, key)) << got.out;
}

TEST(Extract, WhatIsNotReadIsSaidAndTheCodeTells) {
  Tree tree;
  EXPECT_EQ(run({"extract", tree.path("missing")}).code, 3);
  const Outcome cut =
      run({"extract", tree.file("cut.zip", std::string("PK\x03\x04\x14\0\0\0\x08\0", 10) + std::string(60, 'x'))});
  EXPECT_EQ(cut.code, 3);
  EXPECT_TRUE(holds(cut.err, "cut.zip")) << cut.err;
}

TEST(Rules, ListAndTest) {
  const Outcome list = run({"rules", "list"});
  EXPECT_EQ(list.code, 0) << list.err;
  for (const char* id : {"credit_card", "iban", "de_tax_id", "aws_access_key_id"}) EXPECT_TRUE(holds(list.out, id)) << id;
  EXPECT_TRUE(holds(run({"rules", "list", "--json"}).out, "\"id\":\"iban\""));
  const Outcome test = run({"rules", "test"});
  EXPECT_EQ(test.code, 0) << test.out;
  EXPECT_TRUE(holds(test.out, "0 failures"));
}

TEST(Rules, LintNamesThePlace) {
  EXPECT_EQ(run({"rules", "lint"}).code, 0);
  Tree tree;
  const std::string pack = tree.file("bad.yaml", "pack: bad\nversion: 1.0.0\ndetectors:\n  - id: x\n    patterns: ['(']\n");
  const Outcome bad = run({"rules", "lint", "--rules", pack});
  EXPECT_EQ(bad.code, 2);
  EXPECT_TRUE(holds(bad.out, "bad.yaml:")) << bad.out;
  EXPECT_EQ(run({"rules", "list", "--rules", tree.path("missing.yaml")}).code, 2);
}

TEST(Rules, AFailingExampleIsShown) {
  Tree tree;
  const std::string pack = tree.file("mine.yaml",
                                     "pack: mine\nversion: 1.0.0\ndetectors:\n  - id: ticket\n    name: {en: Ticket}\n    "
                                     "category: pii\n    jurisdiction: GLOBAL\n"
                                     "    patterns: ['TICK-\\d{6}']\n    boundary: word\n    confidence: {alone: 80}\n"
                                     "    examples: ['TICK-12345']\n    source: 'this test'\n");
  const Outcome test = run({"rules", "test", "--rules", pack});
  EXPECT_EQ(test.code, 1) << test.out << test.err;
  EXPECT_TRUE(holds(test.out, "ticket")) << test.out;
}

}  // namespace
}  // namespace assay
