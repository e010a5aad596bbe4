#include "apps/cli/output.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include "apps/cli/signals.h"
#include "report/terminal.h"

namespace assay::cli {
namespace {

constexpr std::size_t kBuffer = 64 << 10;

std::string words_of(int error) { return std::generic_category().message(error); }

// 0 or errno.
int write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return 0;
}

}  // namespace

Result<Output> Output::to_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0600);
  if (fd < 0) return Diagnostic{path, 0, 0, Code::kIo, "cannot be written: " + words_of(errno), {}};
  struct stat facts {};
  if (::fstat(fd, &facts) == 0 && S_ISREG(facts.st_mode) && ::fchmod(fd, 0600) != 0) {
    const int error = errno;
    ::close(fd);
    return Diagnostic{path, 0, 0, Code::kIo, "cannot be made private: " + words_of(error), "choose a file of your own"};
  }
  return Output(fd, path);
}

Output::Output(Output&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), error_(other.error_), name_(std::move(other.name_)), buffer_(std::move(other.buffer_)) {}

Output::~Output() {
  if (fd_ > 2) ::close(fd_);
}

void Output::write(std::string_view bytes) {
  if (failed()) return;
  buffer_ += bytes;
  if (buffer_.size() >= kBuffer) flush();
}

bool Output::flush() {
  if (!failed()) error_ = write_all(fd_, buffer_);
  buffer_.clear();
  return !failed();
}

bool Output::finish() {
  if (flush()) return true;
  if (error_ == EPIPE) die_of_broken_pipe();
  complain(name_ + ": cannot be written: " + words_of(error_));
  return false;
}

bool Output::is_terminal() const { return ::isatty(fd_) == 1; }

std::size_t Output::width() const {
  winsize size{};
  if (::ioctl(fd_, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) return size.ws_col;
  const char* columns = std::getenv("COLUMNS");
  std::size_t width = 0;
  if (columns != nullptr) std::from_chars(columns, columns + std::strlen(columns), width);
  return width != 0 && width <= 1000 ? width : 100;
}

void complain(std::string_view message) { write_all(2, "assay: " + report::harmless(message) + "\n"); }

}  // namespace assay::cli
