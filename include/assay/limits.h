// assay/limits.h - ceilings on the inspection of one object. The limits in force stand in the report.
//
//   assay::Limits limits = assay::limits_for(assay::Profile::kGateway);
//   limits.max_seconds = 20;
//
// Zero never means "no limit": `validate` refuses it. "As good as none" is the type's maximum.
// Threads: plain values.
#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "assay/result.h"

namespace assay {
inline namespace v1 {

enum class Profile : std::uint8_t {
  kGateway = 0,  ///< One object from a stranger: everything is bounded.
  kShare = 1,    ///< A file of one's own share: no cap on input size or total time, a clock on progress instead.
};

struct Limits {
  std::uint64_t max_input_bytes = 4ULL << 30;     ///< Size of the object as handed in. Bytes.
  std::uint64_t max_expanded_bytes = 2ULL << 30;  ///< Sum of what all containers of the object expand to. Bytes.
  std::uint32_t max_ratio = 200;                  ///< Expanded : input, once `ratio_free_bytes` are out.
  std::uint64_t ratio_free_bytes = 16ULL << 20;   ///< Expansion that is never held against the ratio. Bytes.
  std::uint32_t max_entries = 100'000;            ///< Members over all levels.
  std::uint32_t max_depth = 32;                   ///< Containers within containers. Levels.
  std::uint32_t max_nesting = 100;                ///< XML, JSON, MIME levels within one part.
  double max_seconds = 300;                       ///< Wall clock for the object. Seconds.
  double max_idle_seconds = 60;                   ///< Wall clock without progress. Seconds.
  std::uint64_t max_text_bytes = std::numeric_limits<std::uint64_t>::max();  ///< Extracted UTF-8, all parts. Bytes.
  std::uint64_t max_memory_bytes = 512ULL << 20;                             ///< Of one worker process. Bytes.
  std::uint64_t max_temp_bytes = 2ULL << 30;                                 ///< Unlinked temporary files. Bytes.
  std::uint32_t max_kept_findings = 10'000;  ///< Itemised in the report; counts stay exact beyond.
  std::uint32_t max_kept_parts = 10'000;     ///< Likewise for parts and for gaps.
  bool pixels_matter = false;                ///< Unread pictures or sound keep the verdict from `scanned`.
};

/// Defaults of a profile.
Limits limits_for(Profile profile);
/// "gateway" or "share".
std::string_view name_of(Profile profile);
std::optional<Profile> profile_named(std::string_view name);
/// Refuses zeros and contradictions, naming the field.
Result<Done> validate(const Limits& limits);

}  // namespace v1
}  // namespace assay
