// Namespaces: a network without interfaces, no shared memory or queues of others. Nothing that a reader does needs more, and what
// neither the filter nor the file rules know of leads nowhere.
#include <linux/capability.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>

#include "isolate/sandbox.h"

namespace assay::isolate {
namespace {

bool own_namespaces = false;  // set once, before any other thread

/// A process is all-powerful within namespaces that it made, and root is outside: give that up too.
void drop_capabilities() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  const std::array<__user_cap_data_struct, 2> none{};
  (void)::syscall(SYS_capset, &header, none.data());
}

}  // namespace

bool enter_namespaces() {
  if constexpr (kSanitizedBuild) return false;
  own_namespaces = ::unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC) == 0;
  drop_capabilities();
  return own_namespaces;
}

bool has_own_namespaces() { return own_namespaces; }

}  // namespace assay::isolate
