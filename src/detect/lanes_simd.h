// The AVX2 form of Lanes::find.
#pragma once
#include "detect/lanes.h"

namespace assay::detect {

struct LanesAvx2 {
  /// Handles whole blocks of 32 starts from `begin` (>= 1) on; returns where it stopped: `begin` itself on other machines.
  static std::size_t find(const Lanes& lanes, std::string_view text, std::size_t begin, std::size_t end, std::vector<Lanes::Start>& out);
};

}  // namespace assay::detect
