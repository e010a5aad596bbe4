// One pattern as a set of positions in bits, stepped all at once: for patterns whose deterministic automaton would be too big.
// A step costs time in proportion to the positions, never more. Threads: immutable; the bits live in the caller's scratch.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "detect/blob.h"
#include "detect/pattern.h"

namespace assay::detect {

class BitAutomaton {
 public:
  using Bits = std::vector<std::uint64_t>;

  static BitAutomaton build(const Pattern& pattern);

  /// Calls `on_match(end)` for every end of a match of [at, end), ends ascending. `bits`, `spare`: scratch of any content.
  template <class OnMatch>
  void walk(std::string_view text, std::size_t at, Bits& bits, Bits& spare, const OnMatch& on_match) const {
    bits.assign(words_, 0);
    bits[0] = 1;
    while (at < text.size() && step(static_cast<std::uint8_t>(text[at++]), bits, spare))
      if (accepting(bits)) on_match(at);
  }

  /// Where a walk begins.
  Bits start() const {
    Bits bits(words_);
    bits[0] = 1;
    return bits;
  }
  /// False: no position is left.
  bool step(std::uint8_t byte, Bits& bits, Bits& spare) const;
  bool accepting(const Bits& bits) const;
  /// Bytes of one class do the same everywhere.
  std::uint8_t class_of(std::uint8_t byte) const { return class_of_[byte]; }
  std::size_t classes() const { return classes_; }

  void save(BlobWriter& out) const;
  bool load(BlobReader& in);

 private:
  void find_classes();

  std::uint64_t words_ = 1;
  std::array<std::uint8_t, 256> class_of_{};
  std::uint64_t classes_ = 1;
  Bits reach_;                           ///< [byte * words_ ...]: positions that take the byte.
  Bits to_next_;                         ///< Positions followed by the one with the next number.
  Bits jumps_from_;                      ///< Positions with an edge in `jumps_`.
  Bits last_;                            ///< Positions that end a match.
  std::vector<std::uint32_t> jumps_of_;  ///< By position: where its jumps begin. One more than positions.
  std::vector<std::uint32_t> jumps_;     ///< Where to.
};

}  // namespace assay::detect
