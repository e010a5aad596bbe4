#include "isolate/zygote.h"

#include <sys/socket.h>
#include <sys/wait.h>

#include <utility>

namespace assay::isolate {
namespace {

/// Loading the libraries of a reader, on a busy machine.
constexpr std::chrono::seconds kPatience{20};

/// Who tells us the number is ours, but a wrong one would be waited for and killed. And it may have been killed while it waited.
bool is_living_child(pid_t process) {
  siginfo_t ended{};
  return ::waitid(P_PID, static_cast<id_t>(process), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == 0;
}

}  // namespace

Result<std::unique_ptr<Zygote>, Trouble> Zygote::start(const std::string& program, const std::vector<std::string>& arguments) {
  auto process = WorkerProcess::start(program, arguments);
  if (!process.ok()) return process.error();
  return std::unique_ptr<Zygote>(new Zygote(std::move(process.value())));
}

/// The worker that nobody took is ended and waited for.
Zygote::~Zygote() {
  if (begun_.valid()) (void)finish();
}

bool Zygote::begin() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return false;
  begun_ = Descriptor(ends[0]);
  const Descriptor theirs(ends[1]);
  std::string frame;
  Channel::append_frame(frame, FrameType::kFork, {});
  const int descriptor = theirs.get();
  return process_->channel().send_with_descriptors(frame, {&descriptor, 1});
}

Result<std::unique_ptr<WorkerProcess>, Trouble> Zygote::finish() {
  Descriptor socket = std::move(begun_);
  Frame frame;
  const Received received = process_->channel().receive(frame, kPatience);
  if (received == Received::kClosed) return process_->reap();
  const auto number =
      received == Received::kFrame && frame.type == FrameType::kForked ? decode_forked(frame.payload) : std::nullopt;
  if (!number) return Trouble{Reason::kWorkerCrash, "assay-worker did not start a process in time"};
  const auto process = static_cast<pid_t>(*number);
  if (process <= 1) return Trouble{Reason::kWorkerCrash, "the system refused a process for a worker"};
  auto worker = std::make_unique<WorkerProcess>(process, std::move(socket));
  if (!is_living_child(process)) return worker->reap();
  return worker;
}

Result<std::unique_ptr<WorkerProcess>, Trouble> Zygote::take() {
  if (!begun_.valid() && !begin()) return process_->reap();
  auto worker = finish();
  if (worker.ok()) (void)begin();
  return worker;
}

}  // namespace assay::isolate
