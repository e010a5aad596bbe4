// What a worker process gives up before it reads a byte of anybody's document.
//
//   const int files = enter_sandbox(options);   // then, without Landlock: open what will be needed
//   filter_system_calls(files);
//
// What the kernel lacks is left out; the return values say what holds, and `assay doctor` has it tried out (sandbox_check.h).
// Threads: call once, early, from the only thread.
#pragma once
#include <linux/filter.h>

#include <cstdint>
#include <string>
#include <vector>

namespace assay::isolate {

/// Sanitizers map terabytes, open /proc and start helpers: such builds have no memory limit, no file rules and no filter.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitizedBuild = true;
#else
inline constexpr bool kSanitizedBuild = false;
#endif

struct SandboxOptions {
  std::uint64_t memory_bytes = 512ULL << 20;  ///< Private memory.
  int socket = 3;                             ///< To the host: when it closes, the process ends, whatever it is doing.
  std::vector<std::string> readable = {};     ///< Files and folders that stay readable; those that do not exist are left out.
};

/// First step: no core dump, no new privileges, no file growth, no further processes, a memory limit, an end when the host
/// goes (not the parent-death signal: that one comes when the *thread* that started the worker ends), and no file but the
/// readable ones. Returns the version of the kernel's file rules (Landlock ABI) in force; 0: none.
int enter_sandbox(const SandboxOptions& options);

/// Second step: from now on a system call that readers do not need ends the process with SIGSYS. Files can be opened for
/// reading only where `landlock_abi` says that rules hold; with 0 every open is refused (EACCES). False: there is no filter.
bool filter_system_calls(int landlock_abi);

/// The filter of the second step, compiled: making it takes longer than starting a process.
class SystemCallFilter {
 public:
  explicit SystemCallFilter(int landlock_abi);
  /// For this process, from now on. False: there is no filter.
  bool load() const;

 private:
  std::vector<sock_filter> code_;  // empty: there is none
};

/// The first step in two, for a process that forks workers: what they inherit, and what each does for itself.
int prepare_sandbox(const SandboxOptions& options);
void enter_prepared(const SandboxOptions& options);

/// Both limits of every kind that enter_sandbox sets are as it sets them.
bool limits_hold(const SandboxOptions& options);

/// Part of enter_sandbox: namespaces of its own, and no capabilities. False: the kernel, or a container, does not allow it.
bool enter_namespaces();
/// It was allowed, in this process or the one that it was forked from.
bool has_own_namespaces();

/// Part of enter_sandbox: Landlock. The ABI in force, 0: the kernel has none.
int restrict_files(const std::vector<std::string>& readable);

}  // namespace assay::isolate
