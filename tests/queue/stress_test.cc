// Many submitters, cancellers and a shutdown in the middle: every accepted task ends exactly once. Run it with ThreadSanitizer.
#include <atomic>
#include <random>
#include <thread>

#include "tests/queue/objects.h"

namespace assay::queue_test {
namespace {

constexpr int kSubmitters = 4, kTasksEach = 200;

struct Tally {
  std::atomic<int> accepted{0}, refused{0}, scanned{0}, cancelled{0}, unbegun{0}, other{0};
  int delivered() const { return scanned + cancelled + unbegun + other; }
};

void count(const Report& report, Tally& tally) {
  if (has_reason(report, Reason::kCancelled))
    ++tally.cancelled;
  else if (has_reason(report, Reason::kNotStarted))
    ++tally.unbegun;
  else
    ++(report.verdict == Verdict::kScanned && report.findings.size() == 1 ? tally.scanned : tally.other);
}

void submit_many(ScanQueue& queue, unsigned seed, Tally& tally) {
  std::minstd_rand random(seed);
  for (int i = 0; i < kTasksEach; ++i) {
    QueueTask task = text_task(kIban + std::string(random() % 5000, '-'));
    task.size_class = static_cast<SizeClass>(random() % kSizeClasses);
    const auto cancel = task.cancel = std::make_shared<CancelFlag>(false);
    const auto delivered = std::make_shared<std::atomic<bool>>(false);
    task.receive = [&tally, delivered](const Report& report) {
      EXPECT_FALSE(delivered->exchange(true)) << "delivered twice";
      count(report, tally);
    };
    ++(queue.submit(std::move(task)) == Submission::kAccepted ? tally.accepted : tally.refused);
    if (random() % 8 == 0) *cancel = true;
    if (random() % 16 == 0) queue.status();
  }
}

void run_submitters(ScanQueue& queue, Tally& tally) {
  std::vector<std::thread> threads;
  for (unsigned seed = 1; seed <= kSubmitters; ++seed)
    threads.emplace_back([&queue, &tally, seed] { submit_many(queue, seed, tally); });
  for (std::thread& thread : threads) thread.join();
}

TEST(QueueStress, EverythingAcceptedIsDeliveredOnce) {
  QueueOptions options = one_thread_each();
  options.small.threads = 2;
  options.small.max_waiting = options.medium.max_waiting = options.large.max_waiting = 20;
  const auto queue = make_queue(options);
  Tally tally;
  run_submitters(*queue, tally);
  EXPECT_TRUE(queue->drain());
  EXPECT_EQ(tally.delivered(), tally.accepted);
  EXPECT_EQ(tally.accepted + tally.refused, kSubmitters * kTasksEach);
  EXPECT_EQ(tally.other + tally.unbegun, 0);
  EXPECT_GT(tally.scanned, 0);
}

TEST(QueueStress, AShutdownInTheMiddle) {
  for (int round = 0; round < 5; ++round) {
    auto queue = make_queue(one_thread_each());
    Tally tally;
    std::thread server([&] { queue->serve(SizeClass::kLarge); });
    std::thread ender([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(5 * round));
      queue->shutdown();
    });
    run_submitters(*queue, tally);
    ender.join();
    server.join();
    queue.reset();
    EXPECT_EQ(tally.delivered(), tally.accepted) << round;
    EXPECT_EQ(tally.other, 0);
  }
}

}  // namespace
}  // namespace assay::queue_test
