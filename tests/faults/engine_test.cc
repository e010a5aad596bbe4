// The n-th call fails while the engine reads a file: the report is the same, or its verdict is `error`; the scanner goes on, and
// nothing is lost.
#include <cctype>
#include <cerrno>

#include "faulty_scans.h"

namespace assay::faults {
namespace {

constexpr std::uint64_t kForever = ~std::uint64_t{0};
constexpr std::uint64_t kTries = 20;  // of a file and a kind of call, unless all are asked for

class EveryFile : public ::testing::TestWithParam<std::string> {
 protected:
  EveryFile() : scanner_(shipped_engine()) {
    for (int i = 0; i < 3; ++i) expected_ = essence(scanner_.scan_file(GetParam()));  // and its scratch has its size
  }

  Report scan_with(const Order& order) {
    arm(order);
    Report report = scanner_.scan_file(GetParam());
    calls_ = disarm();
    return report;
  }

  /// Calls of this kind in a scan where none fails.
  std::uint64_t calls_of(Call call) {
    scan_with({call, kForever, 1, 0});
    return calls_;
  }

  /// Same as ever, or `error`.
  void judge(const Report& report, const Order& order) const {
    const auto got = essence(report);
    if (got == expected_) return;
    EXPECT_EQ(report.verdict, Verdict::kError) << "call " << order.nth << " of kind " << static_cast<int>(order.call)
                                               << ", errno " << order.error << ": " << reasons_of(report);
  }

  void expect_recovery(const Order& order) {
    EXPECT_EQ(essence(scanner_.scan_file(GetParam())), expected_) << "after call " << order.nth;
  }

  /// Blocks that are lost each time the same call fails: twice, since caches may grow once.
  void expect_no_loss(const Order& order) {
    const std::size_t descriptors = open_descriptors();
    std::int64_t lost = 0;
    for (int round = 0; round < 3; ++round) {
      const std::int64_t before = live_blocks();
      scan_with(order);
      scanner_.scan_file(GetParam());
      lost = live_blocks() - before;
      if (lost <= 0) break;
    }
    EXPECT_LE(lost, 0) << "blocks lost when call " << order.nth << " of kind " << static_cast<int>(order.call) << " fails";
    EXPECT_EQ(open_descriptors(), descriptors) << order.nth;
  }

  void fail_each(Call call, std::uint64_t times, int error) {
    const std::uint64_t calls = calls_of(call);
    const std::uint64_t step = all_positions() ? 1 : std::max<std::uint64_t>(1, calls / kTries);
    for (std::uint64_t nth = 1; nth <= calls && !HasFailure(); nth += step) {
      const Order order{call, nth, times, error};
      judge(scan_with(order), order);
      if (nth % 4 == 1) expect_recovery(order), expect_no_loss(order);
    }
    expect_recovery({call, calls, times, error});
  }

  /// The system was only slow or interrupted: nothing changes.
  void bother_each(Call call, int error) {
    const std::uint64_t calls = calls_of(call);
    for (std::uint64_t nth = 1; nth <= calls; ++nth)
      EXPECT_EQ(essence(scan_with({call, nth, 3, error})), expected_) << "call " << nth << ", errno " << error;
    EXPECT_EQ(essence(scan_with({call, 1, kForever, kShort})), expected_);
  }

  Scanner scanner_;
  std::vector<std::string> expected_;
  std::uint64_t calls_ = 0;
};

TEST_P(EveryFile, NothingIsLostAnyway) {
  std::int64_t lost = 0;
  for (int i = 0; i < 8; ++i) {
    const std::int64_t before = live_blocks();
    scanner_.scan_file(GetParam());
    lost = live_blocks() - before;
  }
  EXPECT_LE(lost, 0);
}

TEST_P(EveryFile, OneAllocationFails) {
  if (const char* who = dies_without_memory(GetParam())) GTEST_SKIP() << who << " does not survive this: it belongs in a worker";
  fail_each(Call::kAllocate, 1, ENOMEM);
}

TEST_P(EveryFile, AllAllocationsFailFromThereOn) {
  if (const char* who = dies_without_memory(GetParam())) GTEST_SKIP() << who << " does not survive this: it belongs in a worker";
  fail_each(Call::kAllocate, kForever, ENOMEM);
}

TEST_P(EveryFile, ReadsFail) {
  fail_each(Call::kRead, 1, EIO);
  fail_each(Call::kRead, kForever, EIO);
}

TEST_P(EveryFile, ReadsAreInterruptedOrShort) {
  bother_each(Call::kRead, EINTR);
  bother_each(Call::kRead, kShort);
}

TEST_P(EveryFile, OpeningFails) {
  fail_each(Call::kOpen, 1, EMFILE);
  fail_each(Call::kOpen, kForever, EMFILE);
  fail_each(Call::kStat, 1, EIO);
  fail_each(Call::kMap, 1, ENOMEM);
}

TEST_P(EveryFile, CopiesForWorkersFail) {
  fail_each(Call::kWrite, 1, ENOSPC);
  bother_each(Call::kWrite, EINTR);
}

TEST_P(EveryFile, WorkersCannotBeTalkedTo) {
  fail_each(Call::kSend, 1, EPIPE);
  fail_each(Call::kReceive, 1, EIO);
  bother_each(Call::kReceive, EINTR);
}

std::string file_name(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = std::filesystem::path(info.param).filename().string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(Made, EveryFile, ::testing::ValuesIn(made_files()), file_name);

}  // namespace
}  // namespace assay::faults
