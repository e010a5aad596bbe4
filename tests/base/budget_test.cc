#include "base/budget.h"

#include <gtest/gtest.h>

#include <thread>

namespace assay::base {
namespace {

TEST(Budget, ExpandedBytesEndAtTheLimit) {
  Limits limits;
  limits.max_expanded_bytes = 100;
  Budget budget(limits, 1000, nullptr);
  EXPECT_TRUE(budget.draw_expanded(100));
  EXPECT_FALSE(budget.draw_expanded(1));
  EXPECT_EQ(budget.stopped(), Reason::kExpandedSize);
  EXPECT_FALSE(budget.draw_entry()) << "once stopped, everything ends";
}

TEST(Budget, RatioCountsTheSumButSparesTheFirstMegabytes) {
  Limits limits;
  limits.max_ratio = 10;
  limits.ratio_free_bytes = 500;
  Budget budget(limits, 10, nullptr);
  EXPECT_TRUE(budget.draw_expanded(500)) << "50 : 1, but within what is free";
  EXPECT_FALSE(budget.draw_expanded(1));
  EXPECT_EQ(budget.stopped(), Reason::kRatio);
}

TEST(Budget, HugeDrawsDoNotWrapAround) {
  Budget budget(Limits{}, 1, nullptr);
  budget.draw_expanded(1);
  EXPECT_FALSE(budget.draw_expanded(~std::uint64_t{0}));
  EXPECT_FALSE(budget.ok());
}

TEST(Budget, InputLargerThanTheLimitStopsAtOnce) {
  Limits limits;
  limits.max_input_bytes = 10;
  EXPECT_EQ(Budget(limits, 11, nullptr).stopped(), Reason::kSize);
  Budget growing(limits, 0, nullptr);
  growing.saw_input(11);
  EXPECT_EQ(growing.stopped(), Reason::kSize);
}

TEST(Budget, CancelIsSeenAtTheNextDraw) {
  CancelFlag cancel{false};
  Budget budget(Limits{}, 1, &cancel);
  EXPECT_TRUE(budget.tick());
  cancel = true;
  EXPECT_FALSE(budget.draw_text(1));
  EXPECT_EQ(budget.stopped(), Reason::kCancelled);
}

TEST(Budget, TheDeadlineOfACallEndsItBesideTheLimit) {
  const auto now = std::chrono::steady_clock::now();
  Budget late(Limits{}, 1, nullptr);
  late.end_by(now - std::chrono::seconds(1));
  EXPECT_EQ(late.stopped(), Reason::kTime) << "before anything is done";
  Budget budget(Limits{}, 1, nullptr);
  budget.end_by(now + std::chrono::milliseconds(20));
  EXPECT_TRUE(budget.tick());
  std::this_thread::sleep_for(std::chrono::milliseconds(25));
  for (int i = 0; i < 64; ++i) budget.tick();
  EXPECT_EQ(budget.stopped(), Reason::kTime);
  Budget without(Limits{}, 1, nullptr);
  without.end_by(std::chrono::steady_clock::time_point::max());
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(without.tick());
}

TEST(Budget, ASlowReadIsNoticedAtTheNextTick) {
  Budget budget(Limits{}, 1, nullptr);
  budget.end_by(std::chrono::steady_clock::now() + std::chrono::milliseconds(5));
  std::this_thread::sleep_for(std::chrono::milliseconds(10));
  budget.waited();
  EXPECT_FALSE(budget.tick());
  EXPECT_EQ(budget.stopped(), Reason::kTime);
}

TEST(Budget, ClocksEndWorkWithoutProgress) {
  Limits limits;
  limits.max_idle_seconds = 0.001;
  Budget budget(limits, 1, nullptr);
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  bool running = true;
  for (int i = 0; i < 64; ++i) running = budget.tick();
  EXPECT_FALSE(running);
  EXPECT_EQ(budget.stopped(), Reason::kProgress);
}

TEST(Budget, TemporaryDiskIsGivenBack) {
  Limits limits;
  limits.max_temp_bytes = 10;
  Budget budget(limits, 1, nullptr);
  EXPECT_TRUE(budget.draw_temp(10));
  budget.give_back_temp(10);
  EXPECT_TRUE(budget.draw_temp(10));
  EXPECT_FALSE(budget.draw_temp(1));
  EXPECT_EQ(budget.stopped(), Reason::kTempDisk);
}

TEST(Limits, EveryZeroIsRefusedByName) {
  EXPECT_TRUE(validate(limits_for(Profile::kGateway)).ok());
  EXPECT_TRUE(validate(limits_for(Profile::kShare)).ok());
  Limits limits;
  limits.max_ratio = 0;
  auto refused = validate(limits);
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("max_ratio"), std::string::npos);
}

}  // namespace
}  // namespace assay::base
