#include "batch/stream_source.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <new>
#include <system_error>

namespace assay::batch {
namespace {

class StreamSource final : public Source {
 public:
  StreamSource(int fd, const CancelFlag* cancel) : fd_(fd), cancel_(cancel) {}
  ~StreamSource() override { ::close(fd_); }
  StreamSource(const StreamSource&) = delete;
  StreamSource& operator=(const StreamSource&) = delete;

  std::optional<std::uint64_t> size() const override { return std::nullopt; }
  bool random_access() const override { return false; }

  Result<std::size_t, Trouble> read(std::span<char> out) override {
    while (cancel_ == nullptr || !cancel_->load(std::memory_order_relaxed)) {
      const ssize_t got = ::read(fd_, out.data(), out.size());
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno == EAGAIN) {
        wait();
      } else if (errno != EINTR) {
        return Trouble{Reason::kIoError, "read: " + std::generic_category().message(errno)};
      }
    }
    return Trouble{Reason::kCancelled, "the scan was cancelled while it waited for input"};
  }

  Result<std::size_t, Trouble> read_at(std::uint64_t, std::span<char>) override {
    return Trouble{Reason::kInternal, "read_at on a stream"};
  }

 private:
  void wait() const {
    pollfd ready{fd_, POLLIN, 0};
    ::poll(&ready, 1, -1);
  }
  int fd_;
  const CancelFlag* cancel_;
};

}  // namespace

std::unique_ptr<Source> stream_source(int fd, const CancelFlag* cancel) {
  try {
    return std::make_unique<StreamSource>(fd, cancel);
  } catch (const std::bad_alloc&) {
    ::close(fd);
    throw;
  }
}

}  // namespace assay::batch
