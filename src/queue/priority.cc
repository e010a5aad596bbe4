#include "queue/priority.h"

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

namespace assay::queue {

// On Linux both are attributes of a thread; POSIX says "process".
bool step_back(int nice) {
  const sched_param none{};
  const bool batch = ::sched_setscheduler(0, SCHED_BATCH, &none) == 0;
  return ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), nice) == 0 && batch;
}

}  // namespace assay::queue
