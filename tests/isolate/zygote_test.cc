// Workers that are forked for each document, and documents that can be read once.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <set>
#include <thread>

#include "isolate/remote_extractor.h"
#include "tests/extract/recording_sink.h"
#include "tests/isolate/workers.h"

namespace assay::isolate {
namespace {

using extract::testing::RecordingSink;
using std::chrono::steady_clock;
using testing::kFakeWorker;
using testing::quick_limits;

std::shared_ptr<WorkerPool> forking_pool() {
  return std::make_shared<WorkerPool>(PoolOptions{.worker = kFakeWorker, .lifetime = Lifetime::kForked});
}

/// "pid N" of the worker that read it.
std::string read(const std::shared_ptr<WorkerPool>& pool, std::string_view name) {
  base::MemorySource source("document");
  RecordingSink sink(quick_limits());
  const auto done = remote_pdf(pool).run(source, {.name = name, .format = "pdf"}, sink);
  EXPECT_TRUE(done.ok()) << done.error().detail;
  return sink.all_text();
}

pid_t parent_of(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/stat");
  std::string number, name, state;
  pid_t parent = 0;
  status >> number >> name >> state >> parent;
  return parent;
}

std::set<pid_t> children() {
  std::ifstream list("/proc/self/task/" + std::to_string(::getpid()) + "/children");
  std::set<pid_t> out;
  for (pid_t child; list >> child;) out.insert(child);
  return out;
}

TEST(Forked, EachDocumentHasAProcessOfItsOwnAndNoneIsLeft) {
  const auto before = children();
  {
    const auto pool = forking_pool();
    std::set<std::string> workers;
    for (int i = 0; i < 40; ++i) workers.insert(read(pool, "good"));
    EXPECT_EQ(workers.size(), 40u);
    EXPECT_LE(children().size(), before.size() + 18) << "ended workers are waited for";
  }
  EXPECT_EQ(children(), before);
}

TEST(Forked, WorkersAreChildrenOfTheHost) {
  const auto pool = forking_pool();
  const auto worker = pool->take(quick_limits().max_memory_bytes);
  ASSERT_TRUE(worker.ok()) << worker.error().detail;
  for (const pid_t child : children()) EXPECT_EQ(parent_of(child), ::getpid());
}

TEST(Forked, AZygoteThatDiedIsReplacedUnnoticed) {
  const auto pool = forking_pool();
  read(pool, "good");
  for (const pid_t child : children()) ::kill(child, SIGKILL);  // the zygote, and the worker that waits
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_FALSE(read(pool, "good").empty());
}

TEST(Forked, ADifferentMemoryLimitTakesAnotherZygote) {
  const auto pool = forking_pool();
  EXPECT_TRUE(pool->take(64 << 20).ok());
  EXPECT_TRUE(pool->take(128 << 20).ok());
}

/// Whoever is in a hurry must not wait for a process that others started with low priority.
TEST(Pools, KeepWorkersOfSlowThreadsForSlowThreads) {
  for (const Lifetime lifetime : {Lifetime::kPersistent, Lifetime::kForked}) {
    const auto pool = std::make_shared<WorkerPool>(PoolOptions{.worker = kFakeWorker, .lifetime = lifetime});
    std::thread slow([&] {
      ASSERT_EQ(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), 7), 0);
      read(pool, "good");
    });
    slow.join();
    const std::string number = read(pool, "nice");
    EXPECT_NE(number.find("nice " + std::to_string(::getpriority(PRIO_PROCESS, 0)) + "."), std::string::npos) << number;
  }
}

TEST(Forked, AProgramThatIsNotThereIsSaid) {
  const auto pool =
      std::make_shared<WorkerPool>(PoolOptions{.worker = "/nonexistent/assay-reader", .lifetime = Lifetime::kForked});
  const auto worker = pool->take(1 << 20);
  ASSERT_FALSE(worker.ok());
  EXPECT_EQ(worker.error().detail, "assay-reader not found at /nonexistent/assay-reader");
}

TEST(Forked, ManyThreadsTakeTheirOwn) {
  const auto pool = forking_pool();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 10; ++k) EXPECT_EQ(read(pool, "good").substr(0, 4), "pid ");
    });
  for (std::thread& thread : threads) thread.join();
}

/// The next document is answered within 100 ms of the end of the one before: median of five, on a machine that does other things.
TEST(AfterACrash, TheNextIsAnsweredAtOnce) {
  if (kSanitizedBuild) GTEST_SKIP() << "a sanitizer build starts slowly";
  for (const Lifetime lifetime : {Lifetime::kPersistent, Lifetime::kForked}) {
    const auto pool = std::make_shared<WorkerPool>(PoolOptions{.worker = kFakeWorker, .lifetime = lifetime});
    std::vector<double> seconds;
    for (int i = 0; i < 5; ++i) {
      base::MemorySource source("document");
      RecordingSink sink(quick_limits());
      EXPECT_FALSE(remote_pdf(pool).run(source, {.name = "segv", .format = "pdf"}, sink).ok());
      const auto begin = steady_clock::now();
      read(pool, "good");
      seconds.push_back(std::chrono::duration<double>(steady_clock::now() - begin).count());
    }
    std::nth_element(seconds.begin(), seconds.begin() + 2, seconds.end());
    EXPECT_LT(seconds[2], 0.1);
  }
}

#ifdef ASSAY_REAL_READER
/// `bytes`, once, in pieces; then `end`.
class Once final : public Source {
 public:
  Once(std::string bytes, Trouble end) : bytes_(std::move(bytes)), end_(std::move(end)) {}
  std::optional<std::uint64_t> size() const override { return std::nullopt; }
  bool random_access() const override { return false; }
  Result<std::size_t, Trouble> read(std::span<char> out) override {
    const std::size_t size = std::min({out.size(), bytes_.size() - at_, std::size_t{5000}});
    if (size == 0 && end_.reason != Reason::kNone) return end_;
    std::copy_n(bytes_.data() + at_, size, out.data());
    at_ += size;
    return size;
  }
  Result<std::size_t, Trouble> read_at(std::uint64_t, std::span<char>) override { return Trouble{Reason::kInternal, "once"}; }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
  Trouble end_;
};

class Piped : public ::testing::Test {
 public:
  std::shared_ptr<WorkerPool> pool_ = std::make_shared<WorkerPool>(PoolOptions{.worker = ASSAY_REAL_READER});
  extract::Extractor text_ = remote({.id = "text", .formats = {"text"}}, pool_);
};

TEST_F(Piped, ALongDocumentArrivesWhole) {
  std::string bytes;
  while (bytes.size() < 3'000'000) bytes += "line " + std::to_string(bytes.size()) + "\n";
  Once source(bytes, {Reason::kNone, ""});
  RecordingSink sink(quick_limits());
  ASSERT_TRUE(text_.run(source, {.format = "text"}, sink).ok());
  EXPECT_EQ(sink.all_text(), bytes.substr(0, sink.all_text().size()));
  EXPECT_GE(sink.all_text().size() + 1, bytes.size());
}

TEST_F(Piped, HowItEndedIsToldAndWhatCameBeforeIsKept) {
  Once source("first line\nsecond", {Reason::kChecksumMismatch, "CRC-32 of the member"});
  RecordingSink sink(quick_limits());
  const auto done = text_.run(source, {.format = "text"}, sink);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().reason, Reason::kChecksumMismatch);
  EXPECT_EQ(done.error().detail, "CRC-32 of the member");
  EXPECT_NE(sink.all_text().find("second"), std::string::npos) << sink.all_text();
}

TEST_F(Piped, AnEndThatNobodyWaitedForDoesNotDisturbTheNext) {
  const extract::Extractor gzip = remote({.id = "gzip", .formats = {"gzip"}}, pool_);
  for (int i = 0; i < 20; ++i) {
    Once source(std::string(200'000, 'x'), {Reason::kNone, ""});  // refused at its first byte
    RecordingSink sink(quick_limits()), next(quick_limits());
    EXPECT_FALSE(gzip.run(source, {.format = "gzip"}, sink).ok());
    Once text("good", {Reason::kNone, ""});
    EXPECT_TRUE(text_.run(text, {.format = "text"}, next).ok());
    EXPECT_EQ(next.all_text(), "good");
  }
}
#endif

}  // namespace
}  // namespace assay::isolate
