#include "apps/cli/signals.h"

#include <csignal>
#include <cstdlib>

namespace assay::cli {
namespace {

CancelFlag cancelled{false};
static_assert(CancelFlag::is_always_lock_free, "it is set in a signal handler");

void on_signal(int) { cancelled.store(true, std::memory_order_relaxed); }

}  // namespace

const CancelFlag& catch_signals() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // not SA_RESTART: a read that waits for input must wake up
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return cancelled;
}

void cancel() { cancelled.store(true, std::memory_order_relaxed); }

void die_of_broken_pipe() {
  std::signal(SIGPIPE, SIG_DFL);
  std::raise(SIGPIPE);
  std::_Exit(128 + SIGPIPE);
}

}  // namespace assay::cli
