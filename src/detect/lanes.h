// The first look at every byte: where could a match of some pattern begin? Patterns are sorted into at most eight lanes by what
// their first twelve bytes may be; a byte's two halves look up eight lanes at once (the tables that Hyperscan's authors call
// Teddy, with classes instead of letters), and the byte in front rules out starts within numbers and words.
//
// A superset: whatever is found here is decided by the automata. Scalar and AVX2 forms find different supersets, and that is
// fine. Threads: immutable.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "detect/blob.h"
#include "detect/boundary.h"
#include "detect/pattern_analysis.h"

namespace assay::detect {

inline constexpr std::size_t kMaxLanes = 8;

/// What a lane knows of its patterns together.
struct LaneKey {
  Prefix prefix{};
  Boundary guard = Boundary::kNone;  ///< kNone, kDigits or kWord: the weakest that all of them need at the start.

  friend bool operator==(const LaneKey&, const LaneKey&) = default;
};
/// One key per alternative of the top level (all in one when there are very many): a pattern may stand in several lanes.
std::vector<LaneKey> lane_keys(const Node& root, Boundary boundary);
LaneKey join(const LaneKey& a, const LaneKey& b);
/// Estimated share of places in a text where the lane proposes a start.
double start_rate(const LaneKey& key);

/// Sorts patterns into at most kMaxLanes lanes so that few starts are proposed. Returns the lane of each key.
std::vector<std::uint32_t> assign_lanes(std::span<const LaneKey> keys);

class Lanes {
 public:
  struct Start {
    std::uint32_t offset = 0;  ///< From the begin of the stripe.
    std::uint8_t lanes = 0;    ///< Bit per lane.
  };
  /// Starts of one stripe.
  static constexpr std::size_t kStripe = 4096;
  using Starts = std::array<Start, kStripe>;

  Lanes() = default;
  /// At most kMaxLanes keys.
  explicit Lanes(std::span<const LaneKey> keys);

  /// Writes the possible starts in [begin, end), at most a stripe, ascending; returns how many. Looks one byte back and
  /// eleven ahead of a start where the text has them.
  std::size_t find(std::string_view text, std::size_t begin, std::size_t end, Starts& out) const;

  void save(BlobWriter& out) const;
  bool load(BlobReader& in);

 private:
  friend struct LanesTables;
  std::uint8_t lanes_at(std::string_view text, std::size_t at) const;
  Start* find_scalar(std::string_view text, std::size_t stripe, std::size_t begin, std::size_t end, Start* out) const;

  std::uint32_t count_ = 0;
  std::uint8_t digit_guard_ = 0;  ///< Lanes that cannot start behind a digit.
  std::uint8_t word_guard_ = 0;   ///< ... behind [A-Za-z0-9_].
  std::array<std::array<std::uint8_t, 256>, kPrefixBytes> exact_{};
  std::array<std::array<std::uint8_t, 16>, kPrefixBytes> low_{}, high_{};  ///< By half byte.
};

}  // namespace assay::detect
