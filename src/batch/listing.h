// The names in one folder, sorted bytewise, in one allocation or two: folders with millions of names exist.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::batch {

class Listing {
 public:
  /// Reads the names of the folder open as `fd` ("." and ".." left out). errno's value of what went wrong, 0 if nothing; the
  /// names read until then are kept.
  int read(int fd);
  bool done() const { return next_ == starts_.size(); }
  std::size_t left() const { return starts_.size() - next_; }
  /// Moves on. The type is a DT_ constant of <dirent.h>.
  struct Entry {
    const char* name;
    unsigned char type;
  };
  Entry take();

 private:
  std::string bytes_;  // per entry: type, name, NUL
  std::vector<std::size_t> starts_;
  std::size_t next_ = 0;
};

}  // namespace assay::batch
