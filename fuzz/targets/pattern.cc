#include "detect/pattern.h"

#include "support/input.h"
#include "support/target.h"
#include "targets/targets.h"

namespace assay::fuzz {

/// First byte: case and kind; the rest: a pattern or an extend class.
void fuzz_pattern(std::string_view bytes) {
  Input input(bytes);
  const std::uint8_t kind = input.byte();
  if (kind % 4 == 0) {
    const auto parsed = detect::parse_extend_class(input.rest());
    if (!parsed.ok()) require(!parsed.error().message.empty(), "an error says what is wrong");
    return;
  }
  const auto parsed = detect::parse_pattern(input.rest(), kind % 2 == 0 ? detect::Case::kExact : detect::Case::kAsciiCaseless);
  if (parsed.ok()) return;
  require(!parsed.error().message.empty() && !parsed.error().fix.empty(), "an error says what is wrong and what to do");
  require(parsed.error().column >= 1 && parsed.error().column <= input.rest().size() + 1, "an error's column is in the pattern");
}

}  // namespace assay::fuzz
