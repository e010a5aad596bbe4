// What a pattern can be found by: the part of it that text rarely has, and whether that part is too common to look for
// everywhere.
#pragma once
#include <cstdint>

#include "detect/pattern_table.h"

namespace assay::detect {

/// Digits that every match holds at least.
std::uint64_t least_digits(const Node& node);
/// Digits that a match may hold at most.
std::uint64_t most_digits(const Node& node);

/// Is every byte of every match a digit?
bool only_digits(const Node& node);

/// Looked for only where its context is: without context it reports nothing, and it has no literal, no rare byte and fewer than
/// five digits, so that it would be tried at every other word.
bool is_weak(const ParsedPattern& pattern, const rulepack::Confidence& confidence);

}  // namespace assay::detect
