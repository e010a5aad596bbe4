#include "isolate/sandbox.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "isolate/last_words.h"
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
  say_last_words();
  constexpr std::size_t kProbe = 32 << 20;
  void* probe = ::mmap(nullptr, kProbe, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (probe == MAP_FAILED) ::_exit(kExitOutOfMemory);
  ::signal(SIGABRT, SIG_DFL);
  ::raise(SIGABRT);
}

extern "C" void die_of(int signal) {
  say_last_words();
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

/// A stack that ran over has no room for a handler.
void use_another_stack() {
  static std::array<char, 64 << 10> room;
  stack_t stack{};
  stack.ss_sp = room.data();
  stack.ss_size = room.size();
  ::sigaltstack(&stack, nullptr);
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
  action.sa_flags = SA_RESTART | SA_ONSTACK;
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

int prepare_sandbox(const SandboxOptions& options) {
  enter_namespaces();
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  return kSanitizedBuild ? 0 : restrict_files(options.readable);
}

void enter_prepared(const SandboxOptions& options) {
  end_with_the_host(options.socket);
  for (const ResourceLimit& limit : limits_of(options)) {
    const rlimit both{limit.most, limit.most};
    (void)::setrlimit(limit.what, &both);
  }
  if constexpr (kSanitizedBuild) return;
  use_another_stack();
  handle(SIGABRT, &say_why_aborted);
  for (const int crash : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) handle(crash, &die_of);
}

int enter_sandbox(const SandboxOptions& options) {
  const int landlock_abi = prepare_sandbox(options);
  enter_prepared(options);
  return landlock_abi;
}

bool limits_hold(const SandboxOptions& options) {
  for (const ResourceLimit& limit : limits_of(options)) {
    rlimit now{};
    if (::getrlimit(limit.what, &now) != 0 || now.rlim_cur > limit.most || now.rlim_max > limit.most) return false;
  }
  return true;
}

}  // namespace assay::isolate
