// How many digits a pattern has.
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

}  // namespace assay::detect
