// The system-call filter: a list of what reading a document takes. What is not on it ends the process.
#include <fcntl.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <initializer_list>

#include "isolate/channel.h"
#include "isolate/sandbox.h"

namespace assay::isolate {
namespace {

constexpr std::uint32_t kKill = SCMP_ACT_KILL_PROCESS;

/// Whatever the arguments: memory, time, what is open already, the own signals, the own end.
constexpr int kAllowed[] = {
    SCMP_SYS(read),          SCMP_SYS(pread64),      SCMP_SYS(readv),
    SCMP_SYS(write),         SCMP_SYS(writev),       SCMP_SYS(lseek),
    SCMP_SYS(close),         SCMP_SYS(recvmsg),      SCMP_SYS(recvfrom),
    SCMP_SYS(poll),          SCMP_SYS(ppoll),        SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),    SCMP_SYS(statx),        SCMP_SYS(getdents64),
    SCMP_SYS(brk),           SCMP_SYS(munmap),       SCMP_SYS(mremap),
    SCMP_SYS(madvise),       SCMP_SYS(futex),        SCMP_SYS(getrandom),
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),     SCMP_SYS(gettimeofday), SCMP_SYS(time),
    SCMP_SYS(sched_yield),   SCMP_SYS(getpid),       SCMP_SYS(gettid),
    SCMP_SYS(getuid),        SCMP_SYS(geteuid),      SCMP_SYS(getgid),
    SCMP_SYS(getegid),       SCMP_SYS(sysinfo),      SCMP_SYS(uname),
    SCMP_SYS(getrusage),     SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),  SCMP_SYS(sigaltstack),  SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),          SCMP_SYS(exit_group),   SCMP_SYS(sched_getaffinity),
};

/// Libraries ask these and live with a no: is there a cache, a terminal, a better call.
struct Probe {
  int call;
  std::uint16_t answer;
};
constexpr Probe kProbes[] = {
    {SCMP_SYS(access), EACCES},     {SCMP_SYS(faccessat), EACCES}, {SCMP_SYS(faccessat2), EACCES}, {SCMP_SYS(readlink), EACCES},
    {SCMP_SYS(readlinkat), EACCES}, {SCMP_SYS(mkdir), EACCES},     {SCMP_SYS(ioctl), ENOTTY},      {SCMP_SYS(getcwd), EACCES},
    {SCMP_SYS(openat2), ENOSYS},    {SCMP_SYS(rseq), ENOSYS},
};

/// Stands for the number of the process that the filter will be for: it is compiled once, and loaded by many. Above all that a
/// kernel gives (PID_MAX_LIMIT is 2^22).
constexpr std::uint32_t kAnyProcess = 0x7E57AB1E;

class Filter {
 public:
  Filter() : context_(seccomp_init(kKill)) {}
  ~Filter() {
    if (context_ != nullptr) seccomp_release(context_);
  }
  Filter(const Filter&) = delete;
  Filter& operator=(const Filter&) = delete;

  /// `call` gets `action` when all `conditions` hold. A call that this machine does not have (negative) needs no rule.
  void add(std::uint32_t action, int call, std::initializer_list<scmp_arg_cmp> conditions = {}) {
    if (!good() || call < 0) return;
    const auto count = static_cast<unsigned>(conditions.size());
    failed_ = seccomp_rule_add_array(context_, action, call, count, conditions.begin()) != 0;
  }
  void allow(int call, std::initializer_list<scmp_arg_cmp> conditions = {}) { add(SCMP_ACT_ALLOW, call, conditions); }
  /// Calls of other machine modes (32 bit) end the process too. A tree of comparisons: a list costs each call half of it.
  std::vector<sock_filter> compile() {
    if (!good() || seccomp_attr_set(context_, SCMP_FLTATR_ACT_BADARCH, kKill) != 0) return {};
    seccomp_attr_set(context_, SCMP_FLTATR_CTL_OPTIMIZE, 2);
    // Through a pipe: a file may not grow any more. It takes 64 KiB; a filter has at most 4096 steps of 8 bytes (BPF_MAXINSNS).
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return {};
    const Descriptor out(ends[0]), in(ends[1]);
    if (seccomp_export_bpf(context_, in.get()) != 0) return {};
    std::vector<sock_filter> code(BPF_MAXINSNS);
    const ssize_t bytes = ::read(out.get(), code.data(), code.size() * sizeof(sock_filter));
    code.resize(bytes > 0 ? static_cast<std::size_t>(bytes) / sizeof(sock_filter) : 0);
    return code;
  }

 private:
  bool good() const { return context_ != nullptr && !failed_; }
  scmp_filter_ctx context_;
  bool failed_ = false;
};

scmp_arg_cmp is(unsigned argument, std::uint64_t value) { return {argument, SCMP_CMP_EQ, value, 0}; }
scmp_arg_cmp none_of(unsigned argument, std::uint64_t bits) { return {argument, SCMP_CMP_MASKED_EQ, bits, 0}; }
scmp_arg_cmp masked(unsigned argument, std::uint64_t mask, std::uint64_t value) {
  return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

/// Nothing executable, nothing that others would see change.
void allow_memory(Filter& filter) {
  filter.allow(SCMP_SYS(mmap), {none_of(2, PROT_EXEC | PROT_WRITE)});
  filter.allow(SCMP_SYS(mmap), {none_of(2, PROT_EXEC), masked(3, MAP_TYPE, MAP_PRIVATE)});
  filter.allow(SCMP_SYS(mprotect), {none_of(2, PROT_EXEC)});
}

void allow_files(Filter& filter, int landlock_abi) {
  constexpr std::uint64_t kWriting = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
  if (landlock_abi > 0) return filter.allow(SCMP_SYS(openat), {none_of(2, kWriting)});
  filter.add(SCMP_ACT_ERRNO(EACCES), SCMP_SYS(openat), {none_of(2, kWriting)});
}

void allow_with_conditions(Filter& filter) {
  for (const int command : {F_GETFD, F_SETFD, F_GETFL, F_DUPFD, F_DUPFD_CLOEXEC}) {
    filter.allow(SCMP_SYS(fcntl), {is(1, static_cast<std::uint64_t>(command))});
  }
  filter.allow(SCMP_SYS(sendto), {is(4, 0)});               // to whom the socket leads
  filter.allow(SCMP_SYS(tgkill), {is(0, kAnyProcess)});     // abort; the number is put in by load()
  filter.allow(SCMP_SYS(prlimit64), {is(0, 0), is(2, 0)});  // asking only
  filter.allow(SCMP_SYS(prctl), {is(0, static_cast<std::uint64_t>(PR_GET_NO_NEW_PRIVS))});
}

}  // namespace

SystemCallFilter::SystemCallFilter(int landlock_abi) {
  if constexpr (kSanitizedBuild) return;
  Filter filter;
  for (const int call : kAllowed) filter.allow(call);
  for (const Probe& probe : kProbes) filter.add(SCMP_ACT_ERRNO(probe.answer), probe.call);
  allow_memory(filter);
  allow_files(filter, landlock_abi);
  allow_with_conditions(filter);
  code_ = filter.compile();
}

bool SystemCallFilter::load() const {
  if (code_.empty()) return false;
  std::vector<sock_filter> mine = code_;
  const auto own = static_cast<std::uint32_t>(::getpid());
  for (sock_filter& step : mine) {
    if (BPF_CLASS(step.code) == BPF_JMP && step.k == kAnyProcess) step.k = own;
  }
  const sock_fprog program{static_cast<unsigned short>(mine.size()), mine.data()};
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

bool filter_system_calls(int landlock_abi) { return SystemCallFilter(landlock_abi).load(); }

}  // namespace assay::isolate
