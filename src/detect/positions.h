// A pattern with its repeats written out: numbered positions, each of which takes one byte, and who may follow whom
// (Glushkov's automaton). What both automata are built from.
#pragma once
#include <cstdint>
#include <vector>

#include "detect/pattern.h"

namespace assay::detect {

/// Position 0 takes no byte: it stands before the pattern.
struct Positions {
  std::vector<ByteSet> bytes;
  std::vector<std::vector<std::uint32_t>> follow;  ///< Sorted.
  std::vector<bool> last;                          ///< A match may end with it.
};

Positions number_positions(const Node& root);

}  // namespace assay::detect
