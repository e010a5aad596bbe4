// Stands in for assay-worker on a kernel that lacks what ASSAY_LACKS says (landlock, seccomp, both): makes the system calls of
// that layer fail as such a kernel does, then becomes the worker.
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>

int main(int, char** words) {
  constexpr std::string_view kLacks = ASSAY_LACKS;
  constexpr std::uint32_t kNotBuiltIn = SCMP_ACT_ERRNO(ENOSYS), kSwitchedOff = SCMP_ACT_ERRNO(EOPNOTSUPP);
  constexpr std::uint32_t kUnknownCommand = SCMP_ACT_ERRNO(EINVAL);
  const scmp_filter_ctx kernel = seccomp_init(SCMP_ACT_ALLOW);
  int bad = kernel == nullptr ? 1 : 0;
  if (kLacks != "seccomp") bad |= seccomp_rule_add(kernel, kSwitchedOff, SCMP_SYS(landlock_create_ruleset), 0);
  if (kLacks != "landlock") {
    bad |= seccomp_rule_add(kernel, kNotBuiltIn, SCMP_SYS(seccomp), 0);
    bad |= seccomp_rule_add(kernel, kUnknownCommand, SCMP_SYS(prctl), 1, scmp_arg_cmp{0, SCMP_CMP_EQ, PR_SET_SECCOMP, 0});
  }
  bad |= seccomp_load(kernel);
  if (bad != 0) return 126;
  ::execv(ASSAY_REAL_WORKER, words);
  return 127;
}
