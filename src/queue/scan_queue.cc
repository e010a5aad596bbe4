// Threads, delivery and shutdown around the lanes.
#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "assay/queue.h"
#include "assay/unread.h"
#include "queue/attempt.h"
#include "queue/lanes.h"
#include "queue/priority.h"

namespace assay {
inline namespace v1 {
namespace {

constexpr unsigned kMaxThreads = 256;
constexpr int kMaxNice = 19;
constexpr std::array kAllLanes{SizeClass::kSmall, SizeClass::kMedium, SizeClass::kLarge};

Diagnostic refuse(std::string message, std::string fix) {
  return {{}, 0, 0, Code::kInvalidArgument, std::move(message), std::move(fix)};
}

Result<Done> validate(const QueueOptions& options) {
  const std::array lanes{options.small, options.medium, options.large};
  unsigned with_threads = 0;
  for (const LaneOptions& lane : lanes) {
    with_threads += lane.threads > 0 ? 1 : 0;
    if (lane.threads > kMaxThreads) return refuse("more than 256 threads in a lane", "about one per core is enough for all");
    if (lane.max_waiting == 0) return refuse("a lane without room", "max_waiting is at least 1");
  }
  if (with_threads != 0 && with_threads != lanes.size())
    return refuse("a lane without a thread", "give threads to all three lanes, or to none and call serve");
  if (options.small.patience.count() <= 0 || options.medium.patience.count() <= 0)
    return refuse("a lane without patience", "milliseconds, at least 1");
  if (options.large_nice < 0 || options.large_nice > kMaxNice) return refuse("large_nice is out of range", "0 to 19");
  return Done{};
}

}  // namespace

class ScanQueue::Impl {
 public:
  Impl(std::shared_ptr<const Engine> engine, const QueueOptions& options)
      : engine_(std::move(engine)), options_(options), lanes_(options) {}

  /// As many threads as were asked for, or none.
  bool start() {
    try {
      for (const SizeClass lane : kAllLanes)
        for (unsigned i = 0; i < lanes_.options(lane).threads; ++i) threads_.emplace_back([this, lane] { work(lane); });
    } catch (const std::system_error&) {
      return false;
    }
    return true;
  }

  Submission submit(QueueTask&& task) {
    if (task.source == nullptr || !task.receive || task.scan.cancel != nullptr) return Submission::kInvalid;
    const SizeClass lane = task.size_class ? *task.size_class : size_class_of(*task.source, engine_->limits());
    const std::lock_guard lock(mutex_);
    if (closed_) return Submission::kClosed;
    if (!lanes_.admit(lane)) return Submission::kBusy;
    if (task.cancel == nullptr) task.cancel = std::make_shared<CancelFlag>(false);
    lanes_.push(std::make_unique<queue::Ticket>(queue::Ticket{std::move(task), lane}));
    changed_.notify_all();
    return Submission::kAccepted;
  }

  void serve(SizeClass lane) {
    const Serving serving(*this);
    serve_until_done(lane);
  }

  bool serve_one(SizeClass lane) {
    const Serving serving(*this);
    auto ticket = take(lane);
    if (ticket == nullptr) return false;
    std::unique_ptr<Scanner> scanner = borrow_scanner();
    handle(std::move(ticket), *scanner);
    const std::lock_guard lock(mutex_);
    spare_.push_back(std::move(scanner));
    return true;
  }

  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

  bool drain(std::chrono::steady_clock::time_point until) {
    std::unique_lock lock(mutex_);
    if (until != std::chrono::steady_clock::time_point::max()) return changed_.wait_until(lock, until, [this] { return idle(); });
    changed_.wait(lock, [this] { return idle(); });  // wait_until(max) may overflow
    return true;
  }

  void shutdown() {
    deliver_unbegun(stop());
    std::vector<std::thread> threads;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return idle() && serving_ == 0; });
      threads.swap(threads_);
    }
    for (std::thread& thread : threads) thread.join();
  }

  QueueStatus status() const {
    const std::lock_guard lock(mutex_);
    return {lanes_.status(), steps_back_ > 0};
  }

 private:
  using Tickets = std::vector<std::unique_ptr<queue::Ticket>>;

  /// A thread of the caller's is in here: nothing may be taken down.
  class Serving {
   public:
    explicit Serving(Impl& impl) : impl_(impl) {
      const std::lock_guard lock(impl_.mutex_);
      ++impl_.serving_;
    }
    Serving(const Serving&) = delete;
    Serving& operator=(const Serving&) = delete;
    ~Serving() {
      const std::lock_guard lock(impl_.mutex_);
      --impl_.serving_;
      impl_.changed_.notify_all();
    }

   private:
    Impl& impl_;
  };

  bool idle() const { return lanes_.is_idle() && unbegun_ == 0; }

  void serve_until_done(SizeClass lane) {
    Scanner scanner(engine_);
    while (auto ticket = wait_for(lane)) handle(std::move(ticket), scanner);
  }

  void work(SizeClass lane) {
    if (lane == SizeClass::kLarge && options_.large_nice > 0 && queue::step_back(options_.large_nice)) {
      const std::lock_guard lock(mutex_);
      ++steps_back_;
    }
    serve_until_done(lane);
  }

  /// Null: the queue is closed, and nothing can come to this lane any more.
  std::unique_ptr<queue::Ticket> wait_for(SizeClass lane) {
    std::unique_lock lock(mutex_);
    for (;;) {
      if (auto ticket = begin(lanes_.take(lane))) return ticket;
      if (closed_ && lanes_.is_done(lane)) return nullptr;
      changed_.wait(lock);
    }
  }

  std::unique_ptr<queue::Ticket> take(SizeClass lane) {
    const std::lock_guard lock(mutex_);
    return begin(lanes_.take(lane));
  }

  /// Under the lock. So that a shutdown finds what it must cancel.
  std::unique_ptr<queue::Ticket> begin(std::unique_ptr<queue::Ticket> ticket) {
    if (ticket != nullptr) running_.push_back(ticket->task.cancel);
    return ticket;
  }

  void handle(std::unique_ptr<queue::Ticket> ticket, Scanner& scanner) {
    const queue::Patience patience = queue::patience_for(*ticket, lanes_.options(ticket->lane), engine_->limits());
    auto report = queue::attempt(*ticket, scanner, patience);
    if (!report && moved_on(ticket)) return;
    if (!report) report = queue::attempt(*ticket, scanner, queue::kWhole);
    ticket->task.receive(std::move(*report));
    const auto cancel = ticket->task.cancel;
    const SizeClass lane = ticket->lane;
    ticket.reset();  // the task ends before anyone is told that it has
    const std::lock_guard lock(mutex_);
    end(cancel);
    lanes_.finish(lane);
    changed_.notify_all();
  }

  bool moved_on(std::unique_ptr<queue::Ticket>& ticket) {
    const auto cancel = ticket->task.cancel;
    const std::lock_guard lock(mutex_);
    if (stopped_ || !lanes_.move_on(ticket)) return false;
    end(cancel);
    changed_.notify_all();
    return true;
  }

  void end(const std::shared_ptr<CancelFlag>& cancel) { running_.erase(std::find(running_.begin(), running_.end(), cancel)); }

  /// What was accepted and not begun.
  Tickets stop() {
    const std::lock_guard lock(mutex_);
    closed_ = stopped_ = true;
    for (const auto& cancel : running_) *cancel = true;
    Tickets waiting = lanes_.take_all();
    unbegun_ += waiting.size();
    changed_.notify_all();
    return waiting;
  }

  void deliver_unbegun(Tickets tickets) {
    if (tickets.empty()) return;
    Scanner scanner(engine_);
    for (auto& ticket : tickets) {
      QueueTask& task = ticket->task;
      task.receive(unread_report(scanner, task.name, Reason::kNotStarted, "the queue was shut down", task.scan));
      ticket.reset();
      const std::lock_guard lock(mutex_);
      --unbegun_;
      changed_.notify_all();
    }
  }

  std::unique_ptr<Scanner> borrow_scanner() {
    const std::lock_guard lock(mutex_);
    if (spare_.empty()) return std::make_unique<Scanner>(engine_);
    auto scanner = std::move(spare_.back());
    spare_.pop_back();
    return scanner;
  }

  const std::shared_ptr<const Engine> engine_;
  const QueueOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  queue::Lanes lanes_;                                // from here on guarded by mutex_, but for the options of the lanes
  std::vector<std::shared_ptr<CancelFlag>> running_;  // of the tickets that are being scanned
  std::vector<std::unique_ptr<Scanner>> spare_;       // of serve_one
  std::size_t unbegun_ = 0;                           // taken out by a shutdown, not yet delivered
  unsigned steps_back_ = 0, serving_ = 0;
  bool closed_ = false, stopped_ = false;
  std::vector<std::thread> threads_;
};

QueueOptions queue_options_for(unsigned cores) {
  QueueOptions options;
  options.small.threads = std::clamp((cores + 1) / 2, 1U, kMaxThreads);
  options.medium.threads = options.large.threads = std::clamp(cores / 4, 1U, kMaxThreads);
  return options;
}

std::future<Report> future_of(QueueTask& task) {
  auto promise = std::make_shared<std::promise<Report>>();
  task.receive = [promise](Report report) { promise->set_value(std::move(report)); };
  return promise->get_future();
}

ScanQueue::ScanQueue(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ScanQueue::~ScanQueue() { shutdown(); }

Result<std::unique_ptr<ScanQueue>> ScanQueue::create(std::shared_ptr<const Engine> engine, const QueueOptions& options) {
  if (engine == nullptr) return refuse("the engine is null", "pass the value of Engine::create");
  if (auto valid = validate(options); !valid.ok()) return valid.error();
  std::unique_ptr<ScanQueue> queue(new ScanQueue(std::make_unique<Impl>(std::move(engine), options)));
  if (!queue->impl_->start()) return Diagnostic{{}, 0, 0, Code::kIo, "no thread could be started", "use fewer threads"};
  return queue;
}

Submission ScanQueue::submit(QueueTask&& task) { return impl_->submit(std::move(task)); }
void ScanQueue::serve(SizeClass lane) { impl_->serve(lane); }
bool ScanQueue::serve_one(SizeClass lane) { return impl_->serve_one(lane); }
void ScanQueue::close() { impl_->close(); }
bool ScanQueue::drain(std::chrono::steady_clock::time_point until) { return impl_->drain(until); }
void ScanQueue::shutdown() { impl_->shutdown(); }
QueueStatus ScanQueue::status() const { return impl_->status(); }

}  // namespace v1
}  // namespace assay
