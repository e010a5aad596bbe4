#include "isolate/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <thread>

namespace assay::isolate {
namespace {

/// How long a worker that closed its socket may take to end by itself, so that its exit code is known.
constexpr int kGraceMilliseconds = 200;

struct SpawnPlan {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  SpawnPlan() {
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
  }
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
};

/// Standard streams lead nowhere: libraries print document text in their messages. A group of its own: Ctrl-C in the terminal
/// is for the host, which then ends its scans in order.
void prepare(SpawnPlan& plan, int socket) {
  posix_spawn_file_actions_adddup2(&plan.files, socket, kWorkerSocket);
  posix_spawn_file_actions_addopen(&plan.files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&plan.files, 1, "/dev/null", O_WRONLY, 0);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  posix_spawn_file_actions_addopen(&plan.files, 2, "/dev/null", O_WRONLY, 0);
#endif
  posix_spawn_file_actions_addclosefrom_np(&plan.files, kWorkerSocket + 1);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&plan.attributes, &none);
  posix_spawnattr_setsigdefault(&plan.attributes, &all);
  posix_spawnattr_setpgroup(&plan.attributes, 0);
  posix_spawnattr_setflags(&plan.attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
}

std::string name_of(const std::string& program) { return program.substr(program.rfind('/') + 1); }
std::string words_of(int error) { return std::strerror(error); }  // NOLINT(concurrency-mt-unsafe): glibc's is per thread

}  // namespace

Result<std::unique_ptr<WorkerProcess>, Trouble> WorkerProcess::start(const std::string& program,
                                                                     const std::vector<std::string>& arguments) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    return Trouble{Reason::kWorkerCrash, "no socket for a worker: " + words_of(errno)};
  }
  Descriptor ours(ends[0]), theirs(ends[1]);
  std::vector<char*> argv{const_cast<char*>("assay-worker")};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  char* environment[] = {nullptr};
  SpawnPlan plan;
  prepare(plan, theirs.get());
  pid_t pid = 0;
  const int error = ::posix_spawn(&pid, program.c_str(), &plan.files, &plan.attributes, argv.data(), environment);
  if (error == ENOENT) return Trouble{Reason::kNoParser, name_of(program) + " not found at " + program};
  if (error != 0)
    return Trouble{Reason::kWorkerCrash, name_of(program) + " at " + program + " cannot be started: " + words_of(error)};
  return std::make_unique<WorkerProcess>(pid, std::move(ours));
}

/// The group as well: a sandboxed worker has no children, but one that runs without a filter may.
void WorkerProcess::kill() {
  ::kill(-pid_, SIGKILL);
  ::kill(pid_, SIGKILL);
}

WorkerProcess::~WorkerProcess() {
  if (!ended_) kill();
  wait(0);
}

bool WorkerProcess::wait(int options) {
  if (ended_) return true;
  pid_t got;
  do {
    got = ::waitpid(pid_, &status_, options);
  } while (got < 0 && errno == EINTR);
  ended_ = got != 0;
  if (got < 0) status_ = 0;  // reaped by someone else in this process: the reason is lost
  return ended_;
}

bool WorkerProcess::alive() { return !wait(WNOHANG); }

Trouble WorkerProcess::reap() {
  for (int i = 0; i < kGraceMilliseconds && !wait(WNOHANG); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  if (!ended_) {
    kill();
    wait(0);
    return {Reason::kWorkerCrash, "worker closed its socket and went on"};
  }
  if (WIFEXITED(status_) && WEXITSTATUS(status_) == kExitOutOfMemory) return {Reason::kWorkerOom, "worker ran out of memory"};
  if (WIFEXITED(status_) && WEXITSTATUS(status_) == kExitLessIsolation)
    return {Reason::kWorkerCrash, "worker did not start: required isolation is missing"};
  if (WIFEXITED(status_))
    return {Reason::kWorkerCrash, "worker ended without an answer, code " + std::to_string(WEXITSTATUS(status_))};
  const int signal = WIFSIGNALED(status_) ? WTERMSIG(status_) : 0;
  if (signal == SIGSYS) return {Reason::kSandboxViolation, "worker made a forbidden system call"};
  if (signal == SIGKILL) return {Reason::kWorkerOom, "worker was killed from outside, most likely for memory"};
  return {Reason::kWorkerCrash, "worker died of signal " + std::to_string(signal)};
}

}  // namespace assay::isolate
