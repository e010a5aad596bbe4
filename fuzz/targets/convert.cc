#include "convert/convert.h"

#include <cstdio>

#include "rulepack/model.h"
#include "support/input.h"
#include "support/target.h"
#include "support/temp_file.h"
#include "targets/targets.h"

namespace assay::fuzz {

/// First byte: the format that is claimed (3: as it is recognised).
void fuzz_convert(std::string_view bytes) {
  Input input(bytes);
  const std::size_t claimed = input.below(4);
  const auto known = convert::format_of(input.rest());
  if (claimed == 3 && !known.ok()) return;
  const auto format = claimed == 3 ? known.value() : static_cast<convert::Format>(claimed);
  const auto converted = convert::convert(input.rest(), format, "imported");
  if (!converted.ok()) return require(!converted.error().message.empty(), "a refusal has a reason");
  require(converted.value().yaml.empty() == (converted.value().detectors == 0), "a pack has detectors");
  if (converted.value().yaml.empty()) return;
  const TempFile file(converted.value().yaml);
  const auto loaded = rulepack::load({file.path()});
  if (!loaded.ok()) std::fprintf(stderr, "%s\n%s\n", converted.value().yaml.c_str(), loaded.error().front().text().c_str());
  require(loaded.ok(), "what is imported can be loaded");
}

}  // namespace assay::fuzz
