#include "isolate/sandbox_zygote.h"

#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <optional>

namespace assay::isolate {
namespace {

/// fork() for a child of our parent. There is no such call in the C library; what it would do beside (locks of other threads)
/// is not needed in a process with one thread.
pid_t fork_for_parent() { return static_cast<pid_t>(::syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0)); }

}  // namespace

bool serve_forks(Descriptor control, const std::function<int(Descriptor)>& work) {
  std::optional<Channel> host(std::in_place, std::move(control));
  for (;;) {
    Frame frame;
    const Received received = host->receive_with_descriptors(frame);
    if (received == Received::kClosed) return true;
    Descriptor socket = host->take_descriptor();
    if (received != Received::kFrame || frame.type != FrameType::kFork || !socket.valid()) return false;
    const pid_t worker = fork_for_parent();
    if (worker == 0) {
      host.reset();
      ::setpgid(0, 0);
      ::_exit(work(std::move(socket)));
    }
    if (!host->send(FrameType::kForked, encode_forked(worker > 0 ? static_cast<std::uint32_t>(worker) : 0))) return true;
  }
}

}  // namespace assay::isolate
