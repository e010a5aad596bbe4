// Bytes as a file, for readers that take paths: a descriptor without a name in any folder.
#pragma once
#include <string>
#include <string_view>

namespace assay::fuzz {

class TempFile {
 public:
  explicit TempFile(std::string_view bytes);
  ~TempFile();
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;
  /// Works in this process as long as the object lives.
  std::string path() const { return "/proc/self/fd/" + std::to_string(number_); }

  int descriptor() const { return number_; }

 private:
  int number_;
};

}  // namespace assay::fuzz
