#include "oracle/cases.h"

#include <charconv>
#include <string_view>

#include "support/checking_sink.h"

namespace assay::fuzz {

Limits limits_of(std::size_t which) {
  Limits limits = tight_limits();
  if (which == 1) limits.max_depth = 2;
  if (which == 2) limits.max_entries = 4;
  if (which == 3) limits.max_expanded_bytes = 2000;
  if (which == 4) limits.max_text_bytes = 1000;
  if (which == 5) limits.max_nesting = 4;
  return limits;
}

Case make_case(std::uint64_t seed, std::uint64_t number) {
  Dice dice(Dice(seed).next() ^ Dice(number + 1).next());
  Case made;
  made.planted = plant(dice);
  made.file = make_document(dice, made.planted);
  const std::size_t levels = dice.once_in(200) ? 40 : dice.below(4);
  for (std::size_t level = 0;; ++level) {
    for (std::size_t i = dice.once_in(3) ? 1 + dice.below(3) : 0; i > 0; --i) damage(dice, made.file);
    if (level == levels) break;
    made.file = wrap(dice, made.file);
  }
  made.limits = dice.once_in(5) ? 1 + dice.below(kLimitSets - 1) : 0;
  return made;
}

std::uint64_t argument(int argc, char** argv, int which, std::uint64_t otherwise) {
  if (which >= argc) return otherwise;
  const std::string_view text(argv[which]);
  std::uint64_t value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace assay::fuzz
