// What the C interface hands out is what the engine found.
#include <cstdio>
#include <fstream>

#include "fixture.h"

namespace assay::capi_test {
namespace {

class Scan : public WithScanner {
 protected:
  std::string detectors(const assay_report* report) {
    std::string all;
    for (std::size_t i = 0; i < assay_report_finding_count(report); ++i) {
      assay_finding finding{};
      if (assay_report_finding(report, i, &finding) != ASSAY_OK) return "error";
      all += std::string(finding.detector) + " ";
    }
    return all;
  }
};

TEST_F(Scan, TextGivesItsFindingWithPlaceAndMaskedPreview) {
  ASSERT_EQ(detectors(report_), "iban ");
  assay_finding finding{};
  ASSERT_EQ(assay_report_finding(report_, 0, &finding), ASSAY_OK);
  EXPECT_EQ(std::string(kText).substr(finding.begin, finding.end - finding.begin), "DE89 3704 0044 0532 0130 00");
  EXPECT_GE(finding.confidence, 85);
  EXPECT_EQ(std::strlen(finding.value_hash), 32U);
  EXPECT_STREQ(finding.value, "");
  EXPECT_EQ(std::string(finding.preview).find("3704 0044"), std::string::npos);
  EXPECT_EQ(assay_report_verdict(report_), ASSAY_SCANNED);
}

TEST_F(Scan, ValuesOnlyWhenAskedFor) {
  assay_scan_options options{};
  options.size = sizeof options;
  options.show_values = 1;
  assay_report* report = nullptr;
  ASSERT_EQ(assay_scan_text(scanner_, kText, std::strlen(kText), &options, &report), ASSAY_OK) << assay_last_error();
  assay_finding finding{};
  ASSERT_EQ(assay_report_finding(report, 0, &finding), ASSAY_OK);
  EXPECT_STREQ(finding.value, "DE89 3704 0044 0532 0130 00");
  assay_report_close(report);
}

TEST_F(Scan, ACallThatHasNoTimeSaysSo) {
  assay_scan_options options{};
  options.size = sizeof options;
  options.max_seconds = 1e-9;
  assay_report* report = nullptr;
  ASSERT_EQ(assay_scan_bytes(scanner_, kText, std::strlen(kText), "a.txt", &options, &report), ASSAY_OK) << assay_last_error();
  EXPECT_EQ(assay_report_verdict(report), ASSAY_LIMIT_EXCEEDED);
  assay_gap gap{};
  ASSERT_EQ(assay_report_gap(report, 0, &gap), ASSAY_OK);
  EXPECT_STREQ(gap.reason, "time");
  assay_report_close(report);
  options.max_seconds = 60;
  ASSERT_EQ(assay_scan_bytes(scanner_, kText, std::strlen(kText), "a.txt", &options, &report), ASSAY_OK) << assay_last_error();
  EXPECT_EQ(detectors(report), "iban ");
  EXPECT_EQ(assay_report_verdict(report), ASSAY_SCANNED);
  assay_report_close(report);
}

TEST_F(Scan, BytesAndFileAgreeWithText) {
  const std::string path = testing::TempDir() + "/assay-capi-scan.txt";
  std::ofstream(path, std::ios::binary) << kText;
  assay_report* from_bytes = nullptr;
  assay_report* from_file = nullptr;
  ASSERT_EQ(assay_scan_bytes(scanner_, kText, std::strlen(kText), "note.txt", nullptr, &from_bytes), ASSAY_OK)
      << assay_last_error();
  ASSERT_EQ(assay_scan_file(scanner_, path.c_str(), nullptr, &from_file), ASSAY_OK) << assay_last_error();
  EXPECT_EQ(detectors(from_bytes), detectors(report_));
  EXPECT_EQ(detectors(from_file), detectors(report_));
  EXPECT_EQ(assay_report_verdict(from_file), ASSAY_SCANNED);
  EXPECT_STRNE(assay_report_label(from_file), "");
  assay_report_close(from_bytes);
  assay_report_close(from_file);
  std::remove(path.c_str());
}

TEST_F(Scan, NothingAtAllIsScannedAndFindsNothing) {
  assay_report* bytes = nullptr;
  assay_report* text = nullptr;
  ASSERT_EQ(assay_scan_bytes(scanner_, nullptr, 0, "empty", nullptr, &bytes), ASSAY_OK) << assay_last_error();
  ASSERT_EQ(assay_scan_text(scanner_, nullptr, 0, nullptr, &text), ASSAY_OK) << assay_last_error();
  EXPECT_EQ(assay_report_finding_count(bytes) + assay_report_finding_count(text), 0U);
  EXPECT_EQ(assay_report_verdict(bytes), ASSAY_SCANNED);
  EXPECT_EQ(assay_report_verdict(text), ASSAY_SCANNED);
  assay_report_close(bytes);
  assay_report_close(text);
}

TEST_F(Scan, AFileThatIsNotThereIsAReportThatSaysSo) {
  assay_report* report = nullptr;
  ASSERT_EQ(assay_scan_file(scanner_, ASSAY_BINARY_DIR "/no-such-file", nullptr, &report), ASSAY_OK) << assay_last_error();
  EXPECT_EQ(assay_report_verdict(report), ASSAY_ERROR);
  ASSERT_GE(assay_report_gap_count(report), 1U);
  assay_gap gap{};
  ASSERT_EQ(assay_report_gap(report, 0, &gap), ASSAY_OK);
  EXPECT_STREQ(gap.reason, "unreadable");
  EXPECT_STREQ(gap.gap_class, "content");
  assay_report_close(report);
}

TEST_F(Scan, JsonIsTheReportAndStaysTheSame) {
  const char* json = nullptr;
  const char* again = nullptr;
  std::size_t size = 0;
  ASSERT_EQ(assay_report_json(report_, &json, &size), ASSAY_OK) << assay_last_error();
  ASSERT_EQ(assay_report_json(report_, &again, nullptr), ASSAY_OK);
  EXPECT_EQ(json, again);
  EXPECT_EQ(std::strlen(json), size);
  EXPECT_NE(std::string(json).find("\"detector\":\"iban\""), std::string::npos);
  EXPECT_EQ(std::string(json).find("3704 0044 0532"), std::string::npos);
}

TEST_F(Scan, AScannerOutlivesItsEnginesHandle) {
  assay_engine* engine = nullptr;
  assay_scanner* scanner = nullptr;
  assay_report* report = nullptr;
  ASSERT_EQ(assay_open(kRules, 1, nullptr, &engine), ASSAY_OK) << assay_last_error();
  ASSERT_EQ(assay_scanner_open(engine, &scanner), ASSAY_OK);
  assay_engine_close(engine);
  ASSERT_EQ(assay_scan_text(scanner, kText, std::strlen(kText), nullptr, &report), ASSAY_OK);
  assay_scanner_close(scanner);
  EXPECT_EQ(detectors(report), "iban ");
  assay_report_close(report);
}

}  // namespace
}  // namespace assay::capi_test
