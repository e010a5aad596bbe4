// ScanQueue and what its options may say, over the dispatcher.
#include <algorithm>
#include <utility>

#include "queue/dispatcher.h"

namespace assay {
inline namespace v1 {
namespace {

constexpr unsigned kMaxThreads = 256;
constexpr int kMaxNice = 19;

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

class ScanQueue::Impl final : public queue::Dispatcher {
 public:
  using Dispatcher::Dispatcher;
};

QueueOptions queue_options_for(unsigned cores) {
  QueueOptions options;
  options.small.threads = std::clamp(cores - cores / 2, 1U, kMaxThreads);
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
  if (!queue->impl_->start()) return Diagnostic{{}, 0, 0, Code::kIo, "not all threads could be started", "use fewer threads"};
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
