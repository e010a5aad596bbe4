#include "queue/dispatcher.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "assay/unread.h"
#include "queue/attempt.h"
#include "queue/priority.h"

namespace assay::queue {

class Dispatcher::Serving {
 public:
  explicit Serving(Dispatcher& in) : in_(in) {
    const std::lock_guard lock(in_.mutex_);
    ++in_.serving_;
  }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;
  ~Serving() {
    const std::lock_guard lock(in_.mutex_);
    --in_.serving_;
    in_.changed_.notify_all();
  }

 private:
  Dispatcher& in_;
};

bool Dispatcher::start() {
  try {
    for (const SizeClass lane : {SizeClass::kSmall, SizeClass::kMedium, SizeClass::kLarge})
      for (unsigned i = 0; i < lanes_.options(lane).threads; ++i) threads_.emplace_back([this, lane] { work(lane); });
  } catch (const std::system_error&) {
    return false;
  }
  return true;
}

Submission Dispatcher::submit(QueueTask&& task) {
  if (task.source == nullptr || !task.receive || task.scan.cancel != nullptr) return Submission::kInvalid;
  const SizeClass lane = task.size_class ? *task.size_class : size_class_of(*task.source, engine_->limits());
  const std::lock_guard lock(mutex_);
  if (closed_) return Submission::kClosed;
  if (!lanes_.admit(lane)) return Submission::kBusy;
  if (task.cancel == nullptr) task.cancel = std::make_shared<CancelFlag>(false);
  lanes_.push(std::make_unique<Ticket>(Ticket{std::move(task), lane}));
  changed_.notify_all();
  return Submission::kAccepted;
}

void Dispatcher::serve(SizeClass lane) {
  const Serving serving(*this);
  serve_until_done(lane);
}

bool Dispatcher::serve_one(SizeClass lane) {
  const Serving serving(*this);
  auto ticket = take(lane);
  if (ticket == nullptr) return false;
  std::unique_ptr<Scanner> scanner = borrow_scanner();
  handle(std::move(ticket), *scanner);
  const std::lock_guard lock(mutex_);
  spare_.push_back(std::move(scanner));
  return true;
}

void Dispatcher::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

bool Dispatcher::drain(std::chrono::steady_clock::time_point until) {
  std::unique_lock lock(mutex_);
  if (until != std::chrono::steady_clock::time_point::max()) return changed_.wait_until(lock, until, [this] { return idle(); });
  changed_.wait(lock, [this] { return idle(); });  // wait_until(max) may overflow
  return true;
}

void Dispatcher::shutdown() {
  deliver_unbegun(stop());
  std::vector<std::thread> threads;
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return idle() && serving_ == 0; });
    threads.swap(threads_);
  }
  for (std::thread& thread : threads) thread.join();
}

QueueStatus Dispatcher::status() const {
  const std::lock_guard lock(mutex_);
  return {lanes_.status(), steps_back_ > 0};
}

void Dispatcher::work(SizeClass lane) {
  if (lane == SizeClass::kLarge && options_.large_nice > 0 && step_back(options_.large_nice)) {
    const std::lock_guard lock(mutex_);
    ++steps_back_;
  }
  serve_until_done(lane);
}

void Dispatcher::serve_until_done(SizeClass lane) {
  Scanner scanner(engine_);
  while (auto ticket = wait_for(lane)) handle(std::move(ticket), scanner);
}

std::unique_ptr<Ticket> Dispatcher::wait_for(SizeClass lane) {
  std::unique_lock lock(mutex_);
  for (;;) {
    if (auto ticket = begin(lane)) return ticket;
    if (closed_ && lanes_.is_done(lane)) return nullptr;
    changed_.wait(lock);
  }
}

std::unique_ptr<Ticket> Dispatcher::take(SizeClass lane) {
  const std::lock_guard lock(mutex_);
  return begin(lane);
}

std::unique_ptr<Ticket> Dispatcher::begin(SizeClass lane) {
  auto ticket = lanes_.take(lane);
  if (ticket != nullptr) running_.push_back(ticket->task.cancel);
  return ticket;
}

void Dispatcher::end(const std::shared_ptr<CancelFlag>& cancel) {
  running_.erase(std::find(running_.begin(), running_.end(), cancel));
}

void Dispatcher::handle(std::unique_ptr<Ticket> ticket, Scanner& scanner) {
  const Patience patience = patience_for(*ticket, lanes_.options(ticket->lane), engine_->limits());
  auto report = attempt(*ticket, scanner, patience);
  if (!report && moved_on(ticket)) return;
  if (!report) report = attempt(*ticket, scanner, kWhole);
  deliver(std::move(ticket), std::move(*report));
}

bool Dispatcher::moved_on(std::unique_ptr<Ticket>& ticket) {
  const auto cancel = ticket->task.cancel;
  const std::lock_guard lock(mutex_);
  if (stopped_ || !lanes_.move_on(ticket)) return false;
  end(cancel);
  changed_.notify_all();
  return true;
}

void Dispatcher::deliver(std::unique_ptr<Ticket> ticket, Report report) {
  ticket->task.receive(std::move(report));
  const auto cancel = ticket->task.cancel;
  const SizeClass lane = ticket->lane;
  ticket.reset();  // the task ends before anyone is told that it has
  const std::lock_guard lock(mutex_);
  end(cancel);
  lanes_.finish(lane);
  changed_.notify_all();
}

Dispatcher::Tickets Dispatcher::stop() {
  const std::lock_guard lock(mutex_);
  closed_ = stopped_ = true;
  for (const auto& cancel : running_) *cancel = true;
  Tickets waiting = lanes_.take_all();
  unbegun_ += waiting.size();
  changed_.notify_all();
  return waiting;
}

void Dispatcher::deliver_unbegun(Tickets tickets) {
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

std::unique_ptr<Scanner> Dispatcher::borrow_scanner() {
  {
    const std::lock_guard lock(mutex_);
    if (!spare_.empty()) {
      auto scanner = std::move(spare_.back());
      spare_.pop_back();
      return scanner;
    }
  }
  return std::make_unique<Scanner>(engine_);
}

}  // namespace assay::queue
