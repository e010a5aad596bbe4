#include "apps/cli/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cmath>
#include <string>

#include "report/terminal.h"

namespace assay::cli {
namespace {

constexpr std::size_t kBar = 20;

std::string bar(const ProgressState& state) {
  const std::size_t full = state.files_found == 0 ? kBar : static_cast<std::size_t>(kBar * state.files_done / state.files_found);
  std::string out = "[";
  for (std::size_t i = 0; i < kBar; ++i) out += i < full ? "█" : "░";
  return out + "] ";
}

std::string time_left(const ProgressState& state, double seconds) {
  if (state.files_done == 0 || state.files_done >= state.files_found) return {};
  const double left = seconds * static_cast<double>(state.files_found - state.files_done) / static_cast<double>(state.files_done);
  if (left < 90) return ", about " + std::to_string(std::lround(left)) + " s left";
  return ", about " + std::to_string(std::lround(left / 60)) + " min left";
}

void put(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(2, text.data(), text.size());
    if (written <= 0) return;  // nobody is watching
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::size_t columns() {
  winsize size{};
  return ::ioctl(2, TIOCGWINSZ, &size) == 0 && size.ws_col != 0 ? size.ws_col : 80;
}

}  // namespace

std::string progress_line(const ProgressState& state, double seconds, std::string_view name, std::size_t width) {
  std::string line = state.walk_ended ? bar(state) : std::string();
  line += report::with_separators(state.files_done) + (state.walk_ended ? "/" : " of at least ") +
          report::counted(state.files_found, "file") + ", " + report::human_bytes(static_cast<double>(state.bytes_done));
  if (seconds > 0.2) line += ", " + report::human_bytes(static_cast<double>(state.bytes_done) / seconds) + "/s";
  if (state.walk_ended) line += time_left(state, seconds);
  line = report::cut_end(line, width);
  const std::size_t used = report::display_width(line) + 2;
  if (!name.empty() && used + 10 <= width) line += "  " + report::cut_front(report::harmless(name), width - used);
  return line;
}

void Progress::name(std::string_view path) {
  if (show_ == Show::kYes) name_ = path;
}

void Progress::update(const ProgressState& state) {
  if (show_ == Show::kNo) return;
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begun_;
  put("\r" + progress_line(state, passed.count(), name_, columns() - 1) + "\x1b[K");
  visible_ = true;
}

void Progress::erase() {
  if (!visible_) return;
  put("\r\x1b[K");
  visible_ = false;
}

}  // namespace assay::cli
