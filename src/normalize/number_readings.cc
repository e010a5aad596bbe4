#include "normalize/number_readings.h"

#include <algorithm>

#include "normalize/number_text.h"

namespace assay::normalize {
namespace {
void finish(std::vector<Edit>& edits, Trick trick) {
  for (Edit& edit : edits) edit.trick = trick;
  std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
  edits.erase(std::unique(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.begin == b.begin; }),
              edits.end());
}
}  // namespace

void NumberReadings::clear() {
  for (auto* edits : {&joined, &joined_inside, &unwrapped, &wrapped_groups, &prefixed, &digits}) edits->clear();
}

void find_number_readings(std::string_view text, std::span<const Suspect> suspects, NumberReadings& out) {
  Separators separators(text, out);
  LineWraps wraps(text, out);
  Confusables confusables(text, out);
  for (const Suspect& suspect : suspects) {
    if (suspect.kind == SuspectKind::kSeparator) separators.look(suspect.at);
    if (suspect.kind == SuspectKind::kWrap) wraps.look(suspect.at);
    if (suspect.kind == SuspectKind::kConfusable) confusables.look(suspect.at);
  }
  for (auto* edits : {&out.joined, &out.joined_inside}) finish(*edits, Trick::kSeparators);
  for (auto* edits : {&out.unwrapped, &out.wrapped_groups, &out.prefixed}) finish(*edits, Trick::kLineWrap);
  finish(out.digits, Trick::kLookalike);
}

}  // namespace assay::normalize
