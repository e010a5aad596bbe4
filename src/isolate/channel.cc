#include "isolate/channel.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace assay::isolate {
namespace {

constexpr std::size_t kReadBytes = 64 << 10;

std::string header(FrameType type, std::size_t size) {
  const auto length = static_cast<std::uint32_t>(size);
  std::string bytes(kHeaderBytes, '\0');
  std::memcpy(bytes.data(), &length, sizeof length);
  bytes[4] = static_cast<char>(type);
  return bytes;
}

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

/// recvmsg with room for one descriptor.
ssize_t receive_message(int socket, std::span<char> out, Descriptor& descriptor) {
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))];
  iovec bytes{out.data(), out.size()};
  msghdr message{};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  const ssize_t got = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  if (got <= 0) return got;
  const cmsghdr* head = CMSG_FIRSTHDR(&message);
  if (head == nullptr || head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) return got;
  int number = -1;
  std::memcpy(&number, CMSG_DATA(head), sizeof number);
  descriptor = Descriptor(number);
  return got;
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

bool Channel::send(FrameType type, std::string_view payload) {
  std::string bytes = header(type, payload.size());
  bytes += payload;
  return send_all(socket_.get(), bytes);
}

bool Channel::send_with_descriptor(FrameType type, std::string_view payload, int descriptor) {
  std::string head = header(type, payload.size());
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
  iovec bytes{head.data(), head.size()};
  msghdr message{};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  cmsghdr* rights = CMSG_FIRSTHDR(&message);
  rights->cmsg_level = SOL_SOCKET;
  rights->cmsg_type = SCM_RIGHTS;
  rights->cmsg_len = CMSG_LEN(sizeof descriptor);
  std::memcpy(CMSG_DATA(rights), &descriptor, sizeof descriptor);
  const ssize_t sent = ::sendmsg(socket_.get(), &message, MSG_NOSIGNAL);
  if (sent <= 0) return false;
  return send_all(socket_.get(), std::string_view(head).substr(static_cast<std::size_t>(sent))) &&
         send_all(socket_.get(), payload);
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

Received Channel::read_some(Descriptor* descriptor) {
  in_.erase(0, taken_);
  taken_ = 0;
  const std::size_t before = in_.size();
  in_.resize(before + kReadBytes);
  const std::span<char> room(in_.data() + before, kReadBytes);
  ssize_t got;
  do {
    got = descriptor == nullptr ? ::recv(socket_.get(), room.data(), room.size(), 0)
                                : receive_message(socket_.get(), room, *descriptor);
  } while (got < 0 && errno == EINTR);
  in_.resize(before + static_cast<std::size_t>(got > 0 ? got : 0));
  return got > 0 ? Received::kNothing : Received::kClosed;
}

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
    if (events > 0 && read_some(nullptr) == Received::kClosed) return Received::kClosed;
  }
}

Received Channel::receive_with_descriptor(Frame& frame, Descriptor& descriptor) {
  for (;;) {
    const Received ready = next_frame(frame);
    if (ready != Received::kNothing) return ready;
    if (read_some(&descriptor) == Received::kClosed) return Received::kClosed;
  }
}

}  // namespace assay::isolate
