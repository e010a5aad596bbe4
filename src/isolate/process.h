// One worker process and the socket to it.
// Threads: one at a time; starting is safe in a process with many threads.
#pragma once
#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "assay/result.h"
#include "assay/source.h"
#include "isolate/channel.h"

namespace assay::isolate {

/// Exit code by which a worker says that an allocation failed beyond repair.
inline constexpr int kExitOutOfMemory = 78;
/// Exit code by which a worker refuses to start: a layer it was told to require does not hold.
inline constexpr int kExitLessIsolation = 79;
/// Descriptor on which a worker finds its socket.
inline constexpr int kWorkerSocket = 3;

class WorkerProcess {
 public:
  /// Runs `program arguments...` with an empty environment, nothing open but the socket, its own process group. kNoParser when
  /// there is no such program, kWorkerCrash when the system refuses.
  static Result<std::unique_ptr<WorkerProcess>, Trouble> start(const std::string& program,
                                                               const std::vector<std::string>& arguments);
  /// Kills the process if it still runs, and reaps it.
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  Channel& channel() { return channel_; }
  /// False when it has ended by itself.
  bool alive();
  /// Ends it (if it has not ended) and says why it ended, as far as that was its own doing.
  Trouble reap();

  unsigned documents = 0;  ///< Requests it was given.
  bool greeted = false;    ///< Its hello was received.
  bool retired = false;    ///< It asked not to serve again.

  /// A child of this process that somebody else started, in a process group of its own or about to be.
  WorkerProcess(pid_t pid, Descriptor socket) : pid_(pid), channel_(std::move(socket)) {}

 private:
  void kill();
  /// Remembers the status once the process ended. `options` as for waitpid.
  bool wait(int options);

  pid_t pid_;
  Channel channel_;
  bool ended_ = false;
  int status_ = 0;
};

}  // namespace assay::isolate
