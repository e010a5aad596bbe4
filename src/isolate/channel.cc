#include "isolate/channel.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace assay::isolate {
namespace {

constexpr std::size_t kReadBytes = 64 << 10;

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this == &other) return *this;
  if (number_ >= 0) ::close(number_);
  number_ = other.release();
  return *this;
}

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

void Channel::append_frame(std::string& out, FrameType type, std::string_view payload) {
  const auto length = static_cast<std::uint32_t>(payload.size());
  char header[kHeaderBytes];
  std::memcpy(header, &length, sizeof length);
  header[4] = static_cast<char>(type);
  out.append(header, sizeof header).append(payload);
}

bool Channel::send(FrameType type, std::string_view payload) { return hold(type, payload, 0); }

bool Channel::hold(FrameType type, std::string_view payload, std::size_t most) {
  append_frame(out_, type, payload);
  whole_ = out_.size();
  return out_.size() <= most || flush();
}

bool Channel::flush() {
  const bool sent = send_all(socket_.get(), out_);
  whole_ = 0;
  out_.clear();
  return sent;
}

void Channel::flush_last() const { (void)send_all(socket_.get(), {out_.data(), whole_}); }

bool Channel::send_with_descriptors(std::string_view frames, std::span<const int> descriptors) {
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * kMaxDescriptors)] = {};
  iovec bytes{const_cast<char*>(frames.data()), frames.size()};
  msghdr message{};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
  cmsghdr* rights = CMSG_FIRSTHDR(&message);
  rights->cmsg_level = SOL_SOCKET;
  rights->cmsg_type = SCM_RIGHTS;
  rights->cmsg_len = CMSG_LEN(descriptors.size_bytes());
  std::memcpy(CMSG_DATA(rights), descriptors.data(), descriptors.size_bytes());
  ssize_t sent;
  do {
    sent = ::sendmsg(socket_.get(), &message, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent > 0 && send_all(socket_.get(), frames.substr(static_cast<std::size_t>(sent)));
}

Descriptor Channel::take_descriptor() {
  if (descriptors_.empty()) return {};
  Descriptor first = std::move(descriptors_.front());
  descriptors_.pop_front();
  return first;
}

Received Channel::next_frame(Frame& frame) {
  const std::size_t there = in_.size() - taken_;
  if (there < kHeaderBytes) return Received::kNothing;
  std::uint32_t size = 0;
  std::memcpy(&size, in_.data() + taken_, sizeof size);
  if (size > kMaxPayload) return Received::kBreach;
  if (there - kHeaderBytes < size) return Received::kNothing;
  frame.type = static_cast<FrameType>(in_[taken_ + 4]);
  frame.payload = std::string_view(in_).substr(taken_ + kHeaderBytes, size);
  taken_ += kHeaderBytes + size;
  return Received::kFrame;
}

Received Channel::read_some() {
  in_.erase(0, taken_);
  taken_ = 0;
  const std::size_t before = in_.size();
  in_.resize(before + kReadBytes);
  ssize_t got;
  do {
    got = ::recv(socket_.get(), in_.data() + before, kReadBytes, 0);
  } while (got < 0 && errno == EINTR);
  in_.resize(before + static_cast<std::size_t>(got > 0 ? got : 0));
  return got > 0 ? Received::kNothing : Received::kClosed;
}

/// Descriptors that did not fit (MSG_CTRUNC: too many, or this process may not open more) are missing when their frame comes.
Received Channel::read_message() {
  in_.erase(0, taken_);
  taken_ = 0;
  const std::size_t before = in_.size();
  in_.resize(before + kReadBytes);
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * kMaxDescriptors)];
  iovec bytes{in_.data() + before, kReadBytes};
  msghdr message{};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  ssize_t got;
  do {
    got = ::recvmsg(socket_.get(), &message, MSG_CMSG_CLOEXEC);
  } while (got < 0 && errno == EINTR);
  in_.resize(before + static_cast<std::size_t>(got > 0 ? got : 0));
  for (cmsghdr* head = got > 0 ? CMSG_FIRSTHDR(&message) : nullptr; head != nullptr; head = CMSG_NXTHDR(&message, head)) {
    if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) continue;
    for (std::size_t at = 0; at + sizeof(int) <= head->cmsg_len - CMSG_LEN(0); at += sizeof(int)) {
      int number = -1;
      std::memcpy(&number, CMSG_DATA(head) + at, sizeof number);
      descriptors_.emplace_back(number);
    }
  }
  return got > 0 ? Received::kNothing : Received::kClosed;
}

Received Channel::receive_ready(Frame& frame) { return next_frame(frame); }

Received Channel::receive(Frame& frame, std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  for (;;) {
    const Received ready = next_frame(frame);
    if (ready != Received::kNothing) return ready;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (patience.count() >= 0 && left.count() <= 0) return Received::kNothing;
    pollfd waiting{socket_.get(), POLLIN, 0};
    const int events = ::poll(&waiting, 1, patience.count() < 0 ? -1 : static_cast<int>(left.count()));
    if (events < 0 && errno != EINTR) return Received::kClosed;
    if (events > 0 && read_some() == Received::kClosed) return Received::kClosed;
  }
}

Received Channel::receive_with_descriptors(Frame& frame) {
  for (;;) {
    const Received ready = next_frame(frame);
    if (ready != Received::kNothing) return ready;
    if (read_message() == Received::kClosed) return Received::kClosed;
  }
}

}  // namespace assay::isolate
