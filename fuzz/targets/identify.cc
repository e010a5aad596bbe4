#include "identify/identify.h"

#include "base/unicode.h"
#include "support/input.h"
#include "support/target.h"
#include "targets/targets.h"

namespace assay::fuzz {

/// First line: name, second: declared media type.
void fuzz_identify(std::string_view bytes) {
  Input input(bytes);
  const std::string_view name = input.line(), declared = input.line();
  const std::string_view head = input.rest().substr(0, identify::kHeadBytes);
  const identify::Identity found = identify::identify(head, head.size() == input.rest().size(), name, declared);
  require(!found.format.empty() && !found.media_type.empty(), "there is always a format and a media type");
  require(base::is_valid_utf8(found.media_type), "media types are UTF-8");
  require(found.second.empty() || found.second != found.format, "a second format is another one");
  const identify::Identity again = identify::identify(head, head.size() == input.rest().size(), name, declared);
  require(again.format == found.format && again.second == found.second, "the same bytes are the same format");
}

}  // namespace assay::fuzz
