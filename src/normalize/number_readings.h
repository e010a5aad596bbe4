// Numbers that are written so that no pattern sees them. Each function appends edits that undo one trick, sorted, all active:
//
//   separators   groups of equal size, the last one may be shorter, with one kind of separator between (1.2.3.4 or DE89-3704-00):
//                at least six digits, at most 40 letters and digits, two groups only if they have eight; the separators go. A
//                chain that begins or ends in groups of letters alone has a second reading without those: they may be words.
//   line wraps   a line end inside of a number; it goes, or becomes a blank: it may have taken the place of one. Columns of
//                numbers, dates and rows of a table are none. Behind capital letters alone it has a reading of its own, because
//                they may as well be the number's name.
//   confusables  O o for 0, l I for 1 in a number: at least six digits and such letters, capital letters beside them at most
// Threads: pure functions.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "normalize/reading.h"
#include "normalize/suspects.h"

namespace assay::normalize {

struct NumberReadings {
  std::vector<Edit> joined, joined_inside;  ///< Separators; the second without letters at the ends.
  std::vector<Edit> unwrapped, wrapped_groups, prefixed;
  std::vector<Edit> digits;  ///< Confusables.
  void clear();
};

void find_number_readings(std::string_view text, std::span<const Suspect> suspects, NumberReadings& out);

}  // namespace assay::normalize
