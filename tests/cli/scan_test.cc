// `assay scan` from outside: messages, exit codes, the same bytes whatever the jobs and the locale.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>

#include "program.h"
#include "tree.h"

namespace assay {
namespace {

using testing::Conversation;
using testing::Outcome;
using testing::run;
using testing::RunOptions;
using testing::Tree;

constexpr const char* kCard = "Kreditkarte 4539 5780 4812 4173 gültig bis 12/29\n";
constexpr const char* kCardDigits = "4539 5780 4812 4173";

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// The hashed parts of JSON Lines.
std::string results(const std::string& jsonl) {
  std::string out;
  for (std::size_t at = 0, end = 0; (end = jsonl.find('\n', at)) != std::string::npos; at = end + 1) {
    const std::string line = jsonl.substr(at, end - at);
    out += line.substr(0, line.find(",\"run\":{\"host\"")) + "\n";
  }
  return out;
}

TEST(Scan, FindsAndSaysSo) {
  Tree tree;
  tree.file("a.txt", kCard);
  tree.file("b.txt", "nothing here\n");
  const Outcome got = testing::run({"scan", tree.path()});
  EXPECT_EQ(got.code, 1) << got.err;
  EXPECT_TRUE(holds(got.out, "credit_card")) << got.out;
  EXPECT_TRUE(holds(got.out, "a.txt"));
  EXPECT_TRUE(holds(got.out, "b.txt"));
  EXPECT_TRUE(holds(got.out, "Files       2: 2 scanned")) << got.out;
  EXPECT_FALSE(holds(got.out, kCardDigits)) << "values are masked";
  EXPECT_FALSE(holds(got.out, "\x1b")) << "no colour into a pipe";
}

TEST(Scan, NothingFoundAndAllRead) {
  Tree tree;
  tree.file("b.txt", "nothing here\n");
  EXPECT_EQ(run({"scan", tree.path()}).code, 0);
}

TEST(Scan, WhatTheDeadlineLeavesUnreadIsNamed) {
  Tree tree;
  tree.file("a.txt", kCard);
  const Outcome late = run({"scan", "--deadline", "0.001", "--format", "jsonl", tree.path()});
  EXPECT_EQ(late.code, 3) << late.err;
  EXPECT_TRUE(holds(late.out, "\"limit_exceeded\"")) << late.out;
  EXPECT_TRUE(holds(late.out, "\"time\""));
  EXPECT_EQ(run({"scan", "--deadline", "600", tree.path()}).code, 1);
  EXPECT_EQ(run({"scan", "--deadline", "0", tree.path()}).code, 2) << "zero is no time and not 'no limit'";
}

TEST(BadInput, MissingPathAndTheRestGoesOn) {
  Tree tree;
  tree.file("a.txt", kCard);
  const Outcome got = testing::run({"scan", tree.path("missing"), tree.path("a.txt")});
  EXPECT_EQ(got.code, 4) << got.err;
  EXPECT_TRUE(holds(got.out, "No such file or directory")) << got.out;
  EXPECT_TRUE(holds(got.out, "credit_card"));
  EXPECT_TRUE(holds(got.out, "Files       2: 1 scanned, 1 error"));
  EXPECT_EQ(testing::run({"scan", tree.path("missing")}).code, 3);
}

TEST(BadInput, UnreadableFile) {
  Tree tree;
  ::chmod(tree.file("closed.txt").c_str(), 0);
  RunOptions options;
  options.as_nobody = true;
  const Outcome got = testing::run({"scan", tree.path()}, options);
  EXPECT_EQ(got.code, 3) << got.err;
  EXPECT_TRUE(holds(got.out, "Permission denied")) << got.out << got.err;
}

TEST(BadInput, FifoAndDeviceDoNotBlock) {
  Tree tree;
  tree.pipe("pipe");
  const Outcome got = testing::run({"scan", tree.path(), "/dev/zero"});
  EXPECT_EQ(got.code, 3) << got.err;
  EXPECT_TRUE(holds(got.out, "a named pipe (FIFO), not a file")) << got.out;
  EXPECT_TRUE(holds(got.out, "a character device, not a file"));
}

TEST(BadInput, DirectoryLoop) {
  Tree tree;
  tree.file("d/f", "x\n");
  tree.link("d/up", "..");
  tree.link("self", "self");
  const Outcome got = testing::run({"scan", tree.path()});
  EXPECT_EQ(got.code, 0) << got.out;
  EXPECT_TRUE(holds(got.out, "Files       1: 1 scanned")) << got.out;
  EXPECT_TRUE(holds(got.out, "2 symbolic links not followed"));
}

TEST(BadInput, EmptyFile) {
  Tree tree;
  const Outcome got = testing::run({"scan", tree.file("empty", "")});
  EXPECT_EQ(got.code, 0) << got.out;
  EXPECT_TRUE(holds(got.out, "1 scanned"));
}

TEST(BadInput, RuleFileWithAnError) {
  Tree tree;
  const std::string pack = tree.file("bad.yaml", "pack: bad\nversion: 1.0.0\ndetectors:\n  - id: x\n    patterns: ['(']\n");
  const Outcome got = testing::run({"scan", "--rules", pack, tree.path()});
  EXPECT_EQ(got.code, 2) << got.out;
  EXPECT_TRUE(holds(got.err, "bad.yaml:")) << got.err;
  EXPECT_TRUE(got.out.empty());
}

TEST(BadInput, CommandLine) {
  const struct {
    std::vector<std::string> arguments;
    const char* message;
  } kCases[] = {
      {{}, "no command was given"},
      {{"scan"}, "PATH is required"},
      {{"scan", "--jbos", "2", "."}, "unknown option '--jbos'; did you mean --jobs?"},
      {{"scan", "--frmat=json", "."}, "unknown option '--frmat'; did you mean --format?"},
      {{"scna", "."}, "unknown argument 'scna'; did you mean scan?"},
      {{"rules"}, "a command is missing: list, lint, test"},
      {{"rules", "lits"}, "did you mean list?"},
      {{"scan", "--format", "xml", "."}, "'xml' is none of"},
      {{"scan", "-j", "many", "."}, "--jobs"},
      {{"scan", "--min-confidence", "101", "."}, "'101' is neither"},
      {{"scan", "--fail-on", "everything", "."}, "unknown condition 'everything'"},
      {{"scan", "--profile", "x", "."}, "'x' is neither gateway nor share"},
      {{"scan", "--max-depth", "0", "."}, "max_depth"},
      {{"scan", "--max-input", "big", "."}, "'big' is not a SIZE such as 512M"},
      {{"scan", "--output", "/nowhere/at/all", "."}, "cannot be written"},
      {{"scan", "--color", "blue", "."}, "'blue' is none of"},
      {{"extract"}, "FILE is required"},
      {{"detect", "file"}, "unknown argument 'file'"},
  };
  for (const auto& bad : kCases) {
    const Outcome got = testing::run(bad.arguments);
    EXPECT_EQ(got.code, 2) << bad.message;
    EXPECT_TRUE(holds(got.err, bad.message)) << bad.message << "\n" << got.err;
    EXPECT_TRUE(got.out.empty()) << bad.message;
  }
}

TEST(BadInput, HostileNamesDoNotReachTheTerminal) {
  Tree tree;
  tree.file("a\x1b]0;owned\x07.txt", kCard);
  const Outcome got = testing::run({"scan", tree.path(), tree.path("gone\x1b[2J")});
  EXPECT_FALSE(holds(got.out + got.err, "\x1b"));
  EXPECT_TRUE(holds(got.out, "a␛]0;owned␇.txt")) << got.out;
  const Outcome json = testing::run({"scan", "--format", "jsonl", tree.path("gone\x1b[2J")});
  EXPECT_FALSE(holds(json.out + json.err, "\x1b"));
}

TEST(Help, TeachesAndNamesEveryExitCode) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{{"--help"}, {"scan", "--help"}}) {
    const Outcome got = testing::run(arguments);
    EXPECT_EQ(got.code, 0);
    for (const char* part : {"Examples:", "  0  ", "  1  ", "  2  ", "  3  ", "  4  ", "  130  ", "Next:"})
      EXPECT_TRUE(holds(got.out, part)) << part;
    EXPECT_LT(got.out.find("Examples:"), got.out.find("Options:"));
  }
  for (const char* command : {"detect", "extract", "rules"}) EXPECT_TRUE(holds(run({command, "--help"}).out, "Exit codes:"));
}

TEST(Version, NamesTheEngine) {
  const Outcome got = testing::run({"--version"});
  EXPECT_EQ(got.code, 0);
  EXPECT_EQ(got.out.rfind("assay " ASSAY_VERSION "\n", 0), 0U);
  EXPECT_TRUE(holds(got.out, "engine: assay")) << got.out;
}

TEST(Json, ObeysTheSchemaAndTheHash) {
  Tree tree;
  tree.file("a.txt", kCard);
  tree.file("bad\xFF.txt", "x\n");
  tree.pipe("pipe");
  tree.link("link", "a.txt");
  const std::string out = tree.path("out.jsonl");
  const Outcome got = testing::run({"scan", "--explain", "--format", "jsonl", "-o", out, tree.path("a.txt"),
                                    tree.path("bad\xFF.txt"), tree.path("pipe"), tree.path()});
  EXPECT_EQ(got.code, 4) << got.err;
  const std::string check =
      "/usr/bin/python3 " ASSAY_SOURCE_DIR "/tests/report/check_jsonl.py " ASSAY_SOURCE_DIR "/docs/report.schema.json " + out;
  EXPECT_EQ(std::system(check.c_str()), 0);
}

TEST(Json, OneDocument) {
  Tree tree;
  tree.file("a.txt", kCard);
  tree.file("b.txt", "x\n");
  const Outcome got = testing::run({"scan", "--format", "json", tree.path()});
  const std::string file = tree.file("whole.json", got.out);
  const std::string check =
      "/usr/bin/python3 -c 'import json,sys; d=json.load(open(sys.argv[1])); assert len(d[\"reports\"])==2; "
      "assert d[\"totals\"][\"files\"]==2 and d[\"totals\"][\"findings\"]==2, d[\"totals\"]' " +
      file;
  EXPECT_EQ(std::system(check.c_str()), 0) << got.out;
}

TEST(Same, BytesWhateverTheJobsAndTheLocale) {
  Tree tree;
  for (int i = 0; i < 60; ++i)
    tree.file("d" + std::to_string(i % 4) + "/I" + std::to_string(i) + ".txt",
              std::string(static_cast<std::size_t>(i), 'i') + "\n" + kCard);
  tree.pipe("pipe");
  const std::vector<std::string> common{"scan", "--format", "jsonl", "-q", "--key-file", tree.path("key")};
  const auto with = [&](std::vector<std::string> more, std::vector<std::string> environment) {
    std::vector<std::string> arguments = common;
    arguments.insert(arguments.end(), more.begin(), more.end());
    arguments.push_back(tree.path("d0"));
    for (const char* name : {"d1", "d2", "d3", "pipe"}) arguments.push_back(tree.path(name));
    RunOptions options;
    options.environment = std::move(environment);
    return results(testing::run(arguments, options).out);
  };
  const std::string one = with({"-j1"}, {});
  EXPECT_EQ(std::count(one.begin(), one.end(), '\n'), 61);
  EXPECT_EQ(with({"-j2"}, {}), one);
  EXPECT_EQ(with({"-j7"}, {}), one);
  EXPECT_EQ(with({"-j2"}, {"LC_ALL=tr_TR.UTF-8"}), one);
}

TEST(FailOn, DecidesTheExitCode) {
  Tree tree;
  tree.file("a.txt", kCard);
  EXPECT_EQ(run({"scan", "--fail-on", "confidence:100", tree.path()}).code, 0);
  EXPECT_EQ(run({"scan", "--fail-on", "public", tree.path()}).code, 1);
  tree.pipe("pipe");
  EXPECT_EQ(run({"scan", "--fail-on", "confidence:100", tree.path()}).code, 3);
  EXPECT_EQ(run({"scan", "--fail-on", "gap:never", tree.path()}).code, 1);
  EXPECT_EQ(run({"scan", tree.path()}).code, 4);
}

TEST(Values, OnlyWhenAskedAndWithAWarning) {
  Tree tree;
  tree.file("a.txt", kCard);
  for (const char* format : {"table", "jsonl", "json"}) {
    const Outcome without = run({"scan", "--explain", "--format", format, tree.path()});
    EXPECT_FALSE(holds(without.out + without.err, kCardDigits)) << format;
    const Outcome with = run({"scan", "--show-values", "--format", format, tree.path()});
    EXPECT_TRUE(holds(with.out, kCardDigits)) << format;
    EXPECT_TRUE(holds(with.err, "sensitive values")) << format;
  }
}

TEST(Output, IsPrivate) {
  Tree tree;
  tree.file("in/a.txt", kCard);
  const std::string out = tree.file("out.txt", std::string(100'000, 'x'));
  ::chmod(out.c_str(), 0666);
  EXPECT_EQ(run({"scan", "-o", out, tree.path("in")}).code, 1);
  struct stat facts {};
  ASSERT_EQ(::stat(out.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600U);
  EXPECT_LT(facts.st_size, 10'000);
}

TEST(Output, ThatCannotBeWrittenIsSaid) {
  Tree tree;
  tree.file("a.txt", kCard);
  const Outcome got = testing::run({"scan", "-o", "/dev/full", tree.path()});
  EXPECT_EQ(got.code, 2);
  EXPECT_TRUE(holds(got.err, "No space left on device")) << got.err;
}

TEST(Terminal, ColourAndNoColour) {
  Tree tree;
  tree.file("a.txt", kCard);
  const auto colour = "\x1b[1m";
  EXPECT_TRUE(holds(testing::run_on_terminal({"scan", "--progress", "never", tree.path()}).out, colour));
  EXPECT_FALSE(holds(testing::run_on_terminal({"scan", "--progress", "never", tree.path()}, {"NO_COLOR=1"}).out, "\x1b["));
  EXPECT_FALSE(holds(testing::run_on_terminal({"scan", "--progress", "never", "--color", "never", tree.path()}).out, "\x1b["));
  EXPECT_TRUE(holds(run({"scan", "--color", "always", tree.path()}).out, colour));
}

TEST(Terminal, ProgressIsShownAndErased) {
  Tree tree;
  tree.file("a.txt", kCard);
  const Outcome got = testing::run_on_terminal({"scan", "--color", "never", tree.path()});
  const auto line = got.out.find("1/1 file");
  ASSERT_NE(line, std::string::npos) << got.out;
  EXPECT_NE(got.out.find("\r\x1b[K", line), std::string::npos) << "erased at the end";
  EXPECT_LT(got.out.rfind("\x1b[K"), got.out.find("Files  "));
}

TEST(StandardInput, IsScanned) {
  RunOptions options;
  options.input = kCard;
  const Outcome got = testing::run({"scan", "-"}, options);
  EXPECT_EQ(got.code, 1) << got.err;
  EXPECT_TRUE(holds(got.out, "credit_card"));
}

TEST(Signals, TheFirstEndsCleanlyWithTheSummary) {
  for (const int signal : {SIGINT, SIGTERM}) {
    Conversation scan({"scan", "-"});
    scan.say(kCard);
    scan.send(signal);
    const Outcome got = scan.end();
    EXPECT_EQ(got.code, 130);
    EXPECT_TRUE(holds(got.out, "Interrupted")) << got.out;
    EXPECT_TRUE(holds(got.out, "cancelled")) << got.out;
  }
}

TEST(BrokenPipe, EndsQuietly) {
  Tree tree;
  for (int i = 0; i < 300; ++i) tree.file("f" + std::to_string(i), kCard);
  const std::string err = tree.path("err.txt");
  const std::string command = "HOME=" ASSAY_BINARY_DIR "/test-home " ASSAY_PROGRAM " scan -q --format jsonl " + tree.path() +
                              " 2>" + err + " | head -n 1 >/dev/null";
  EXPECT_EQ(std::system(command.c_str()), 0);
  EXPECT_EQ(std::filesystem::file_size(err), 0U);
}

}  // namespace
}  // namespace assay
