// Character ranges of Unicode 15 that a terminal shows other than in one column.
#pragma once
#include <span>

namespace assay::report {

struct CodeRange {
  char32_t first, last;
};
/// East_Asian_Width W and F (UAX #11), joined over unassigned gaps. Ascending.
std::span<const CodeRange> wide_ranges();
/// Combining marks of the scripts in common use and Hangul vowel and final jamo. Ascending.
std::span<const CodeRange> combining_ranges();
/// Invisible: format characters that hide or reorder text (general category Cf, Zl, Zp). Ascending.
std::span<const CodeRange> hidden_ranges();

}  // namespace assay::report
