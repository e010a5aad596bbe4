// The SIMD form of Lanes::find.
#pragma once
#include "detect/lanes.h"

namespace assay::detect {

struct LanesSimd {
  struct Place {
    std::size_t stripe = 0;       ///< What offsets are counted from.
    std::size_t at = 0;           ///< Next byte to look at, at least 1.
    Lanes::Start* out = nullptr;  ///< Where the next start goes.
  };
  /// Handles whole blocks of 32 starts and moves `place` behind them; does nothing on processors without AVX2.
  static void find(const Lanes& lanes, std::string_view text, std::size_t end, Place& place);
};

}  // namespace assay::detect
