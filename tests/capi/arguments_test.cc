// Each function of assay.h with each bad argument: the code, a message that names the argument, outputs left alone.
#include <functional>
#include <limits>
#include <thread>

#include "fixture.h"

namespace assay::capi_test {
namespace {

class Arguments : public WithScanner {
 protected:
  void expect_refused(assay_code code, assay_code expected, const char* words) {
    EXPECT_EQ(code, expected) << words;
    EXPECT_NE(std::string(assay_last_error()).find(words), std::string::npos) << "message: " << assay_last_error();
  }
  void expect_invalid(assay_code code, const char* words) { expect_refused(code, ASSAY_INVALID_ARGUMENT, words); }
};

TEST_F(Arguments, Open) {
  assay_engine* engine = nullptr;
  const char* const hole[] = {kRules[0], nullptr};
  expect_invalid(assay_open(kRules, 1, nullptr, nullptr), "engine is NULL");
  expect_invalid(assay_open(nullptr, 1, nullptr, &engine), "rules is NULL");
  expect_invalid(assay_open(hole, 2, nullptr, &engine), "path in rules is NULL");
  assay_open_options options{};
  expect_invalid(assay_open(kRules, 1, &options, &engine), "size");
  options.size = sizeof options;
  options.profile = "paranoid";
  expect_refused(assay_open(kRules, 1, &options, &engine), ASSAY_BAD_CONFIGURATION, "profile");
  options.profile = nullptr;
  for (const char* layers : {"moat", "seccomp,", ""}) {
    options.required_layers = layers;
    expect_refused(assay_open(kRules, 1, &options, &engine), ASSAY_BAD_CONFIGURATION, "no layer of isolation");
  }
  options.required_layers = "no_new_privs,seccomp";
  options.worker = ASSAY_BINARY_DIR "/no-such-worker";
  expect_refused(assay_open(kRules, 1, &options, &engine), ASSAY_MISSING, "isolation is required");
  EXPECT_EQ(engine, nullptr);
}

TEST_F(Arguments, RulesThatAreNotThere) {
  const char* const missing[] = {ASSAY_BINARY_DIR "/no-such-rules"};
  assay_engine* engine = nullptr;
  const assay_code code = assay_open(missing, 1, nullptr, &engine);
  EXPECT_NE(code, ASSAY_OK);
  EXPECT_NE(std::string(assay_last_error()).find("no-such-rules"), std::string::npos) << assay_last_error();
  EXPECT_EQ(engine, nullptr);
}

TEST_F(Arguments, ScannerOpen) {
  assay_scanner* scanner = nullptr;
  expect_invalid(assay_scanner_open(nullptr, &scanner), "engine is NULL");
  expect_invalid(assay_scanner_open(engine_, nullptr), "scanner is NULL");
  EXPECT_EQ(scanner, nullptr);
}

TEST_F(Arguments, ScanFile) {
  assay_report* report = nullptr;
  expect_invalid(assay_scan_file(nullptr, "x", nullptr, &report), "scanner is NULL");
  expect_invalid(assay_scan_file(scanner_, nullptr, nullptr, &report), "path is NULL");
  expect_invalid(assay_scan_file(scanner_, "x", nullptr, nullptr), "report is NULL");
  EXPECT_EQ(report, nullptr);
}

TEST_F(Arguments, ScanBytes) {
  assay_report* report = nullptr;
  expect_invalid(assay_scan_bytes(nullptr, "x", 1, "x", nullptr, &report), "scanner is NULL");
  expect_invalid(assay_scan_bytes(scanner_, nullptr, 1, "x", nullptr, &report), "bytes is NULL");
  expect_invalid(assay_scan_bytes(scanner_, "x", 1, nullptr, nullptr, &report), "name is NULL");
  expect_invalid(assay_scan_bytes(scanner_, "x", 1, "x", nullptr, nullptr), "report is NULL");
  EXPECT_EQ(report, nullptr);
}

TEST_F(Arguments, ScanText) {
  assay_report* report = nullptr;
  expect_invalid(assay_scan_text(nullptr, "x", 1, nullptr, &report), "scanner is NULL");
  expect_invalid(assay_scan_text(scanner_, nullptr, 1, nullptr, &report), "utf8 is NULL");
  expect_invalid(assay_scan_text(scanner_, "x", 1, nullptr, nullptr), "report is NULL");
  EXPECT_EQ(report, nullptr);
}

TEST_F(Arguments, ScanOptions) {
  assay_report* report = nullptr;
  struct Newer {
    assay_scan_options known{};
    std::uint64_t later = 0;
  } newer;
  expect_invalid(assay_scan_text(scanner_, "x", 1, &newer.known, &report), "size");
  newer.known.size = sizeof newer;
  newer.later = 1;
  expect_refused(assay_scan_text(scanner_, "x", 1, &newer.known, &report), ASSAY_BAD_CONFIGURATION, "does not know");
  newer.later = 0;
  newer.known.min_confidence = 101;
  expect_refused(assay_scan_text(scanner_, "x", 1, &newer.known, &report), ASSAY_BAD_CONFIGURATION, "min_confidence");
  EXPECT_EQ(report, nullptr);
  newer.known.min_confidence = 100;
  for (const double seconds : {-1.0, std::numeric_limits<double>::quiet_NaN()}) {
    newer.known.max_seconds = seconds;
    expect_refused(assay_scan_text(scanner_, "x", 1, &newer.known, &report), ASSAY_BAD_CONFIGURATION, "max_seconds");
  }
  newer.known.max_seconds = std::numeric_limits<double>::infinity();
  EXPECT_EQ(assay_scan_text(scanner_, "x", 1, &newer.known, &report), ASSAY_OK) << assay_last_error();
  assay_report_close(report);
}

TEST_F(Arguments, ReportViews) {
  assay_finding finding{};
  assay_gap gap{};
  const char* json = nullptr;
  expect_invalid(assay_report_finding(nullptr, 0, &finding), "report is NULL");
  expect_invalid(assay_report_finding(report_, 0, nullptr), "finding is NULL");
  expect_invalid(assay_report_finding(report_, assay_report_finding_count(report_), &finding), "index");
  expect_invalid(assay_report_finding(report_, std::numeric_limits<std::size_t>::max(), &finding), "index");
  expect_invalid(assay_report_gap(nullptr, 0, &gap), "report is NULL");
  expect_invalid(assay_report_gap(report_, 0, nullptr), "gap is NULL");
  expect_invalid(assay_report_gap(report_, assay_report_gap_count(report_), &gap), "index");
  expect_invalid(assay_report_json(nullptr, &json, nullptr), "report is NULL");
  expect_invalid(assay_report_json(report_, nullptr, nullptr), "json is NULL");
  EXPECT_EQ(finding.detector, nullptr);
  EXPECT_EQ(gap.reason, nullptr);
  EXPECT_EQ(json, nullptr);
}

TEST_F(Arguments, NullHandlesAreNeverClean) {
  EXPECT_EQ(assay_report_verdict(nullptr), ASSAY_ERROR);
  EXPECT_STREQ(assay_report_label(nullptr), "");
  EXPECT_EQ(assay_report_finding_count(nullptr), 0U);
  EXPECT_EQ(assay_report_gap_count(nullptr), 0U);
  assay_report_close(nullptr);
  assay_scanner_close(nullptr);
  assay_engine_close(nullptr);
}

TEST_F(Arguments, LastErrorIsTheThreadsOwnAndIsForgottenBySuccess) {
  expect_invalid(assay_scan_file(nullptr, "x", nullptr, nullptr), "NULL");
  std::thread([] { EXPECT_STREQ(assay_last_error(), ""); }).join();
  const char* json = nullptr;
  EXPECT_EQ(assay_report_json(report_, &json, nullptr), ASSAY_OK);
  EXPECT_STREQ(assay_last_error(), "");
}

}  // namespace
}  // namespace assay::capi_test
