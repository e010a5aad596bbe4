// All patterns of the packs, parsed and checked, in the order of Candidate::pattern.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "detect/boundary.h"
#include "detect/candidates.h"
#include "detect/pattern.h"

namespace assay::detect {

inline constexpr std::uint32_t kMaxExtendBytes = 16384;

struct Extension {
  ByteSet bytes;
  std::uint32_t max = 0;
};

struct ParsedPattern {
  CompiledPattern place;
  Pattern pattern;
  Boundary boundary = Boundary::kNone;
  std::optional<Extension> extension;
  bool dictionary = false;  ///< Made of terms, not of a regex.
  bool bound = false;       ///< Reports nothing without context.
};

/// Every mistake of every pattern, not only the first.
Result<std::vector<ParsedPattern>, Diagnostics> parse_all(const rulepack::Packs& packs);

/// One pattern by itself; nothing if there is a mistake in it. Its place is not filled in.
std::optional<ParsedPattern> parse_alone(const rulepack::PatternSpec& spec);

/// Where a match of the base pattern ending at `end` ends after its extension.
std::size_t extended_end(const Extension& extension, std::string_view text, std::size_t end);
/// May a match be over at `end`, where its extension stopped? True where the boundary holds or the run was cut by the maximum.
bool extension_may_end(const Extension& extension, Boundary boundary, std::string_view text, std::size_t base_end,
                       std::size_t end);

}  // namespace assay::detect
