#include "report/json.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "base/hash.h"
#include "report/json_writer.h"
#include "specimen.h"

namespace assay::report {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(JsonString, EscapesAsRfc8785) {
  EXPECT_EQ(quoted("a\"b\\c"), R"("a\"b\\c")");
  EXPECT_EQ(quoted("\b\f\n\r\t"), R"("\b\f\n\r\t")");
  EXPECT_EQ(quoted(std::string_view("\0\x1f\x7f", 3)), "\"\\u0000\\u001f\x7f\"");
  EXPECT_EQ(quoted("€/ö\xF0\x9F\x98\x82"), "\"€/ö\xF0\x9F\x98\x82\"");
}

TEST(JsonString, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(quoted("a\xFFz"), "\"a\xEF\xBF\xBDz\"");
  EXPECT_EQ(quoted("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");  // a surrogate
}

TEST(JsonWriter, NumbersStayExactForEveryReader) {
  JsonWriter json;
  json.begin_array().integer(0).integer(kMaxJsonInteger).integer(UINT64_MAX).end_array();
  EXPECT_EQ(json.take(), "[0,9007199254740991,9007199254740991]");
}

TEST(ReportJson, HashIsThatOfTheResultBytes) {
  const Report report = testing::full_report();
  const std::string result = result_json(report), line = report_json(report, "claims.zip");
  EXPECT_EQ(line.rfind("{\"result\":" + result + ",\"run\":", 0), 0U);
  EXPECT_NE(line.find("\"result_sha256\":\"" + base::sha256_hex(result) + "\""), std::string::npos);
  EXPECT_EQ(line.find('\n'), std::string::npos);
}

TEST(ReportJson, RunFactsAreNotInTheResult) {
  Report report = testing::full_report();
  const std::string before = result_json(report);
  report.run = {99, "2030-01-01T00:00:00Z", "elsewhere", "run-2"};
  EXPECT_EQ(result_json(report), before);
}

TEST(ReportJson, EveryFactOfTheReportChangesTheResult) {
  const std::string before = result_json(testing::full_report());
  const auto differs = [&](auto change) {
    Report report = testing::full_report();
    change(report);
    return result_json(report) != before;
  };
  EXPECT_TRUE(differs([](Report& r) { r.verdict = Verdict::kScanned; }));
  EXPECT_TRUE(differs([](Report& r) { r.reasons.pop_back(); }));
  EXPECT_TRUE(differs([](Report& r) { r.gaps[0].gap_class = GapClass::kInert; }));
  EXPECT_TRUE(differs([](Report& r) { r.findings[0].range.end++; }));
  EXPECT_TRUE(differs([](Report& r) { r.findings[0].value = "raw"; }));
  EXPECT_TRUE(differs([](Report& r) { r.counts["credit_card"].distinct_estimated = true; }));
  EXPECT_TRUE(differs([](Report& r) { r.limits.max_seconds = 1; }));
  EXPECT_TRUE(differs([](Report& r) { r.profile = Profile::kGateway; }));
  EXPECT_TRUE(differs([](Report& r) { r.min_confidence = 66; }));
  EXPECT_TRUE(differs([](Report& r) { r.joinable = false; }));
  EXPECT_TRUE(differs([](Report& r) { r.parts[1].bytes = 1; }));
}

TEST(ReportJson, KeepsAPathThatIsNotUtf8) {
  const std::string line = report_json(testing::clean_report("x"), "a\xFF");
  EXPECT_NE(line.find(R"("path":"a%FF","path_bytes":"61ff")"), std::string::npos) << line;
}

TEST(ReportJson, LinkHasNoResult) {
  EXPECT_EQ(link_json("l"), R"({"result":null,"run":{"path":"l","skipped_link":true},"schema":"assay.report.v1"})");
}

// Real output against the published schema, and canonical form, both judged by Python.
TEST(ReportJson, ObeysTheSchemaAndIsCanonical) {
  const std::string lines = ::testing::TempDir() + "report_json_test.jsonl";
  std::ofstream(lines) << report_json(testing::full_report(), "claims.zip") << "\n"
                       << report_json(testing::clean_report("a\x1b.txt"), "a\xFF.txt") << "\n"
                       << report_json(testing::unread_report("p", "FIFO"), "p") << "\n"
                       << link_json("link") << "\n";
  const std::string command =
      "/usr/bin/python3 " ASSAY_SOURCE_DIR "/tests/report/check_jsonl.py " ASSAY_SOURCE_DIR "/docs/report.schema.json " + lines;
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::remove(lines.c_str());
}

}  // namespace
}  // namespace assay::report
