// The tools for authors of rules, run as a person would.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "program.h"

namespace assay::testing {
namespace {
namespace fs = std::filesystem;

class RuleTools : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "assay-tools-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) const {
    const std::string path = folder_ + "/" + name;
    fs::create_directories(fs::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }

  static bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

  std::vector<std::string> new_rule(const std::string& regex, const std::string& counter) const {
    return {"rules",          "new",
            "--id",           "acme_customer",
            "--name",         "ACME customer",
            "--category",     "pii",
            "--jurisdiction", "DE",
            "--regex",        regex,
            "--check",        "{luhn: true}",
            "--phrase",       "Kundennummer",
            "--example",      "Kundennummer K-12345674",
            "--counter",      counter,
            "--output",       folder_ + "/mine.yaml"};
  }

  const std::string kRules = ASSAY_SOURCE_DIR "/rules";
  std::string folder_;
};

TEST_F(RuleTools, NewWritesADetectorThatFindsItsExample) {
  const Outcome made = run(new_rule("K-?\\d{8}", "Kundennummer K-12345675"));
  EXPECT_EQ(made.code, 0) << made.err;
  const Outcome found = run({"detect", "--rules", folder_ + "/mine.yaml", "--no-cache"},
                            {.input = "{\"id\":1,\"text\":\"Kundennummer K-12345674\"}\n"});
  EXPECT_TRUE(has(found.out, "acme_customer")) << found.out << found.err;
}

TEST_F(RuleTools, NewSaysWhenACounterExampleIsFoundAfterAll) {
  const Outcome made = run(new_rule("K-?\\d{8}", "Kundennummer K-12345674"));
  EXPECT_EQ(made.code, 1);
  EXPECT_TRUE(has(made.err, "1 failure")) << made.err;
}

TEST_F(RuleTools, NewWritesNothingUnsoundAndOverNothing) {
  EXPECT_EQ(run(new_rule("K-+", "x")).code, 2);
  EXPECT_FALSE(fs::exists(folder_ + "/mine.yaml"));
  write("mine.yaml", "precious");
  EXPECT_EQ(run(new_rule("K-?\\d{8}", "x")).code, 2);
  EXPECT_EQ(fs::file_size(folder_ + "/mine.yaml"), 8U);
}

TEST_F(RuleTools, NewWithoutATerminalNamesWhatIsMissing) {
  const Outcome made = run({"rules", "new", "--id", "x"});
  EXPECT_EQ(made.code, 2);
  EXPECT_TRUE(has(made.err, "--name is missing")) << made.err;
}

TEST_F(RuleTools, DiffNamesFilesAndFindingsThatChange) {
  const std::string text = write("files/a.txt", "write to bob@corp-acme.com\n");
  write("files/b.txt", "nothing\n");
  fs::copy(kRules, folder_ + "/new");
  write("new/zz.yaml", "pack: mine\nversion: 1\ndetectors:\n  - {override: email_address, enabled: false}\n");
  const Outcome same = run({"rules", "diff", kRules, kRules, folder_ + "/files"});
  EXPECT_EQ(same.code, 0) << same.out << same.err;
  const Outcome other = run({"rules", "diff", kRules, folder_ + "/new", folder_ + "/files"});
  EXPECT_EQ(other.code, 1) << other.err;
  EXPECT_TRUE(has(other.out, "a.txt") && has(other.out, "- email_address")) << other.out;
  EXPECT_FALSE(has(other.out, "b.txt"));
  EXPECT_FALSE(has(other.out, "bob@")) << "values are masked";
  const Outcome json = run({"rules", "diff", kRules, folder_ + "/new", folder_ + "/files", "--json"});
  EXPECT_TRUE(has(json.out, "\"removed\":[{")) << json.out;
}

TEST_F(RuleTools, ExplainShowsPatternCheckContextCost) {
  const Outcome told =
      run({"rules", "explain", "iban", "--rules", kRules, "--on", write("t.txt", "IBAN DE89 3704 0044 0532 0130 00\n")});
  EXPECT_EQ(told.code, 0) << told.err;
  for (const char* part : {".yaml:", "boundary", "iban; lets 1 %", "context", "microseconds per MB", "findings per MB"})
    EXPECT_TRUE(has(told.out, part)) << part << "\n" << told.out;
  EXPECT_TRUE(has(run({"rules", "explain", "ibna", "--rules", kRules}).err, "'iban'"));
}

TEST_F(RuleTools, BenchListsEachRuleOnce) {
  const Outcome measured = run({"rules", "bench", "--rules", kRules, "--only", "iban,mac_address", "--json",
                                write("t.txt", "IBAN DE89 3704 0044 0532 0130 00\n")});
  EXPECT_EQ(measured.code, 0) << measured.err;
  EXPECT_EQ(std::count(measured.out.begin(), measured.out.end(), '\n'), 2);
  EXPECT_TRUE(has(measured.out, "\"findings\":1,\"id\":\"iban\"")) << measured.out;
}

TEST_F(RuleTools, SelectByCountryCategoryAndOwnFolder) {
  const auto ids = [&](std::vector<std::string> flags) {
    flags.insert(flags.begin(), {"rules", "list", "--json", "--rules", kRules});
    return run(flags).out;
  };
  EXPECT_TRUE(has(ids({"--only", "DE"}), "de_tax_id"));
  EXPECT_FALSE(has(ids({"--only", "DE"}), "\"us_ssn\""));
  EXPECT_FALSE(has(ids({"--skip", "financial"}), "\"iban\",\"jur"));
  const std::string mine = write("mine.yaml", "pack: m\nversion: 1\ndetectors:\n  - {id: my_iban, inherit: iban}\n");
  EXPECT_TRUE(has(ids({"--add-rules", mine}), "my_iban"));
  EXPECT_EQ(run({"rules", "list", "--rules", kRules, "--only", "nobody"}).code, 2);
}

TEST_F(RuleTools, ImportWritesWhatLoadsAndNamesTheRest) {
  const std::string foreign =
      write("g.toml",
            "[[rules]]\nid = \"acme-token\"\ndescription = \"ACME\"\nregex = '''\\bacm_[0-9a-f]{16}\\b'''\n"
            "[[rules]]\nid = \"look\"\nregex = '''a(?=b)'''\n");
  const Outcome made = run({"rules", "import", foreign, "--output", folder_ + "/g.yaml"});
  EXPECT_EQ(made.code, 1) << made.err;
  EXPECT_TRUE(has(made.err, "left out: look") && has(made.err, "1 detector carried over")) << made.err;
  const Outcome found = run({"detect", "--rules", folder_ + "/g.yaml", "--no-cache"},
                            {.input = "{\"id\":1,\"text\":\"t acm_0123456789abcdef\"}\n"});
  EXPECT_TRUE(has(found.out, "acme_token")) << found.out << found.err;
  EXPECT_EQ(run({"rules", "import", write("x", "hello")}).code, 2);
}

TEST_F(RuleTools, WatchRunsAgainWhenAFileIsSaved) {
  const std::string pack = write("p.yaml", "pack: p\n");
  Conversation watching({"rules", "lint", "--watch", "--rules", pack});
  EXPECT_TRUE(has(watching.hear_line(), "no 'version'"));
  EXPECT_TRUE(has(watching.hear_line(), "1 error"));
  write("p.yaml", "pack: p\nversion: 1\nbad: 1\n");
  EXPECT_TRUE(has(watching.hear_line(), "unknown key 'bad'"));
  watching.send(2);
  watching.end();
}

}  // namespace
}  // namespace assay::testing
