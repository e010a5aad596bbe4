// Where to try bound patterns: at the places of active cells that their first byte, the byte in front and the run of letters and
// digits that begins there allow. Few detectors are active anywhere, so nothing cleverer pays: each has an automaton of its own,
// and no two of them know of each other.
// Threads: immutable; a Scratch serves one thread.
#pragma once
#include <string_view>
#include <vector>

#include "detect/byte_masks.h"
#include "detect/detect.h"
#include "detect/run_table.h"
#include "detect/walk_queue.h"

namespace assay::detect {

/// What a boundary asks of the byte in front of a match, as far as masks of byte classes tell.
enum class StartEdge : std::uint8_t { kAny, kNoDigit, kNoWordByte };
StartEdge edge_of(Boundary boundary);

class BoundStarts {
 public:
  static constexpr std::size_t kStripe = 8192;
  struct Scratch {
    std::vector<ByteMasks::Block> masks;
  };

  /// The group (index in the finder's list) holds patterns of the detector whose matches begin with one of `first` and with such
  /// runs.
  void add(std::uint32_t detector, StartEdge edge, const ByteSet& first, const RunSet& runs, std::uint32_t group);
  bool empty() const { return starts_.empty(); }
  /// Words of a set of detectors that holds all that were added.
  std::size_t words() const { return first_.size() / 64 + 1; }

  /// Queues the walks of `range`, at most a stripe. By cell, then detector, then place.
  void find(std::string_view text, NormRange range, const ActiveCells& active, Scratch& scratch, WalkQueue& queue) const;

  void save(BlobWriter& out) const;
  bool load(BlobReader& in, std::size_t groups);

 private:
  /// Trivially copyable.
  struct Start {
    ByteSet first;
    RunSet runs;
    std::uint32_t detector = 0, group = 0;
    StartEdge edge = StartEdge::kAny;
    std::uint8_t classes = 0;  ///< That `first` has bytes of: digits, upper, lower, others. Bits 0 to 3.
    std::uint16_t whole = 0;   ///< Those of these that it holds all bytes of.
  };
  void look(std::string_view text, NormRange cell, const Start& start, const ByteMasks::Block* block, WalkQueue& queue) const;
  void index();

  std::vector<Start> starts_;         ///< By detector.
  std::vector<std::uint32_t> first_;  ///< By detector, in `starts_`; one more than detectors.
  ByteMasks masks_{ByteMaskSets{}};
};

}  // namespace assay::detect
