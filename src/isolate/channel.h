// Frames over a connected stream socket. Nothing here trusts the other end: a frame longer than kMaxPayload is a breach.
// Threads: one at a time.
#pragma once
#include <chrono>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>

#include "base/content.h"
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

  /// Sends a frame, and what was held back before it, waiting for room. False: the other end is gone.
  bool send(FrameType type, std::string_view payload);
  /// Sends frames that were made up with `append_frame`, with descriptors along (not closed): one for each that needs one.
  bool send_with_descriptors(std::string_view frames, std::span<const int> descriptors);
  static void append_frame(std::string& out, FrameType type, std::string_view payload);

  /// Holds the frame back until `most` bytes are together: a system call per cell of a table would cost more than reading it.
  bool hold(FrameType type, std::string_view payload, std::size_t most);
  bool flush();
  /// Whole frames that are held back, for a signal handler of a process that is about to die: what was delivered before a crash
  /// must arrive, or the same document would give another report each time. Calls nothing that is not async-signal-safe.
  void flush_last() const;

  /// Waits at most `patience` for a whole frame; negative: for ever. Descriptors that come along are dropped by the kernel.
  Received receive(Frame& frame, std::chrono::milliseconds patience);
  /// What is here already, without waiting.
  Received receive_ready(Frame& frame);
  /// Reads once from the socket, which must be readable: kNothing (look for a frame again), kClosed.
  Received read_some();
  /// For the worker: waits for ever, and keeps descriptors that come along.
  Received receive_with_descriptors(Frame& frame);
  /// The oldest that came; invalid: none.
  Descriptor take_descriptor();
  int descriptor() const { return socket_.get(); }
  void close() { socket_ = Descriptor(); }

 private:
  Received next_frame(Frame& frame);
  Received read_message();

  Descriptor socket_;
  std::string out_;        // whole frames, except while one is appended
  std::size_t whole_ = 0;  // bytes of out_ that are whole frames
  std::deque<Descriptor> descriptors_;
  base::ContentString in_;
  std::size_t taken_ = 0;  // bytes of in_ that frames before have used
};

}  // namespace assay::isolate
