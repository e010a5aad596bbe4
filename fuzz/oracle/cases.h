// Random cases for the oracle and for splits, and what their programs share.
#pragma once
#include "assay/limits.h"
#include "oracle/file.h"

namespace assay::fuzz {

inline constexpr std::size_t kLimitSets = 6;
/// Limits that are met now and then; set 0 seldom.
Limits limits_of(std::size_t which);

struct Case {
  Planted planted;
  PlantedFile file;
  std::size_t limits = 0;  ///< Which set.
};
/// The same for the same numbers, on any machine.
Case make_case(std::uint64_t seed, std::uint64_t number);

/// argv[which] as a number, or `otherwise`.
std::uint64_t argument(int argc, char** argv, int which, std::uint64_t otherwise);

}  // namespace assay::fuzz
