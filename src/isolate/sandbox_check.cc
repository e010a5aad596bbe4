#include "isolate/sandbox_check.h"

#include <fcntl.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "isolate/process.h"

namespace assay::isolate {
namespace {

/// Exit codes of the children that try. Above those of a worker: the deed "exec" may have made one.
constexpr int kNo = 100, kYes = 101, kRefused = 102, kLimited = 103;
constexpr int kFirstAbi = 110;  // from here: the Landlock ABI in force

/// What became of a child that did something in the sandbox.
struct Ending {
  int code = -1;  ///< -1: it did not end by itself.
  int signal = 0;
};

template <class Deed>
Ending in_sandbox(const SandboxOptions& options, Deed deed) {
  const pid_t child = ::fork();
  if (child == 0) {
    const int abi = enter_sandbox(options);
    const bool filtered = filter_system_calls(abi);
    ::_exit(deed(abi, filtered));
  }
  int status = 0;
  pid_t got = -1;
  do {
    got = child < 0 ? -1 : ::waitpid(child, &status, 0);
  } while (got < 0 && child > 0 && errno == EINTR);
  if (got < 0) return {};
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, WIFSIGNALED(status) ? WTERMSIG(status) : 0};
}

constexpr const char* kSanitized = "left out in a sanitizer build";

bool no_new_privileges() { return ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1; }

LayerReport privileges(const SandboxOptions& options) {
  const Ending ending = in_sandbox(options, [](int, bool) { return no_new_privileges() ? kYes : kNo; });
  return {ending.code == kYes,
          ending.code == kYes ? "set-user-id programs give nothing" : "the kernel does not say that it is set"};
}

LayerReport limits(const SandboxOptions& options) {
  const Ending ending = in_sandbox(options, [&](int, bool) { return limits_hold(options) ? kYes : kNo; });
  if (ending.code != kYes) return {false, "a limit is not what it was set to"};
  return {true, kSanitizedBuild ? "no core dumps, no file growth (memory: left out in a sanitizer build)"
                                : "memory, descriptors, processes, no core dumps, no file growth"};
}

LayerReport system_calls(const SandboxOptions& options) {
  if (kSanitizedBuild) return {false, kSanitized};
  const Ending ending = in_sandbox(options, [](int, bool filtered) { return filtered ? kYes : kNo; });
  if (ending.code == kYes) return {true, "a system call that reading does not take ends the process"};
  return {false, "the kernel refused the filter"};
}

LayerReport files(const SandboxOptions& options, std::uint32_t& abi_in_force) {
  if (kSanitizedBuild) return {false, kSanitized};
  const Ending ending = in_sandbox(options, [](int abi, bool filtered) {
    return abi > 0 ? kFirstAbi + abi : filtered ? kYes : kNo;
  });
  if (ending.code == kYes)
    return {false, "the kernel has none, or it is switched off: the filter refuses every open instead, of character maps too"};
  if (ending.code <= kFirstAbi) return {false, "the kernel has none, or it is switched off: nothing guards files"};
  abi_in_force = static_cast<std::uint32_t>(ending.code - kFirstAbi);
  return {true, "ABI " + std::to_string(abi_in_force) + ": only what readers need can be opened"};
}

LayerReport namespaces(const SandboxOptions& options) {
  if (kSanitizedBuild) return {false, kSanitized};
  const Ending ending = in_sandbox(options, [](int, bool) { return has_own_namespaces() ? kYes : kNo; });
  if (ending.code == kYes) return {true, "a network without interfaces, nobody's shared memory, no capabilities"};
  return {false, "the kernel or this container allows none: the other layers stand alone"};
}

/// Not below /proc: that is closed to a process that leaves no core dumps, layers or not.
constexpr const char* kEverybodys = "/dev/null";

/// Each returns a negative number when it failed. None does harm where nothing stops it; each succeeds
/// there, except connect, which has nobody to connect to.
using Attempt = long (*)();
constexpr Attempt kAttempts[kDeeds] = {
    [] { return static_cast<long>(::open(kEverybodys, O_RDONLY | O_CLOEXEC)); },
    [] { return static_cast<long>(::open(kEverybodys, O_WRONLY | O_CLOEXEC)); },
    [] {
      char* none[] = {nullptr};
      return static_cast<long>(::execve(reinterpret_cast<const char*>(::getauxval(AT_EXECFN)), none, none));
    },
    [] {
      const pid_t child = ::fork();
      if (child == 0) ::_exit(0);
      return static_cast<long>(child);
    },
    [] { return static_cast<long>(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)); },
    [] {
      const sockaddr_un nobody{AF_UNIX, "/nonexistent/assay"};
      return static_cast<long>(::connect(kWorkerSocket, reinterpret_cast<const sockaddr*>(&nobody), sizeof nobody));
    },
    [] { return ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr); },
    [] { return static_cast<long>(::kill(::getppid(), 0)); },
    [] {
      void* code = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      return code == MAP_FAILED ? -1L : 0L;
    },
};

/// A deed that fails for a reason of its own, on a machine where it is not allowed anyway, does not count as refused.
DeedReport attempt(const SandboxOptions& options, Attempt deed) {
  const Ending ending = in_sandbox(options, [deed](int, bool) {
    if (deed() >= 0) return kYes;
    if (errno == EAGAIN) return kLimited;
    return errno == EACCES || errno == EPERM ? kRefused : kNo;
  });
  if (ending.signal == SIGSYS) return {true, "ended the process"};
  if (ending.code == kRefused) return {true, "permission denied"};
  if (ending.code == kLimited) return {true, "over the limit"};
  if (ending.code == kNo) return {false, "failed, but nothing refused it"};
  return {false, ending.code < 0 && ending.signal == 0 ? "could not be tried" : "was possible"};
}

}  // namespace

SelfTest try_layers(const SandboxOptions& options) {
  SelfTest test;
  const auto at = [&](Layer layer) -> LayerReport& { return test.layers[static_cast<std::size_t>(layer)]; };
  at(Layer::kNoNewPrivs) = privileges(options);
  at(Layer::kLimits) = limits(options);
  at(Layer::kSystemCalls) = system_calls(options);
  at(Layer::kFiles) = files(options, test.landlock_abi);
  at(Layer::kNamespaces) = namespaces(options);
  for (std::size_t i = 0; i < kDeeds; ++i) test.deeds[i] = attempt(options, kAttempts[i]);
  return test;
}

bool holds(Layer layer, const SandboxOptions& options, int landlock_abi, bool filtered) {
  switch (layer) {
    case Layer::kNoNewPrivs:
      return no_new_privileges();
    case Layer::kLimits:
      return limits_hold(options);
    case Layer::kSystemCalls:
      return filtered;
    case Layer::kFiles:
      return landlock_abi > 0;
    case Layer::kNamespaces:
      return has_own_namespaces();
  }
  return false;
}

}  // namespace assay::isolate
