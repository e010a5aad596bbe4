#include "isolate/sandbox.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "isolate/process.h"

namespace assay::isolate {
namespace {

/// Set once before the handlers can run.
int host_socket = -1;

/// Any news on the socket: input, or its end. Only async-signal-safe calls.
extern "C" void look_for_hangup(int) {
  const int saved = errno;
  pollfd host{host_socket, POLLIN, 0};
  if (::poll(&host, 1, 0) > 0 && (host.revents & (POLLHUP | POLLERR)) != 0) ::_exit(0);
  errno = saved;
}

/// Poppler and GLib abort when malloc fails. If not even a little memory is to be had now, that was the reason.
extern "C" void say_why_aborted(int) {
  constexpr std::size_t kProbe = 32 << 20;
  void* probe = ::mmap(nullptr, kProbe, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (probe == MAP_FAILED) ::_exit(kExitOutOfMemory);
  ::signal(SIGABRT, SIG_DFL);
  ::raise(SIGABRT);
}

struct ResourceLimit {
  __rlimit_resource_t what;
  rlim_t most;
};

/// Few descriptors: the socket, a document, a character map. Processes are counted per user, and root is not bound by it: the
/// filter is what forbids them.
std::vector<ResourceLimit> limits_of(const SandboxOptions& options) {
  std::vector<ResourceLimit> all{{RLIMIT_CORE, 0}, {RLIMIT_FSIZE, 0}, {RLIMIT_MSGQUEUE, 0}, {RLIMIT_MEMLOCK, 0}};
  if constexpr (kSanitizedBuild) return all;
  all.insert(all.end(), {{RLIMIT_NPROC, 0}, {RLIMIT_NOFILE, 64}, {RLIMIT_DATA, options.memory_bytes}});
  return all;
}

void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  ::sigaction(signal, &action, nullptr);
}

void end_with_the_host(int socket) {
  host_socket = socket;
  handle(SIGIO, &look_for_hangup);
  ::fcntl(socket, F_SETOWN, ::getpid());
  ::fcntl(socket, F_SETFL, ::fcntl(socket, F_GETFL) | O_ASYNC);
  look_for_hangup(0);  // it may have gone before we listened
}

}  // namespace

int enter_sandbox(const SandboxOptions& options) {
  end_with_the_host(options.socket);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  for (const ResourceLimit& limit : limits_of(options)) {
    const rlimit both{limit.most, limit.most};
    (void)::setrlimit(limit.what, &both);
  }
  if constexpr (kSanitizedBuild) return 0;
  handle(SIGABRT, &say_why_aborted);
  return restrict_files(options.readable);
}

bool limits_hold(const SandboxOptions& options) {
  for (const ResourceLimit& limit : limits_of(options)) {
    rlimit now{};
    if (::getrlimit(limit.what, &now) != 0 || now.rlim_cur > limit.most || now.rlim_max > limit.most) return false;
  }
  return true;
}

}  // namespace assay::isolate
