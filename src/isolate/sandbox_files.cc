// Landlock: which files stay readable. Raw system calls, because Debian 12's C library has no wrappers; what its header does not
// know yet is spelled out below (https://docs.kernel.org/userspace-api/landlock.html).
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstddef>

#include "isolate/channel.h"
#include "isolate/sandbox.h"

namespace assay::isolate {
namespace {

/// struct landlock_ruleset_attr as of ABI 6. Older kernels are given the part they know.
struct Handled {
  std::uint64_t files = 0, network = 0, scopes = 0;
};

constexpr std::uint64_t kFirstThirteen = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
constexpr std::uint64_t kRefer = 1ULL << 13, kTruncate = 1ULL << 14, kDeviceControl = 1ULL << 15;
constexpr std::uint64_t kBindAndConnectTcp = 3, kAbstractSocketsAndSignals = 3;

Handled handled_by(int abi) {
  Handled all{kFirstThirteen};
  if (abi >= 2) all.files |= kRefer;
  if (abi >= 3) all.files |= kTruncate;
  if (abi >= 4) all.network = kBindAndConnectTcp;
  if (abi >= 5) all.files |= kDeviceControl;
  if (abi >= 6) all.scopes = kAbstractSocketsAndSignals;
  return all;
}

std::size_t size_known_to(int abi) {
  if (abi < 4) return offsetof(Handled, network);
  return abi < 6 ? offsetof(Handled, scopes) : sizeof(Handled);
}

/// A file that is not there, or cannot be let in, is missing inside: readers say so as they do on a machine without it.
void keep_readable(int rules, const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_PATH | O_CLOEXEC));
  struct stat about {};
  if (!file.valid() || ::fstat(file.get(), &about) != 0) return;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
  if (S_ISDIR(about.st_mode)) rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
  rule.parent_fd = file.get();
  (void)::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

}  // namespace

int restrict_files(const std::vector<std::string>& readable) {
  const auto abi = static_cast<int>(::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION));
  if (abi < 1) return 0;  // ENOSYS: not built in; EOPNOTSUPP: switched off at boot
  const Handled handled = handled_by(abi);
  const Descriptor rules(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled, size_known_to(abi), 0)));
  if (!rules.valid()) return 0;
  for (const std::string& path : readable) keep_readable(rules.get(), path);
  return ::syscall(SYS_landlock_restrict_self, rules.get(), 0) == 0 ? abi : 0;
}

}  // namespace assay::isolate
