// Acceptance, delivery, cancelling, draining, shutting down.
#include <atomic>
#include <thread>

#include "tests/queue/objects.h"

namespace assay::queue_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

std::future<Report> submitted(ScanQueue& queue, QueueTask task) {
  auto future = future_of(task);
  EXPECT_EQ(queue.submit(std::move(task)), Submission::kAccepted);
  return future;
}

TEST(ScanQueue, GivesTheReportOfTheScanner) {
  const auto queue = make_queue(queue_options_for(2));
  const Report got = submitted(*queue, text_task()).get();
  OwnedBytes again(kIban);
  const Report direct = Scanner(engine()).scan(again, "a.txt");
  EXPECT_EQ(got.verdict, Verdict::kScanned);
  ASSERT_EQ(got.findings.size(), 1U);
  EXPECT_EQ(got.findings[0].id, direct.findings[0].id);
  EXPECT_EQ(got.sha256, direct.sha256);
  EXPECT_TRUE(queue->drain());
  EXPECT_EQ(queue->status().lanes[0].finished, 1U);
}

TEST(ScanQueue, OptionsThatCannotWork) {
  EXPECT_FALSE(ScanQueue::create(nullptr, {}).ok());
  const auto refused = [](auto change) {
    QueueOptions options = one_thread_each();
    change(options);
    const auto made = ScanQueue::create(engine(), options);
    return !made.ok() && made.error().code == Code::kInvalidArgument;
  };
  EXPECT_TRUE(refused([](QueueOptions& o) { o.medium.threads = 0; }));
  EXPECT_TRUE(refused([](QueueOptions& o) { o.small.threads = 257; }));
  EXPECT_TRUE(refused([](QueueOptions& o) { o.large.max_waiting = 0; }));
  EXPECT_TRUE(refused([](QueueOptions& o) { o.small.patience = milliseconds(0); }));
  EXPECT_TRUE(refused([](QueueOptions& o) { o.large_nice = 20; }));
  EXPECT_FALSE(refused([](QueueOptions&) {}));
}

TEST(ScanQueue, TasksThatCannotBeDelivered) {
  const auto queue = make_queue({});
  const CancelFlag flag{false};
  QueueTask nobody = text_task();
  EXPECT_EQ(queue->submit(std::move(nobody)), Submission::kInvalid);
  EXPECT_NE(nobody.source, nullptr) << "untouched";
  QueueTask nothing = task_of(nullptr);
  nothing.receive = [](const Report&) {};
  EXPECT_EQ(queue->submit(std::move(nothing)), Submission::kInvalid);
  QueueTask foreign = text_task();
  foreign.receive = [](const Report&) {};
  foreign.scan.cancel = &flag;
  EXPECT_EQ(queue->submit(std::move(foreign)), Submission::kInvalid);
}

TEST(ScanQueue, AnswersBusyAtOnceAndOnlyForTheLaneThatIsFull) {
  QueueOptions options = one_thread_each();
  options.large.max_waiting = 1;
  const auto queue = make_queue(options);
  Gate gate;
  auto running = submitted(*queue, gated_task(gate, SizeClass::kLarge));
  gate.await(1);
  auto waiting = submitted(*queue, gated_task(gate, SizeClass::kLarge));
  QueueTask third = gated_task(gate, SizeClass::kLarge);
  auto broken = future_of(third);
  EXPECT_EQ(queue->submit(std::move(third)), Submission::kBusy);
  ASSERT_NE(third.source, nullptr) << "untouched";
  EXPECT_EQ(submitted(*queue, text_task()).get().verdict, Verdict::kScanned) << "small ones do not wait for large ones";
  gate.open();
  EXPECT_EQ(running.get().findings.size(), 1U);
  EXPECT_EQ(waiting.get().findings.size(), 1U);
  EXPECT_EQ(submitted(*queue, std::move(third)).get().findings.size(), 1U);
  EXPECT_EQ(queue->status().lanes[2].busy, 1U);
}

TEST(ScanQueue, WithoutThreadsTheCallersServe) {
  const auto queue = make_queue({});
  auto first = submitted(*queue, text_task());
  auto second = submitted(*queue, text_task());
  EXPECT_EQ(first.wait_for(milliseconds(20)), std::future_status::timeout) << "nobody serves";
  EXPECT_FALSE(queue->serve_one(SizeClass::kLarge));
  EXPECT_TRUE(queue->serve_one(SizeClass::kMedium)) << "helps the small lane";
  EXPECT_EQ(first.wait_for(milliseconds(0)), std::future_status::ready);
  std::thread server([&] { queue->serve(SizeClass::kSmall); });
  EXPECT_EQ(second.get().verdict, Verdict::kScanned);
  queue->close();
  server.join();
  QueueTask late = text_task();
  auto never = future_of(late);
  EXPECT_EQ(queue->submit(std::move(late)), Submission::kClosed);
}

TEST(ScanQueue, CancelledTasksEndAsCancelled) {
  const auto queue = make_queue({});
  QueueTask task = text_task();
  const auto cancel = task.cancel = std::make_shared<CancelFlag>(false);
  auto report = submitted(*queue, std::move(task));
  *cancel = true;
  EXPECT_TRUE(queue->serve_one(SizeClass::kSmall));
  EXPECT_TRUE(has_reason(report.get(), Reason::kCancelled));
}

TEST(ScanQueue, WaitingCountsAgainstTheDeadline) {
  const auto queue = make_queue({});
  QueueTask task = text_task();
  task.scan.deadline = steady_clock::now() + milliseconds(5);
  auto report = submitted(*queue, std::move(task));
  std::this_thread::sleep_for(milliseconds(10));
  EXPECT_TRUE(queue->serve_one(SizeClass::kSmall));
  const Report got = report.get();
  EXPECT_EQ(got.verdict, Verdict::kLimitExceeded);
  EXPECT_TRUE(has_reason(got, Reason::kTime));
  EXPECT_EQ(queue->status().lanes[0].moved_on, 0U) << "its own deadline is no reason to start again";
}

TEST(ScanQueue, DrainWaitsForAllAndNotLonger) {
  const auto queue = make_queue(one_thread_each());
  Gate gate;
  auto report = submitted(*queue, gated_task(gate, SizeClass::kMedium));
  EXPECT_FALSE(queue->drain(steady_clock::now() + milliseconds(10)));
  gate.open();
  EXPECT_TRUE(queue->drain());
  EXPECT_EQ(report.wait_for(milliseconds(0)), std::future_status::ready);
  EXPECT_EQ(submitted(*queue, text_task()).get().verdict, Verdict::kScanned) << "draining closes nothing";
}

TEST(ScanQueue, ShutdownDeliversEverything) {
  auto queue = make_queue(one_thread_each());
  Gate gate;
  auto running = submitted(*queue, gated_task(gate, SizeClass::kLarge));
  gate.await(1);
  auto waiting = submitted(*queue, gated_task(gate, SizeClass::kLarge));
  std::thread opener([&] {
    EXPECT_EQ(waiting.wait_for(std::chrono::seconds(60)), std::future_status::ready) << "without waiting for the one that runs";
    gate.open();
  });
  queue->shutdown();
  opener.join();
  EXPECT_TRUE(has_reason(running.get(), Reason::kCancelled));
  const Report unbegun = waiting.get();
  EXPECT_EQ(unbegun.verdict, Verdict::kError);
  EXPECT_TRUE(has_reason(unbegun, Reason::kNotStarted));
  EXPECT_EQ(unbegun.parts.at(0).path, "a.txt");
  QueueTask late = text_task();
  auto never = future_of(late);
  EXPECT_EQ(queue->submit(std::move(late)), Submission::kClosed);
  queue->shutdown();
}

TEST(ScanQueue, ReceiversMayUseTheQueue) {
  const auto queue = make_queue(one_thread_each());
  std::promise<Report> second;
  QueueTask task = text_task();
  task.receive = [&](const Report&) {
    QueueTask next = text_task();
    next.receive = [&](Report report) { second.set_value(std::move(report)); };
    EXPECT_EQ(queue->submit(std::move(next)), Submission::kAccepted);
    EXPECT_EQ(queue->status().lanes[0].running, 1U);
  };
  EXPECT_EQ(queue->submit(std::move(task)), Submission::kAccepted);
  EXPECT_EQ(second.get_future().get().verdict, Verdict::kScanned);
}

/// Rows of a table: many draws on the budget, so that a clock is noticed at once.
std::string table(int rows) {
  std::string text = "name,iban\n";
  for (int i = 0; i < rows; ++i) text += i % 100 == 0 ? "a,DE89 3704 0044 0532 0130 00\n" : "row," + std::to_string(i) + "\n";
  return text;
}

TEST(ScanQueue, WhatTakesTooLongStartsAgainInTheNextLaneWithTheSameReport) {
  const std::string bytes = table(12'000);
  OwnedBytes again(bytes);
  const Report direct = Scanner(engine()).scan(again, "a.csv");
  QueueOptions options = one_thread_each();
  options.small.patience = options.medium.patience = milliseconds(1);
  const auto queue = make_queue(options);
  QueueTask task = task_of(std::make_unique<OwnedBytes>(bytes), "a.csv");
  std::vector<std::string> heard;
  std::vector<std::uint64_t> progress;
  task.scan.on_finding = [&](const Finding& finding) { heard.push_back(finding.id); };
  task.scan.progress = [&](std::uint64_t done) { progress.push_back(done); };
  const Report got = submitted(*queue, std::move(task)).get();
  EXPECT_EQ(got.verdict, Verdict::kScanned);
  EXPECT_EQ(got.finding_count, direct.finding_count);
  EXPECT_EQ(got.sha256, direct.sha256);
  EXPECT_EQ(heard.size(), direct.finding_count) << "each finding is heard once";
  for (std::size_t i = 0; i < heard.size(); ++i) ASSERT_EQ(heard[i], direct.findings[i].id);
  EXPECT_TRUE(std::is_sorted(progress.begin(), progress.end()));
  const QueueStatus status = queue->status();
  EXPECT_EQ(status.lanes[0].moved_on, 1U);
  EXPECT_EQ(status.lanes[1].moved_on, 1U);
  EXPECT_TRUE(queue->drain());
  EXPECT_EQ(queue->status().lanes[2].finished, 1U);
}

TEST(ScanQueue, WhereTheNextLaneIsFullItStays) {
  QueueOptions options = one_thread_each();
  options.small.patience = milliseconds(1);
  options.medium.max_waiting = 1;
  const auto queue = make_queue(options);
  Gate gate;
  auto running = submitted(*queue, gated_task(gate, SizeClass::kMedium));
  gate.await(1);
  auto waiting = submitted(*queue, gated_task(gate, SizeClass::kMedium));
  const Report got = submitted(*queue, task_of(std::make_unique<OwnedBytes>(table(12'000)), "a.csv")).get();
  EXPECT_EQ(got.verdict, Verdict::kScanned);
  EXPECT_EQ(queue->status().lanes[0].moved_on, 0U);
  gate.open();
  EXPECT_EQ(running.get().verdict, Verdict::kScanned);
  EXPECT_EQ(waiting.get().verdict, Verdict::kScanned);
}

TEST(ScanQueue, LargeThreadsStepBackWhereTheSystemLetsThem) {
  QueueOptions polite = one_thread_each();
  polite.large_nice = 10;
  const auto queue = make_queue(polite);
  QueueTask task = text_task();
  task.size_class = SizeClass::kLarge;
  EXPECT_EQ(submitted(*queue, std::move(task)).get().verdict, Verdict::kScanned);
  EXPECT_TRUE(queue->status().large_steps_back);
  const auto proud = make_queue(one_thread_each());
  QueueTask other = text_task();
  other.size_class = SizeClass::kLarge;
  EXPECT_EQ(submitted(*proud, std::move(other)).get().verdict, Verdict::kScanned);
  EXPECT_FALSE(proud->status().large_steps_back);
}

TEST(ScanQueue, ThreadsForAMachine) {
  EXPECT_EQ(queue_options_for(0).small.threads, 1U);
  EXPECT_EQ(queue_options_for(2).large.threads, 1U);
  EXPECT_EQ(queue_options_for(16).small.threads, 8U);
  EXPECT_EQ(queue_options_for(16).medium.threads, 4U);
  EXPECT_LE(queue_options_for(~0U).small.threads, 256U);
}

}  // namespace
}  // namespace assay::queue_test
