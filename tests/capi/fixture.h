// One engine for all tests of the C interface, with the packs of the tree.
#pragma once
#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "assay/assay.h"

namespace assay::capi_test {

inline const char* const kRules[] = {ASSAY_SOURCE_DIR "/rules"};
inline constexpr char kText[] = "Bitte auf IBAN: DE89 3704 0044 0532 0130 00 zahlen";

class WithScanner : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const std::string cache = testing::TempDir() + "/assay-capi-cache";
    assay_open_options options{};
    options.size = sizeof options;
    options.cache_dir = cache.c_str();
    ASSERT_EQ(assay_open(kRules, 1, &options, &engine_), ASSAY_OK) << assay_last_error();
  }
  static void TearDownTestSuite() {
    assay_engine_close(engine_);
    engine_ = nullptr;
  }
  void SetUp() override {
    ASSERT_NE(engine_, nullptr);
    ASSERT_EQ(assay_scanner_open(engine_, &scanner_), ASSAY_OK) << assay_last_error();
    ASSERT_EQ(assay_scan_text(scanner_, kText, std::strlen(kText), nullptr, &report_), ASSAY_OK) << assay_last_error();
  }
  void TearDown() override {
    assay_report_close(report_);
    assay_scanner_close(scanner_);
  }

  static inline assay_engine* engine_ = nullptr;
  assay_scanner* scanner_ = nullptr;
  assay_report* report_ = nullptr;
};

}  // namespace assay::capi_test
