// Runs a program as a container engine does by default: without new privileges, without capabilities, and without the system
// calls that Docker's default seccomp profile refuses (docs.docker.com/engine/security/seccomp, the table of blocked calls).
//
//   assay_restricted recent PROGRAM ARGUMENT...   the profile of today, which knows Landlock
//   assay_restricted old PROGRAM ARGUMENT...      a profile from before Landlock: unknown calls are refused
//
// Exit code 126: it could not be done; 127: PROGRAM cannot be run; else that of PROGRAM.
#include <linux/capability.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <string_view>

namespace {

constexpr std::uint32_t kRefused = SCMP_ACT_ERRNO(EPERM), kUnknown = SCMP_ACT_ERRNO(ENOSYS);
constexpr const char* kBlocked[] = {"acct",
                                    "add_key",
                                    "bpf",
                                    "clock_adjtime",
                                    "clock_settime",
                                    "create_module",
                                    "delete_module",
                                    "finit_module",
                                    "fsconfig",
                                    "fsmount",
                                    "fsopen",
                                    "fspick",
                                    "get_mempolicy",
                                    "init_module",
                                    "io_uring_enter",
                                    "io_uring_register",
                                    "io_uring_setup",
                                    "ioperm",
                                    "iopl",
                                    "kcmp",
                                    "kexec_file_load",
                                    "kexec_load",
                                    "keyctl",
                                    "lookup_dcookie",
                                    "mbind",
                                    "mount",
                                    "mount_setattr",
                                    "move_mount",
                                    "move_pages",
                                    "nfsservctl",
                                    "open_tree",
                                    "open_by_handle_at",
                                    "perf_event_open",
                                    "pivot_root",
                                    "process_vm_readv",
                                    "process_vm_writev",
                                    "query_module",
                                    "quotactl",
                                    "reboot",
                                    "request_key",
                                    "set_mempolicy",
                                    "setns",
                                    "settimeofday",
                                    "swapoff",
                                    "swapon",
                                    "sysfs",
                                    "_sysctl",
                                    "umount2",
                                    "unshare",
                                    "uselib",
                                    "userfaultfd",
                                    "ustat",
                                    "vm86",
                                    "vm86old"};
constexpr const char* kLandlock[] = {"landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self"};
constexpr std::uint64_t kNamespaces[] = {CLONE_NEWNS,  CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
                                         CLONE_NEWPID, CLONE_NEWNET,    CLONE_NEWUSER};

/// A call that this machine does not have needs no rule.
bool refuse(scmp_filter_ctx filter, std::uint32_t answer, const char* name) {
  const int call = seccomp_syscall_resolve_name(name);
  return call < 0 || seccomp_rule_add(filter, answer, call, 0) == 0;
}

bool drop_capabilities() {
  for (int capability = 0; ::prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; ++capability)
    (void)::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);  // without CAP_SETPCAP there is nothing to lose
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  const __user_cap_data_struct none[2] = {};
  return ::syscall(SYS_capset, &header, none) == 0;
}

bool filter_as_docker(bool knows_landlock) {
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  bool good = filter != nullptr;
  for (const char* name : kBlocked) good = good && refuse(filter, kRefused, name);
  for (const char* name : kLandlock) good = good && (knows_landlock || refuse(filter, kRefused, name));
  for (const std::uint64_t flag : kNamespaces)
    good = good && seccomp_rule_add(filter, kRefused, SCMP_SYS(clone), 1, scmp_arg_cmp{0, SCMP_CMP_MASKED_EQ, flag, flag}) == 0;
  return good && refuse(filter, kUnknown, "clone3") && seccomp_load(filter) == 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 126;
  const bool recent = std::string_view(argv[1]) == "recent";
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !drop_capabilities() || !filter_as_docker(recent)) return 126;
  ::execv(argv[2], argv + 2);
  return 127;
}
