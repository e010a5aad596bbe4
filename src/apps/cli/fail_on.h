// What makes a scan fail: the conditions of --fail-on, against one report at a time.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/report.h"

namespace assay::cli {

class FailOn {
 public:
  /// Without conditions of a kind that kind's default holds: any finding; anything not read completely.
  static Result<FailOn> parse(const std::vector<std::string>& conditions);
  bool found(const Report& report) const;
  bool unread(const Report& report) const;

 private:
  enum class Unread : std::uint8_t { kAnything, kContent, kPixelsOrSound, kInert, kNever };
  bool add(std::string_view condition);
  bool add_gap(std::string_view gap);

  std::optional<std::size_t> label_;  // index into the table of labels
  std::optional<std::uint8_t> confidence_;
  Unread unread_ = Unread::kAnything;
};

/// 0-100, or low (65), medium (75), high (85).
std::optional<std::uint8_t> read_confidence(std::string_view text);
/// For --help.
std::string_view fail_on_help();

}  // namespace assay::cli
