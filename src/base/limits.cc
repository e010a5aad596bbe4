#include "assay/limits.h"

#include <array>

namespace assay {
inline namespace v1 {

Limits limits_for(Profile profile) {
  Limits limits;
  if (profile == Profile::kShare) {
    // A share's own files may be of any size; the clock on progress still ends what hangs.
    limits.max_input_bytes = std::numeric_limits<std::uint64_t>::max();
    limits.max_seconds = std::numeric_limits<double>::max();
  }
  return limits;
}

std::string_view name_of(Profile profile) { return profile == Profile::kShare ? "share" : "gateway"; }

std::optional<Profile> profile_named(std::string_view name) {
  for (Profile profile : {Profile::kGateway, Profile::kShare})
    if (name == name_of(profile)) return profile;
  return std::nullopt;
}

Result<Done> validate(const Limits& l) {
  struct Row {
    const char* name;
    bool positive;
  };
  const std::array rows{
      Row{"max_input_bytes", l.max_input_bytes > 0},
      Row{"max_expanded_bytes", l.max_expanded_bytes > 0},
      Row{"max_ratio", l.max_ratio > 0},
      Row{"ratio_free_bytes", l.ratio_free_bytes > 0},
      Row{"max_entries", l.max_entries > 0},
      Row{"max_depth", l.max_depth > 0},
      Row{"max_nesting", l.max_nesting > 0},
      Row{"max_seconds", l.max_seconds > 0},
      Row{"max_idle_seconds", l.max_idle_seconds > 0},
      Row{"max_text_bytes", l.max_text_bytes > 0},
      Row{"max_memory_bytes", l.max_memory_bytes > 0},
      Row{"max_temp_bytes", l.max_temp_bytes > 0},
      Row{"max_kept_findings", l.max_kept_findings > 0},
      Row{"max_kept_parts", l.max_kept_parts > 0},
  };
  for (const Row& row : rows)
    if (!row.positive)
      return Diagnostic{.code = Code::kBadConfiguration,
                        .message = std::string("limit ") + row.name + " is not positive",
                        .fix = "zero never means \"no limit\"; give a large number instead"};
  return Done{};
}

}  // namespace v1
}  // namespace assay
