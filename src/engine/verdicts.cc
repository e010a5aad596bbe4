#include "engine/verdicts.h"

namespace assay::engine {

Verdict verdict_of(GapClass gap_class, Reason reason, WasRead part_was_read, const Limits& limits) {
  if (gap_class == GapClass::kInert) return Verdict::kScanned;
  if (gap_class == GapClass::kPixelsOrSound && !limits.pixels_matter && part_was_read == WasRead::kYes) return Verdict::kScanned;
  const Verdict verdict = reason_info(reason).verdict;
  const bool partly = part_was_read == WasRead::kYes && verdict == Verdict::kUnsupported;
  return partly ? Verdict::kPartial : verdict;
}

void VerdictFold::add(Verdict part, std::uint32_t depth) {
  worst_ = worse(worst_, depth > 0 && part == Verdict::kUnsupported ? Verdict::kPartial : part);
}

}  // namespace assay::engine
