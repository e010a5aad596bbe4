// The only bridge between two coordinate systems: from a derived text (decoded, normalised) back to what it came from.
// Built by whoever changes the text, piece by piece and in order. Stretches that were copied are linear: every byte maps
// exactly. Others are units: a few derived bytes that came from a few original ones, and only as a whole (covering).
// Dropped originals (invisible characters) belong to no piece.
#pragma once
#include <cstdint>
#include <vector>

namespace assay::base {

class PositionMap {
 public:
  struct Piece {
    std::uint64_t derived, original;  // where it begins on either side
    std::uint32_t derived_size, original_size;
    bool linear;  // sizes equal and byte i came from byte i
  };
  struct Mapped {
    std::uint64_t begin, end;  // original coordinates
    bool exact;                // false: the range covers the value but may be wider
  };

  /// Appends `size` copied bytes; joins with the piece before where both sides continue it.
  void linear(std::uint64_t derived, std::uint64_t original, std::uint64_t size);
  /// Appends a unit.
  void unit(std::uint64_t derived, std::uint32_t derived_size, std::uint64_t original, std::uint32_t original_size);
  void clear() { pieces_.clear(); }
  bool empty() const { return pieces_.empty(); }
  const std::vector<Piece>& pieces() const { return pieces_; }

  /// Original range of derived [begin, end), begin < end, both inside the mapped text. O(log n).
  Mapped map(std::uint64_t begin, std::uint64_t end) const;
  /// First derived position whose original is at or behind `original`; the end of the derived text if none.
  std::uint64_t derived_at(std::uint64_t original) const;

 private:
  const Piece& piece_at(std::uint64_t derived) const;
  std::vector<Piece> pieces_;
};

}  // namespace assay::base
