// Why and why not, and decisions that are kept: explain, triage, allow list, baseline.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "program.h"

namespace assay::testing {
namespace {
namespace fs = std::filesystem;

class Decisions : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "assay-triage-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    write("files/a.txt", "Mail bob.miller@corp-acme.com\nIBAN DE89 3704 0044 0532 0130 00\n");
    write("files/t.csv", "name,Steuer-ID\nA,86095742719\nB,65929970489\n");
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) const {
    const std::string path = folder_ + "/" + name;
    fs::create_directories(fs::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  std::string read(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(folder_ + "/" + name, std::ios::binary).rdbuf();
    return text.str();
  }
  static bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

  Outcome scan(std::vector<std::string> flags, const std::string& path = "files") const {
    flags.insert(flags.begin(), {"scan", "--rules", kRules, "--key-file", folder_ + "/key"});
    flags.push_back(folder_ + "/" + path);
    return run(flags);
  }
  std::string report() const {
    const std::string path = folder_ + "/r.jsonl";
    EXPECT_EQ(scan({"-q", "--format", "jsonl", "--output", path}).code, 1);
    return path;
  }
  Outcome explain(std::vector<std::string> flags) const {
    flags.insert(flags.begin(), {"explain", "--rules", kRules});
    return run(flags);
  }

  const std::string kRules = ASSAY_SOURCE_DIR "/rules";
  std::string folder_;
};

TEST_F(Decisions, ExplainNamesTheStepThatDropped) {
  const Outcome told = explain({"--text", "Steuer-ID 86 095 742 718"});
  EXPECT_EQ(told.code, 0);
  EXPECT_TRUE(has(told.out, "iso7064 failed")) << told.out;
  EXPECT_TRUE(has(told.out, "'Steuer-ID' 1 characters away"));
}

TEST_F(Decisions, ExplainShowsWhatWouldBeReportedButForOneStep) {
  EXPECT_TRUE(has(explain({"--text", "4111 1111 1111 1111"}).out, "74 -> 0: on a reject list"));
  EXPECT_TRUE(has(explain({"--text", "DE89370400440532013001"}).out, "iban failed, no context\n    0: a check failed"));
  const Outcome idle = explain({"--text", "order 48213-77 of 2024"});
  EXPECT_TRUE(has(idle.out, "nothing else speaks for it; --all shows them")) << idle.out;
  EXPECT_FALSE(has(idle.out, "\n- ")) << idle.out;
}

TEST_F(Decisions, ExplainNamesWhatMadeAFinding) {
  const Outcome told = explain({"--text", "86095742719", "--field", "Steuer-ID"});
  EXPECT_EQ(told.code, 1);
  EXPECT_TRUE(has(told.out, "+ de_tax_id")) << told.out;
  EXPECT_TRUE(has(told.out, "header 'Steuer-ID'")) << told.out;
}

TEST_F(Decisions, ExplainFindsAPlaceInAFile) {
  EXPECT_TRUE(has(explain({folder_ + "/files/a.txt", "--at", "2"}).out, "+ iban"));
  EXPECT_FALSE(has(explain({folder_ + "/files/a.txt", "--at", "1"}).out, "+ iban"));
  EXPECT_TRUE(has(explain({folder_ + "/files/t.csv", "--at", "2"}).out, "+ de_tax_id"))
      << explain({folder_ + "/files/t.csv", "--at", "2"}).out;
  EXPECT_EQ(explain({folder_ + "/files/a.txt", "--at", "none.txt:1"}).code, 2);
  EXPECT_EQ(explain({}).code, 2);
}

TEST_F(Decisions, ExplainAgreesWithAScan) {
  const Outcome json = explain({"--json", "--text", "Karte 4539 5780 4812 4173 Tel. +49 30 901820"});
  EXPECT_TRUE(has(json.out, "\"detector\":\"credit_card\"") && has(json.out, "\"reported\":true")) << json.out;
  EXPECT_TRUE(has(json.out, "\"schema\":\"assay.explain.v1\""));
}

TEST_F(Decisions, TriageKeepsDecisionsAndTheScanKnowsThem) {
  const std::string allow = folder_ + "/allow.yaml", exported = folder_ + "/false.jsonl";
  const Outcome walked =
      run({"triage", report(), "--allow", allow, "--author", "mk", "--export", exported}, {.input = "f\na\nour own\na\n\na\n\n"});
  EXPECT_EQ(walked.code, 0) << walked.err;
  EXPECT_TRUE(has(read("allow.yaml"), "reason: 'our own'") && has(read("allow.yaml"), "reason: 'false alarm'"))
      << read("allow.yaml");
  EXPECT_TRUE(has(read("false.jsonl"), "\"labels\":[]")) << read("false.jsonl");
  EXPECT_FALSE(has(read("false.jsonl"), "86095742719")) << "raw value exported";
  const Outcome after = scan({"--allow", allow});
  EXPECT_EQ(after.code, 0) << after.out;
  EXPECT_TRUE(has(after.err, "4 findings suppressed")) << after.err;
  const Outcome json = scan({"-q", "--allow", allow, "--format", "jsonl"});
  EXPECT_TRUE(has(json.out, "\"suppressed\":{\"de_tax_id\":2}")) << json.out;
}

TEST_F(Decisions, AnAllowedValueIsAllowedWhereverItStands) {
  const std::string allow = folder_ + "/allow.yaml";
  run({"triage", report(), "--allow", allow, "--author", "mk"}, {.input = "a\n\na\n\na\n\na\n\n"});
  write("files/b.txt", "somewhere else: IBAN DE89370400440532013000\n");
  EXPECT_EQ(scan({"--allow", allow}, "files/b.txt").code, 0);
  write("files/b.txt", "another: IBAN GB82 WEST 1234 5698 7654 32\n");
  EXPECT_EQ(scan({"--allow", allow}, "files/b.txt").code, 1);
}

TEST_F(Decisions, EntriesByDomainPathAndRegex) {
  const std::string head = "version: 1\nallow:\n  - {author: mk, reason: r, ";
  const auto code = [&](const std::string& entry) {
    return scan({"--only", "email_address", "--allow", write("x.yaml", head + entry + "}\n")}).code;
  };
  EXPECT_EQ(code("detector: email_address, domain: corp-acme.com"), 0);
  EXPECT_EQ(code("detector: email_address, domain: acme.com"), 1) << "corp-acme.com is no part of acme.com";
  EXPECT_EQ(code("detector: '*', path: '**/a.txt'"), 0);
  EXPECT_EQ(code("detector: '*', path: '**/b.txt'"), 1);
  EXPECT_EQ(code("detector: 'category:pii', regex: '[a-z.]{1,30}@corp-acme\\.com'"), 0);
  EXPECT_EQ(code("detector: email_address, domain: corp-acme.com, expires: 2020-01-01"), 1);
  EXPECT_EQ(code("detector: iban, domain: corp-acme.com"), 1);
}

TEST_F(Decisions, AllowListsHaveTheirMistakesNamed) {
  const auto complaint = [&](const std::string& text) {
    const Outcome out = scan({"--allow", write("x.yaml", text)});
    EXPECT_EQ(out.code, 2);
    return out.err;
  };
  EXPECT_TRUE(has(complaint("version: 1\nallow:\n  - {detector: iban, author: a, reason: r}\n"),
                  "x.yaml:3:5: the entry would cover everything"));
  EXPECT_TRUE(has(complaint("version: 1\nallow:\n  - {detector: iban, reason: r, path: x}\n"), "no 'author'"));
  EXPECT_TRUE(has(complaint("version: 1\nallow:\n  - {detector: iban, author: a, reason: r, value_hash: 12, key: ab}\n"),
                  "32 hex digits"));
  EXPECT_TRUE(has(complaint("version: 1\nallow:\n  - {detector: iban, author: a, reason: r, regex: 'a+'}\n"), "no upper bound"));
  EXPECT_TRUE(
      has(complaint("version: 1\nallow:\n  - {detector: iban, author: a, reason: r, path: x, expires: soon}\n"), "not a day"));
}

TEST_F(Decisions, UnusedAndExpiredEntriesAreListed) {
  const std::string allow = write("x.yaml",
                                  "version: 1\nallow:\n  - {detector: iban, author: a, reason: r, path: nowhere}\n"
                                  "  - {detector: iban, author: a, reason: r, path: '**', expires: 2020-01-01}\n");
  const Outcome out = scan({"--allow", allow});
  EXPECT_TRUE(has(out.err, "x.yaml:3: entry for 'iban' covered nothing")) << out.err;
  EXPECT_TRUE(has(out.err, "x.yaml:4: entry for 'iban' expired on 2020-01-01")) << out.err;
}

TEST_F(Decisions, ABaselineFailsOnNewFindingsOnly) {
  const std::string before = report();
  EXPECT_EQ(scan({"--baseline", before}).code, 0);
  write("files/a.txt", "a line more\nMail bob.miller@corp-acme.com\nIBAN DE89 3704 0044 0532 0130 00\n");
  EXPECT_EQ(scan({"--baseline", before}).code, 0) << "what only moved is not new";
  write("files/b.txt", "IBAN GB82 WEST 1234 5698 7654 32\n");
  EXPECT_EQ(scan({"--baseline", before}).code, 1);
  const Outcome wrong = scan({"--baseline", write("no.jsonl", "{\"a\":1}\n")});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_TRUE(has(wrong.err, "no.jsonl:1")) << wrong.err;
}

}  // namespace
}  // namespace assay::testing
