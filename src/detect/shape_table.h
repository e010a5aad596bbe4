// What the next bytes of a possible start look like, as an index of 16 bits, and which groups of patterns can match there at all.
// A table of 65,536 sets of groups, exact for what the index shows: most starts end here, and the others walk one automaton.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "detect/blob.h"
#include "detect/pattern_table.h"
#include "detect/run_table.h"

namespace assay::detect {

/// The index: eight bytes from the start on, two bits each (low and high half): other 0, a-z or _ 1, A-Z 2, digit 3.

/// 65,536 sets of groups, of which few differ: two bytes each.
class GroupTable {
 public:
  GroupTable() : codes_(1 << 16), sets_(1) {}

  GroupSet operator[](std::size_t index) const { return sets_.data()[codes_.data()[index]]; }
  void add(std::size_t index, GroupSet groups);
  /// Is every group below `count`?
  bool below(std::size_t count) const;

  void save(BlobWriter& out) const;
  bool load(BlobReader& in);

 private:
  std::vector<std::uint16_t> codes_;           ///< In `sets_`.
  std::map<GroupSet, std::uint16_t> code_of_;  ///< Only while it is built.
  std::vector<GroupSet> sets_;                 ///< Each once.
};

class ShapeTable {
 public:
  /// Marks the group wherever the pattern may match, beginning with one of `first`.
  void add(const ParsedPattern& pattern, const ByteSet& first, unsigned group);

  GroupSet operator[](std::uint16_t index) const { return groups_[index]; }
  bool below(std::size_t count) const { return groups_.below(count); }

  void save(BlobWriter& out) const { groups_.save(out); }
  bool load(BlobReader& in) { return groups_.load(in); }

 private:
  GroupTable groups_;
};

}  // namespace assay::detect
