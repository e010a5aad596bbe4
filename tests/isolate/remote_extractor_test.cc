#include "isolate/remote_extractor.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "isolate/input_descriptor.h"
#include "tests/extract/recording_sink.h"
#include "tests/isolate/sample_extractor.h"
#include "tests/isolate/workers.h"

namespace assay::isolate {
namespace {

using extract::testing::RecordingSink;
using std::chrono::steady_clock;
using testing::kFakeWorker;
using testing::quick_limits;

double seconds_since(steady_clock::time_point then) { return std::chrono::duration<double>(steady_clock::now() - then).count(); }

class Remote : public ::testing::Test {
 public:
  std::shared_ptr<WorkerPool> pool_ = std::make_shared<WorkerPool>(PoolOptions{.worker = kFakeWorker});

  Result<Done, Trouble> read(std::string_view name, extract::Sink& sink) {
    base::MemorySource source("%PDF document");
    return remote_pdf(pool_).run(source, {.name = name, .format = "pdf", .charset = "end"}, sink);
  }
  std::string pid_of_worker() {
    RecordingSink sink(quick_limits());
    EXPECT_TRUE(read("good", sink).ok());
    return sink.all_text();
  }
};

TEST_F(Remote, SameAsInProcess) {
  RecordingSink here, there;
  base::MemorySource source("%PDF document");
  ASSERT_TRUE(testing::run_sample(source, {.name = "sample", .format = "pdf", .charset = "end"}, here).ok());
  ASSERT_TRUE(read("sample", there).ok());
  ASSERT_EQ(here.texts.size() + 2, there.texts.size()) << "the long piece travels as three";
  EXPECT_EQ(here.all_text(), there.all_text());
  ASSERT_EQ(there.children.size(), 3u);
  EXPECT_EQ(there.children[0].bytes, here.children[0].bytes);
  ASSERT_TRUE(there.children[2].trouble);
  EXPECT_EQ(there.children[2].trouble->reason, Reason::kTruncated);
  // Everything but the last, long, piece must be identical, in the same order.
  const std::string expected = here.log().substr(0, here.log().find("text  break [page #7] \"xxx"));
  EXPECT_EQ(there.log().substr(0, expected.size()), expected);
}

struct Misdeed {
  const char* name;
  Reason reason;
};
/// Of a worker that serves many documents, and of one that was forked for this one.
class Misbehaving : public Remote, public ::testing::WithParamInterface<Misdeed> {
 public:
  void end_in_reason_and_read_next();
};

TEST_P(Misbehaving, EndsInItsReasonAndTheNextIsRead) { end_in_reason_and_read_next(); }
TEST_P(Misbehaving, ForkedEndsInItsReasonAndTheNextIsRead) {
  pool_ = std::make_shared<WorkerPool>(PoolOptions{.worker = kFakeWorker, .lifetime = Lifetime::kForked});
  end_in_reason_and_read_next();
}

void Misbehaving::end_in_reason_and_read_next() {
  if (kSanitizedBuild && GetParam().reason == Reason::kWorkerOom && std::string(GetParam().name) == "memory") {
    GTEST_SKIP() << "sanitizer builds have no memory limit";
  }
  Limits limits = quick_limits();
  limits.max_idle_seconds = 0.4;
  if (kSanitizedBuild || GetParam().reason == Reason::kWorkerOom) limits.max_idle_seconds = 5;  // memory takes time to fill
  limits.max_expanded_bytes = 32 << 20;
  RecordingSink sink(limits);
  const auto began = steady_clock::now();
  const auto done = read(GetParam().name, sink);
  EXPECT_LT(seconds_since(began), 20);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(reason_info(done.error().reason).name, reason_info(GetParam().reason).name) << done.error().detail;
  if (GetParam().reason != Reason::kPasswordRequired) {
    ASSERT_FALSE(sink.texts.empty()) << "what came before is kept";
    EXPECT_EQ(sink.texts[0].text.substr(0, 4), "pid ");
    EXPECT_NE(pid_of_worker(), sink.texts[0].text) << "a worker that misbehaved is not used again";
  }
  RecordingSink next(quick_limits());
  EXPECT_TRUE(read("good", next).ok());
  EXPECT_EQ(next.texts.size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(
    All, Misbehaving,
    ::testing::Values(Misdeed{"segv", Reason::kWorkerCrash}, Misdeed{"abort", Reason::kWorkerCrash},
                      Misdeed{"exit", Reason::kWorkerCrash}, Misdeed{"close", Reason::kWorkerCrash},
                      Misdeed{"sigsys", Reason::kSandboxViolation}, Misdeed{"sigkill", Reason::kWorkerOom},
                      Misdeed{"memory", Reason::kWorkerOom}, Misdeed{"hang", Reason::kProgress},
                      Misdeed{"spin", Reason::kProgress}, Misdeed{"flood", Reason::kExpandedSize},
                      Misdeed{"garbage", Reason::kSandboxViolation}, Misdeed{"unknown-frame", Reason::kSandboxViolation},
                      Misdeed{"host-frame", Reason::kSandboxViolation}, Misdeed{"second-hello", Reason::kSandboxViolation},
                      Misdeed{"bad-utf8", Reason::kSandboxViolation}, Misdeed{"trailing", Reason::kSandboxViolation},
                      Misdeed{"beyond", Reason::kSandboxViolation}, Misdeed{"chunk-alone", Reason::kSandboxViolation},
                      Misdeed{"gap-none", Reason::kSandboxViolation}, Misdeed{"text-in-child", Reason::kSandboxViolation},
                      Misdeed{"dies-in-child", Reason::kWorkerCrash}, Misdeed{"trouble", Reason::kPasswordRequired}),
    [](const auto& instance) {
      std::string name = instance.param.name;
      std::replace(name.begin(), name.end(), '-', '_');
      return name;
    });

TEST_F(Remote, TotalClockEndsAWorkerThatOnlyNods) {
  Limits limits = quick_limits();
  limits.max_seconds = 0.5;
  RecordingSink sink(limits);
  const auto began = steady_clock::now();
  EXPECT_TRUE(read("nod", sink).ok()) << "the budget carries the reason";
  EXPECT_EQ(sink.budget().stopped(), Reason::kTime);
  EXPECT_LT(seconds_since(began), 5);
}

TEST_F(Remote, CancelEndsTheWorkerSoon) {
  for (const char* name : {"hang", "nod"}) {
    pid_of_worker();  // started, so that only the ending is measured
    CancelFlag cancel{false};
    class CancellableSink final : public extract::Sink {
     public:
      explicit CancellableSink(const CancelFlag* flag) : budget_(quick_limits(), 0, flag) {}
      bool text(std::string_view utf8, const extract::Anchor&) override { return budget_.draw_text(utf8.size()); }
      bool child(const extract::ChildInfo&, Source&) override { return true; }
      void gap(GapClass, Reason, ByteRange, const Locator*, std::string_view) override {}
      base::Budget& budget() override { return budget_; }

     private:
      base::Budget budget_;
    } sink(&cancel);
    steady_clock::time_point set;
    std::thread canceller([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      set = steady_clock::now();
      cancel = true;
    });
    EXPECT_TRUE(read(name, sink).ok());
    const auto ended = steady_clock::now();
    canceller.join();
    EXPECT_EQ(sink.budget().stopped(), Reason::kCancelled);
    EXPECT_LT(std::chrono::duration<double>(ended - set).count(), kSanitizedBuild ? 2.0 : 0.4) << name;
  }
}

TEST_F(Remote, MissingProgramIsSaidAloud) {
  pool_ = std::make_shared<WorkerPool>(PoolOptions{.worker = "/nonexistent/assay-worker"});
  RecordingSink sink;
  const auto done = read("good", sink);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().reason, Reason::kNoParser);
  EXPECT_EQ(done.error().detail, "assay-worker not found at /nonexistent/assay-worker");
}

TEST_F(Remote, UntrustedReaderAndOtherVersionAreInternal) {
  for (const char* argument : {"--untrusted", "--old"}) {
    pool_ = std::make_shared<WorkerPool>(PoolOptions{.worker = kFakeWorker, .arguments = {argument}});
    RecordingSink sink(quick_limits());
    const auto done = read("good", sink);
    ASSERT_FALSE(done.ok()) << argument;
    EXPECT_EQ(done.error().reason, Reason::kInternal) << argument << done.error().detail;
    EXPECT_TRUE(sink.texts.empty());
  }
}

TEST_F(Remote, WorkersAreKeptAndRetired) {
  pool_ = std::make_shared<WorkerPool>(PoolOptions{.worker = kFakeWorker, .documents_per_worker = 3});
  const std::string first = pid_of_worker();
  EXPECT_EQ(pid_of_worker(), first);
  EXPECT_EQ(pid_of_worker(), first);
  EXPECT_NE(pid_of_worker(), first);
}

TEST_F(Remote, IdleWorkerThatDiedIsReplacedUnnoticed) {
  const std::string first = pid_of_worker();
  ::kill(static_cast<pid_t>(std::stol(first.substr(4))), SIGKILL);
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_NE(pid_of_worker(), first);
}

TEST_F(Remote, WarmWorkerIsUsed) {
  pool_->warm_up(quick_limits().max_memory_bytes);
  pool_->warm_up(quick_limits().max_memory_bytes);
  const std::string first = pid_of_worker();
  EXPECT_EQ(pid_of_worker(), first);
}

TEST_F(Remote, DocumentInsideADocumentTakesASecondWorker) {
  class NestingSink final : public extract::Sink {
   public:
    explicit NestingSink(Remote& test, int depth) : test_(test), depth_(depth) {}
    bool text(std::string_view utf8, const extract::Anchor&) override { return all.append(utf8).append("|"), true; }
    bool child(const extract::ChildInfo& info, Source& source) override {
      EXPECT_EQ(info.name, "inner");
      EXPECT_EQ(base::read_all(source, 100).value(), "inside");
      NestingSink inner(test_, depth_ - 1);
      if (depth_ > 0) {
        EXPECT_TRUE(test_.read("child", inner).ok());
      }
      all += inner.all;
      return true;
    }
    void gap(GapClass, Reason, ByteRange, const Locator*, std::string_view) override { ADD_FAILURE(); }
    base::Budget& budget() override { return budget_; }
    std::string all;

   private:
    Remote& test_;
    int depth_;
    base::Budget budget_{quick_limits(), 1 << 20, nullptr};
  } sink(*this, 2);
  ASSERT_TRUE(read("child", sink).ok());
  EXPECT_EQ(std::count(sink.all.begin(), sink.all.end(), '|'), 6);
}

TEST_F(Remote, ManyThreadsManyDocuments) {
  std::atomic<int> good{0}, crashed{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 12; ++i) {
        RecordingSink sink(quick_limits());
        const bool crash = (i + t) % 5 == 0;
        const auto done = read(crash ? "segv" : "sample", sink);
        if (crash)
          crashed += !done.ok() && done.error().reason == Reason::kWorkerCrash;
        else
          good += done.ok() && sink.children.size() == 3;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(good + crashed, 48);
}

TEST(HostGone, AHangingWorkerEnds) {
  ASSERT_EQ(::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), 0);
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t host = ::fork();
  if (host == 0) {
    class ReportingSink final : public extract::Sink {
     public:
      explicit ReportingSink(int out) : out_(out) {}
      bool text(std::string_view utf8, const extract::Anchor&) override {
        const std::string line(utf8);
        if (::write(out_, line.data(), line.size()) <= 0) ::_exit(1);
        ::usleep(100'000);  // the worker hangs by now
        ::_exit(0);
      }
      bool child(const extract::ChildInfo&, Source&) override { return true; }
      void gap(GapClass, Reason, ByteRange, const Locator*, std::string_view) override {}
      base::Budget& budget() override { return budget_; }

     private:
      int out_;
      base::Budget budget_{quick_limits(), 0, nullptr};
    } sink(ends[1]);
    base::MemorySource source("x");
    const auto pool = std::make_shared<WorkerPool>(PoolOptions{.worker = kFakeWorker});
    (void)remote_pdf(pool).run(source, {.name = "spin", .format = "pdf"}, sink);
    ::_exit(2);
  }
  int status = -1;
  ASSERT_EQ(::waitpid(host, &status, 0), host);
  ASSERT_EQ(status, 0);
  char words[64] = {};
  ASSERT_GT(::read(ends[0], words, sizeof words - 1), 4);
  const auto worker = static_cast<pid_t>(std::atol(words + 4));
  bool ended = false;
  for (int i = 0; i < 200 && !ended; ++i) {
    ended = ::waitpid(worker, &status, WNOHANG) == worker;
    if (!ended) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  if (!ended) ::kill(worker, SIGKILL);
  EXPECT_TRUE(ended);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(InputDescriptorOf, NobodyCanWriteToIt) {
  base::Budget budget(quick_limits(), 0, nullptr);
  base::MemorySource memory("document");
  const auto copy = input_descriptor(memory, budget);
  ASSERT_TRUE(copy.ok());
  EXPECT_EQ(copy.value().size, 8u);
  EXPECT_LT(::pwrite(copy.value().file.get(), "X", 1, 0), 0);
  std::FILE* file = std::tmpfile();
  ASSERT_NE(file, nullptr);
  std::fputs("document", file);
  std::fflush(file);
  const auto source = adopt_descriptor(::dup(::fileno(file)), 8);
  const auto passed = input_descriptor(*source, budget);
  ASSERT_TRUE(passed.ok());
  EXPECT_LT(::pwrite(passed.value().file.get(), "X", 1, 0), 0);
  char head[8];
  EXPECT_EQ(::pread(passed.value().file.get(), head, 8, 0), 8);
  std::fclose(file);
}

TEST(InputDescriptorOf, CopyBeyondTheDiskBudgetIsRefused) {
  Limits limits = quick_limits();
  limits.max_temp_bytes = 4;
  base::Budget budget(limits, 0, nullptr);
  base::MemorySource memory("document");
  const auto copy = input_descriptor(memory, budget);
  ASSERT_FALSE(copy.ok());
  EXPECT_EQ(copy.error().reason, Reason::kTempDisk);
}

}  // namespace
}  // namespace assay::isolate
