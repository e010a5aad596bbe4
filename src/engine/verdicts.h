// How gaps make the verdict of a part, and parts that of the object. reliability: the worst wins; what was partly read is
// partial.
#pragma once
#include "assay/report.h"

namespace assay::engine {

/// Whether anything of a part was read by its extractor.
enum class WasRead : std::uint8_t { kNo, kYes };

/// What one gap makes of its part.
Verdict verdict_of(GapClass gap_class, Reason reason, WasRead part_was_read, const Limits& limits);

/// Folds the verdicts of parts into that of the object. A member that nobody can read makes its container partial, not
/// unsupported.
class VerdictFold {
 public:
  void add(Verdict part, std::uint32_t depth);
  Verdict object() const { return worst_; }

 private:
  Verdict worst_ = Verdict::kScanned;
};

}  // namespace assay::engine
