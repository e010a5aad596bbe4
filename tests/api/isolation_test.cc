// What has not been tried does not hold.
#include "assay/isolation.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

ProcessCheck all_well() {
  const IsolationCheck holds{"one", true, "seen"};
  return {.program = "worker", .layers = {holds}, .refusals = {holds}, .readers = {holds}};
}

TEST(Sound, IsOnlyWhatWasTriedAndHolds) {
  EXPECT_TRUE(all_well().sound());
  EXPECT_TRUE((IsolationReport{.processes = {all_well(), all_well()}}.sound()));
  for (auto checks : {&ProcessCheck::layers, &ProcessCheck::refusals, &ProcessCheck::readers}) {
    ProcessCheck broken = all_well();
    (broken.*checks).push_back({"two", false, "seen"});
    EXPECT_FALSE(broken.sound());
    EXPECT_FALSE((IsolationReport{.processes = {all_well(), broken}}.sound()));
    (broken.*checks).clear();
    EXPECT_FALSE(broken.sound()) << "nothing was tried";
  }
  ProcessCheck silent = all_well();
  silent.trouble = "not found";
  EXPECT_FALSE(silent.sound());
  EXPECT_FALSE(ProcessCheck{}.sound());
  EXPECT_FALSE(IsolationReport{}.sound());
}

TEST(CheckIsolation, WithoutAWorkerSaysSo) {
  const IsolationReport report = check_isolation("/nonexistent/assay-worker", "/nonexistent/assay-reader");
  ASSERT_EQ(report.processes.size(), 2u);
  EXPECT_EQ(report.processes[1].program, "/nonexistent/assay-worker");
  EXPECT_EQ(report.processes[0].trouble, "assay-reader not found at /nonexistent/assay-reader");
  EXPECT_EQ(report.processes[1].trouble, "assay-worker not found at /nonexistent/assay-worker");
  EXPECT_TRUE(report.processes[0].layers.empty());
  EXPECT_FALSE(report.sound());
  EXPECT_FALSE(report.in_process.empty());
}

}  // namespace
}  // namespace assay
