// The flags that change limits, as one table.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "assay/limits.h"

namespace assay::cli {

struct LimitFlag {
  const char* flag;  ///< "--max-depth"
  const char* type;  ///< "SIZE", "COUNT" or "SECONDS"
  const char* example;
  const char* help;
  /// Sets the field from what stands on the command line. False: not a number of that kind.
  bool (*set)(Limits& limits, std::string_view text);
};
std::span<const LimitFlag> limit_flags();

}  // namespace assay::cli
