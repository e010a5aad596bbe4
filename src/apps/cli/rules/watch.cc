#include "apps/cli/rules/watch.h"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <thread>

#include "apps/cli/output.h"
#include "apps/cli/signals.h"

namespace assay::cli {
namespace {
namespace fs = std::filesystem;

using State = std::map<std::string, std::pair<std::uintmax_t, fs::file_time_type>>;

void note(const fs::path& path, State& state) {
  std::error_code size_error, time_error;
  const auto size = fs::file_size(path, size_error);
  const auto time = fs::last_write_time(path, time_error);
  if (!size_error && !time_error) state[path.string()] = {size, time};
}

State state_of(const std::vector<std::string>& paths) {
  State state;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) note(path, state);
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error))
      if (at->path().extension() == ".yaml") note(at->path(), state);
  }
  return state;
}
}  // namespace

int watch(const std::vector<std::string>& paths, const std::function<int()>& again) {
  constexpr auto kPause = std::chrono::milliseconds(500);
  const CancelFlag& cancelled = catch_signals();
  State seen = state_of(paths);
  int code = again();
  complain("watching; Ctrl-C ends");
  while (!cancelled.load()) {
    std::this_thread::sleep_for(kPause);
    State now = state_of(paths);
    if (now == seen) continue;
    seen = std::move(now);
    code = again();
  }
  return code;
}

}  // namespace assay::cli
