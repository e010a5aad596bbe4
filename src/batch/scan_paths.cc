// Walk -> bounded queue -> workers -> bounded window -> the caller, in walk order.
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>

#include "assay/batch.h"
#include "assay/unread.h"
#include "batch/stream_source.h"
#include "batch/walk.h"

namespace assay {
inline namespace v1 {
namespace {

using Clock = std::chrono::steady_clock;
constexpr unsigned kMaxJobs = 1024;
constexpr std::size_t kWindow = 1024;           // reports that may wait for one slow file before them
constexpr std::size_t kWaitingWeight = 50'000;  // and the findings, parts and gaps in them: some 30 MB
constexpr std::chrono::milliseconds kProgressEvery{100};

class Batch {
 public:
  Batch(std::shared_ptr<const Engine> engine, const std::vector<std::string>& paths, const BatchOptions& options,
        const std::function<void(const BatchItem&)>& receive)
      : engine_(std::move(engine)), paths_(paths), options_(options), receive_(receive), window_(kWindow) {}
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;
  ~Batch() { stop(); }

  Result<BatchTotals> run(unsigned jobs) {
    const auto begun = Clock::now();
    queue_room_ = 2 * jobs + 8;  // open files that wait for a worker
    if (!start(jobs)) return Diagnostic{{}, 0, 0, Code::kIo, "no thread could be started", "use fewer jobs"};
    deliver();
    stop();
    if (out_of_memory_) return Diagnostic{.code = Code::kInternal, .message = "out of memory"};
    tell_progress();
    totals_.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    totals_.cancelled = cancelled();
    return totals_;
  }

 private:
  struct Job {
    std::uint64_t order;
    batch::Found found;
  };

  bool cancelled() const { return options_.scan.cancel != nullptr && options_.scan.cancel->load(std::memory_order_relaxed); }

  // As many workers as the system gives; at least one.
  bool start(unsigned jobs) {
    try {
      threads_.emplace_back([this] { unless_out_of_memory([this] { walk_all(); }); });
      for (unsigned i = 0; i < jobs; ++i) threads_.emplace_back([this] { unless_out_of_memory([this] { work(); }); });
    } catch (const std::system_error&) {
      if (threads_.size() < 2) return false;
    }
    return true;
  }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    wake_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  // Memory for what lies between the files: without it the batch ends. That of a file is its report's trouble.
  template <class Work>
  void unless_out_of_memory(Work work) {
    try {
      return work();
    } catch (const std::bad_alloc&) {
    }
    {
      const std::lock_guard lock(mutex_);
      out_of_memory_ = stopped_ = true;
    }
    wake_all();
  }

  void walk_all() {
    batch::walk(paths_, options_.scan.cancel, [this](batch::Found found) { push(std::move(found)); });
    {
      const std::lock_guard lock(mutex_);
      walk_ended_ = true;
    }
    wake_all();
  }

  void wake_all() {
    room_.notify_all();
    work_.notify_all();
    due_.notify_all();
  }

  // The file that is due is always beyond this gate already, so waiting here ends.
  bool room() const { return queue_.size() < queue_room_ && found_ - delivered_ < kWindow && waiting_weight_ < kWaitingWeight; }

  void push(batch::Found found) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return stopped_ || room(); });
    if (stopped_) return;
    queue_.push_back({found_++, std::move(found)});
    lock.unlock();
    work_.notify_one();
  }

  void work() {
    Scanner scanner(engine_);
    std::atomic<std::uint64_t>& in_hand = own_counter();
    while (auto job = pop()) {
      auto item = std::make_unique<BatchItem>(scan(scanner, job->found, in_hand));
      const std::lock_guard lock(mutex_);
      in_hand = 0;
      bytes_done_ += item->report.bytes;
      waiting_weight_ += weight(item->report);
      window_[job->order % kWindow] = std::move(item);
      if (job->order == delivered_) due_.notify_one();
    }
  }

  static std::size_t weight(const Report& report) {
    return 1 + report.findings.size() + report.losers.size() + report.parts.size() + report.gaps.size();
  }

  std::atomic<std::uint64_t>& own_counter() {
    const std::lock_guard lock(mutex_);
    return in_hand_.emplace_back(0);
  }

  std::optional<Job> pop() {
    std::unique_lock lock(mutex_);
    work_.wait(lock, [&] { return stopped_ || !queue_.empty() || walk_ended_; });
    if (stopped_ || queue_.empty()) return std::nullopt;
    Job job = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    room_.notify_one();
    return job;
  }

  BatchItem scan(Scanner& scanner, batch::Found& found, std::atomic<std::uint64_t>& in_hand) {
    BatchItem item;
    item.path = std::move(found.path);
    item.skipped_link = found.kind == batch::Found::Kind::kLink;
    if (item.skipped_link) return item;
    try {
      item.report = report_on(scanner, item, found, options_for(in_hand));
    } catch (const std::bad_alloc&) {
      item.report = unread_report(scanner, item.path, Reason::kWorkerOom, "out of memory", options_.scan);
    }
    return item;
  }

  Report report_on(Scanner& scanner, const BatchItem& item, batch::Found& found, const ScanOptions& options) const {
    if (found.kind == batch::Found::Kind::kTrouble) return unread_report(scanner, item.path, found.reason, found.detail, options);
    if (cancelled()) return unread_report(scanner, item.path, Reason::kNotStarted, "found, but not begun", options);
    return scanner.scan(*source_of(found), item.path, options);
  }

  // The caller's hooks run in one thread at a time; ours counts.
  ScanOptions options_for(std::atomic<std::uint64_t>& in_hand) {
    ScanOptions options = options_.scan;
    options.progress = [this, &in_hand](std::uint64_t bytes) {
      in_hand.store(bytes, std::memory_order_relaxed);
      if (!options_.scan.progress) return;
      const std::lock_guard lock(hooks_);
      options_.scan.progress(bytes);
    };
    if (options_.scan.on_finding) {
      options.on_finding = [this](const Finding& finding) {
        const std::lock_guard lock(hooks_);
        options_.scan.on_finding(finding);
      };
    }
    return options;
  }

  // Files of /proc and some network file systems claim to be empty and are not.
  std::unique_ptr<Source> source_of(batch::Found& found) const {
    char byte = 0;
    if (found.size == 0 && ::pread(found.file.get(), &byte, 1, 0) != 0)
      return batch::stream_source(found.file.release(), options_.scan.cancel);
    return adopt_descriptor(found.file.release(), found.size);
  }

  void deliver() {
    std::unique_lock lock(mutex_);
    while (true) {
      const auto due = [&] {
        return stopped_ || window_[delivered_ % kWindow] != nullptr || (walk_ended_ && delivered_ == found_);
      };
      if (!due_.wait_for(lock, kProgressEvery, due)) {
        lock.unlock();
        tell_progress();
        lock.lock();
        continue;
      }
      const std::unique_ptr<BatchItem> item = std::move(window_[delivered_ % kWindow]);
      if (item == nullptr || out_of_memory_) return;
      ++delivered_;
      waiting_weight_ -= weight(item->report);
      lock.unlock();
      room_.notify_one();
      account(*item);
      receive_(*item);
      if (Clock::now() - told_ >= kProgressEvery) tell_progress();
      lock.lock();
    }
  }

  void account(const BatchItem& item) {
    if (item.skipped_link) {
      ++totals_.links;
      return;
    }
    ++totals_.files;
    totals_.bytes += item.report.bytes;
    totals_.findings += item.report.finding_count;
    if (item.report.verdict != Verdict::kScanned) ++totals_.unread;
  }

  void tell_progress() {
    told_ = Clock::now();
    if (!options_.progress) return;
    std::unique_lock lock(mutex_);
    std::uint64_t bytes = bytes_done_;
    for (const auto& in_hand : in_hand_) bytes += in_hand.load(std::memory_order_relaxed);
    const std::uint64_t done = delivered_, found = found_;
    const bool ended = walk_ended_;
    lock.unlock();
    options_.progress(done, found, bytes, ended);
  }

  const std::shared_ptr<const Engine> engine_;
  const std::vector<std::string>& paths_;
  const BatchOptions& options_;
  const std::function<void(const BatchItem&)>& receive_;

  std::mutex mutex_, hooks_;
  std::condition_variable room_, work_, due_;  // what the walk, the workers and the caller wait for
  std::deque<Job> queue_;
  std::vector<std::unique_ptr<BatchItem>> window_;  // by order modulo kWindow
  std::deque<std::atomic<std::uint64_t>> in_hand_;  // per worker: bytes read of the file it scans
  std::uint64_t found_ = 0, delivered_ = 0, bytes_done_ = 0;
  std::size_t queue_room_ = 0, waiting_weight_ = 0;
  bool walk_ended_ = false, stopped_ = false, out_of_memory_ = false;

  BatchTotals totals_;
  Clock::time_point told_{};
  std::vector<std::thread> threads_;
};

Diagnostic refuse(std::string message, std::string fix) {
  return {{}, 0, 0, Code::kInvalidArgument, std::move(message), std::move(fix)};
}

}  // namespace

Result<BatchTotals> scan_paths(const std::shared_ptr<const Engine>& engine, const std::vector<std::string>& paths,
                               const BatchOptions& options, const std::function<void(const BatchItem&)>& receive) {
  if (engine == nullptr) return refuse("the engine is null", "pass the value of Engine::create");
  if (!receive) return refuse("there is no receiver of items", "pass a function");
  if (paths.empty()) return refuse("no path was given", "name files or folders");
  if (options.jobs > kMaxJobs) return refuse("more than 1024 jobs", "0 takes one per core");
  const unsigned jobs = options.jobs != 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  try {
    return Batch(engine, paths, options, receive).run(jobs);
  } catch (const std::bad_alloc&) {
    return Diagnostic{.code = Code::kInternal, .message = "out of memory"};
  }
}

}  // namespace v1
}  // namespace assay
