// One line on standard error that says how far the scan is. Erased when something else is printed, and at the end.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace assay::cli {

struct ProgressState {
  std::uint64_t files_done = 0, files_found = 0, bytes_done = 0;
  bool walk_ended = false;  ///< Then `files_found` is all there is.
};

/// The line, at most `width` columns; `name` may be any bytes.
std::string progress_line(const ProgressState& state, double seconds, std::string_view name, std::size_t width);

class Progress {
 public:
  enum class Show : unsigned char { kNo, kYes };
  explicit Progress(Show show) : show_(show), begun_(std::chrono::steady_clock::now()) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { erase(); }
  void name(std::string_view path);
  void update(const ProgressState& state);
  void erase();

 private:
  Show show_;
  std::chrono::steady_clock::time_point begun_;
  std::string name_;
  bool visible_ = false;
};

}  // namespace assay::cli
