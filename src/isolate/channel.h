// Frames over a connected stream socket. Nothing here trusts the other end: a frame longer than kMaxPayload is a breach.
// Threads: one at a time.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "isolate/protocol.h"

namespace assay::isolate {

/// Owns a descriptor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();
  int get() const { return number_; }
  bool valid() const { return number_ >= 0; }
  int release() {
    const int number = number_;
    number_ = -1;
    return number;
  }

 private:
  int number_ = -1;
};

struct Frame {
  FrameType type{};
  std::string_view payload;  ///< Valid until the next receive.
};

enum class Received : std::uint8_t { kFrame, kNothing, kClosed, kBreach };

class Channel {
 public:
  explicit Channel(Descriptor socket) : socket_(std::move(socket)) {}

  /// Sends a frame, waiting for room. Nothing is held back: what a worker delivered before it died must have arrived, or the
  /// same document would give another report each time. False: the other end is gone.
  bool send(FrameType type, std::string_view payload);
  /// The same with a descriptor along (not closed).
  bool send_with_descriptor(FrameType type, std::string_view payload, int descriptor);

  /// Waits at most `patience` for a whole frame; negative: for ever. Descriptors that come along are dropped.
  Received receive(Frame& frame, std::chrono::milliseconds patience);
  /// The same for the worker: takes one descriptor that comes with a frame.
  Received receive_with_descriptor(Frame& frame, Descriptor& descriptor);
  int descriptor() const { return socket_.get(); }

 private:
  Received next_frame(Frame& frame);
  Received read_some(Descriptor* descriptor);

  Descriptor socket_;
  std::string in_;
  std::size_t taken_ = 0;  // bytes of in_ that frames before have used
};

}  // namespace assay::isolate
