// Packs to bytes and back, for the cache: parsing and judging all rule files takes fifteen times as long.
// Threads: pure functions.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "rulepack/model.h"

namespace assay::rulepack {

std::string to_bytes(const Packs& packs);
/// What `to_bytes` wrote, on this machine and by this build. Nothing for any other bytes that do not add up: every length,
/// enumerator and depth is checked.
std::optional<Packs> from_bytes(std::string_view bytes);

/// 32 hex digits that are others when anything that a detector says is, or the rules' hash.
std::string fingerprint(const Packs& packs);

}  // namespace assay::rulepack
