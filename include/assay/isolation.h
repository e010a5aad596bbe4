// assay/isolation.h - what stands between a hostile document and the program that reads it, tried out on this machine.
//
//   const assay::IsolationReport report = assay::check_isolation();
//   if (!report.sound()) for (const assay::ProcessCheck& process : report.processes) warn(process);
//
// `EngineOptions::required_layers` makes an engine refuse to start with less than you ask for.
// Threads: functions may be called from any thread. Errors: nothing throws; what cannot be asked is `ProcessCheck::trouble`.
#pragma once
#include <string>
#include <vector>

namespace assay {
inline namespace v1 {

/// Something that ought to hold, and whether it does.
struct IsolationCheck {
  std::string name;
  bool holds = false;
  std::string detail;  ///< For people: what was seen.
};

/// A kind of process that reads documents of strangers.
struct ProcessCheck {
  std::string program;                   ///< Path of assay-reader or assay-worker.
  std::string trouble;                   ///< Why it could not be asked; then all below is empty.
  std::vector<IsolationCheck> layers;    ///< Every one of `isolation_layers`, in that order.
  std::vector<IsolationCheck> refusals;  ///< Deeds tried inside, by child processes; `holds`: it was refused.
  std::vector<IsolationCheck> readers;   ///< `holds`: in spite of the layers it reads its built-in document correctly.
  /// It could be asked, each of the three was tried, and everything holds.
  bool sound() const;
};

struct IsolationReport {
  std::vector<ProcessCheck> processes;
  std::vector<std::string> in_process;  ///< Readers that run in your process with `isolate native`, without any of this.
  /// There is a process and every one is. Says nothing about `in_process`.
  bool sound() const;
};

/// "no_new_privs", "rlimits", "seccomp", "landlock", "namespaces": all layers that there are, whether or not this machine has
/// them.
std::vector<std::string> isolation_layers();

/// Starts assay-reader and assay-worker and has them try themselves out; takes some ten milliseconds, ten seconds each at the
/// very most. `worker`, `reader`: as in EngineOptions.
IsolationReport check_isolation(const std::string& worker = {}, const std::string& reader = {});

}  // namespace v1
}  // namespace assay
