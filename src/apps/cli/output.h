// Where results go: standard output or a private file. Messages go to standard error.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "assay/result.h"

namespace assay::cli {

class Output {
 public:
  /// Standard output.
  Output() = default;
  /// A file that only its owner may read (0600, also if it was there before).
  static Result<Output> to_file(const std::string& path);
  Output(Output&& other) noexcept;
  Output& operator=(Output&&) = delete;
  ~Output();

  /// Buffers. Once writing has failed, does nothing.
  void write(std::string_view bytes);
  /// False: nothing can be written any more.
  bool flush();
  /// Flushes; true if every byte was written. Complains on standard error, except about a broken pipe, which ends the program
  /// quietly.
  bool finish();
  bool failed() const { return error_ != 0; }
  bool is_terminal() const;
  /// Of the terminal; `COLUMNS` or 100 elsewhere.
  std::size_t width() const;

 private:
  explicit Output(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}
  int fd_ = 1;
  int error_ = 0;
  std::string name_ = "standard output", buffer_;
};

/// "assay: " + message + line feed on standard error, made harmless.
void complain(std::string_view message);

}  // namespace assay::cli
