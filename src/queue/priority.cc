#include "queue/priority.h"

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

namespace assay::queue {
namespace {
constexpr int kNicest = 19;
}

// On Linux both are attributes of a thread; POSIX says "process".
bool step_back(int nice) {
  const sched_param none{};
  const bool batch = ::sched_setscheduler(0, SCHED_BATCH, &none) == 0;
  const auto thread = static_cast<id_t>(::gettid());
  const int before = ::getpriority(PRIO_PROCESS, thread);
  return ::setpriority(PRIO_PROCESS, thread, std::min(before + nice, kNicest)) == 0 && batch;
}

}  // namespace assay::queue
