// The lanes put together: byte classes, start conditions and shape tables turn a stripe of text into the few walks that may find
// something. Threads: immutable; a Scratch serves one thread.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "detect/prefix_table.h"
#include "detect/shape_table.h"
#include "detect/start_masks.h"
#include "detect/walk_queue.h"

namespace assay::detect {

class LaneStarts {
 public:
  /// Bytes looked at in one go: text, masks and starts stay in the first-level cache.
  static constexpr std::size_t kStripe = 8192;
  struct Scratch {
    std::array<ByteMasks::Block, kStripe / 64 + kBlocksBefore + kBlocksBehind> masks;
    std::array<StartBlock, kStripe / 64> starts;
  };

  LaneStarts() = default;
  explicit LaneStarts(const ByteMaskSets& sets) : sets_(sets), masks_(sets) {}

  /// Adds a group of patterns (index in the finder's list) to a lane, or nothing if the lane has kMaxLaneGroups.
  bool has_room(Lane lane) const { return groups_[index(lane)].size() < kMaxLaneGroups; }
  void add(Lane lane, std::uint32_t group, std::span<const GroupMember> members, std::span<const ParsedPattern> patterns);
  /// The same for lane kPrefixes.
  void add(std::uint32_t group, std::span<const GroupMember> members, std::span<const ParsedPattern> patterns,
           const std::set<FoldedPrefix>& prefixes);
  /// After the last `add`.
  void finish() {
    numbers_.finish();
    prefixes_.finish();
  }

  /// Queues the walks of [begin, end), at most a stripe. Starts ascend within blocks of 64 bytes and lanes, no more.
  void find(std::string_view text, std::size_t begin, std::size_t end, Scratch& scratch, WalkQueue& queue) const;

  void save(BlobWriter& out) const;
  bool load(BlobReader& in, std::size_t groups);

 private:
  static std::size_t index(Lane lane) { return static_cast<std::size_t>(lane); }
  GroupSet all_of(Lane lane) const { return (GroupSet{1} << groups_[index(lane)].size()) - 1; }
  template <Lane kLane>
  GroupSet groups_at(std::string_view text, std::size_t at, unsigned bit, const ByteMasks::Block* block) const;
  template <Lane kLane>
  void look(std::string_view text, std::size_t at, std::uint64_t starts, const ByteMasks::Block* block, WalkQueue& queue) const;

  ByteMaskSets sets_;
  ByteMasks masks_{ByteMaskSets{}};
  unsigned lanes_ = 0;                  ///< Bit per lane, and kLooseLetters.
  NumberTable numbers_;                 ///< Of kDigits.
  std::array<WordTable, kLanes> runs_;  ///< Of kWords, kLoose and kPrefixes.
  std::array<ShapeTable, 3> tables_;    ///< Of kDigits, kWords and kLoose.
  PrefixTable prefixes_;
  std::array<std::vector<std::uint32_t>, kLanes> groups_;  ///< By bit of a GroupSet.
};

}  // namespace assay::detect
