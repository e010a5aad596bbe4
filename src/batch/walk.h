// From paths to open files. Every path met is handed out exactly once, in an order that depends on names only: folder by
// folder, names sorted bytewise.
// Threads: one walk per thread. Memory: the names of the folders on the way down. Descriptors: at most about 40.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "assay/engine.h"

namespace assay::batch {

/// Owns a descriptor.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    reset(other.release());
    return *this;
  }
  ~Descriptor() { reset(); }
  int get() const { return fd_; }
  bool open() const { return fd_ >= 0; }
  int release() { return std::exchange(fd_, -1); }
  void reset(int fd = -1);

 private:
  int fd_;
};

struct Found {
  enum class Kind : std::uint8_t { kFile, kLink, kTrouble };
  Kind kind = Kind::kTrouble;
  std::string path;
  Descriptor file;                      ///< kFile: open for reading.
  std::uint64_t size = 0;               ///< kFile: as the file system says.
  Reason reason = Reason::kUnreadable;  ///< kTrouble.
  std::string detail;                   ///< kTrouble: for people.
};

/// Walks every path in turn. Once `*cancel` is true, what is left is handed out as kTrouble, kNotStarted: each path not begun
/// and each folder not walked to its end. A path given twice (bytewise, but for slashes at the end) is walked once.
void walk(const std::vector<std::string>& paths, const CancelFlag* cancel, const std::function<void(Found)>& hand_out);

}  // namespace assay::batch
