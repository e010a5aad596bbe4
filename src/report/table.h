// The table for people: files by severity, what was found and where, what was not read and why, a closing summary, what to do
// next. Threads: a pure function.
#pragma once
#include <cstddef>
#include <string>

#include "report/tally.h"
#include "report/terminal.h"

namespace assay::report {

struct TableOptions {
  std::size_t width = 100;  ///< Columns; at least 72 are used.
  Colour colour = Colour::kOff;
  double seconds = 0;  ///< Wall clock of the run.
  bool interrupted = false;
};

/// All of it, each line ended by a line feed.
std::string table(const Tally& tally, const TableOptions& options);
/// The closing summary alone.
std::string summary(const Totals& totals, const TableOptions& options);

/// "low", "medium", "high", or "below" under 65.
std::string_view band(std::uint8_t confidence);

}  // namespace assay::report
