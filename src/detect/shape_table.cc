#include "detect/shape_table.h"

#include <algorithm>

#include "detect/position_union.h"
#include "detect/position_walk.h"
#include "detect/start_conditions.h"

namespace assay::detect {
namespace {

constexpr unsigned kBytes = 8, kClasses = 4;
constexpr std::array<ByteSet, kClasses> kClassBytes = {~kWordBytes, kLowerBytes, kUpperBytes, kDigitBytes};

/// Walks every index that the pattern allows, byte by byte. Recursion: at most eight deep.
class Filler {
 public:
  Filler(const ParsedPattern& pattern, GroupSet group, GroupTable& groups)
      : walk_(pattern.pattern.root),
        end_(pattern.extension ? Boundary::kNone : pattern.boundary),
        group_(group),
        groups_(groups) {}

  void go(const PositionSet& at, const ByteSet& first, unsigned depth, unsigned index) {
    if (depth == kBytes) {
      groups_.add(index, group_);
      return;
    }
    const bool over = depth > 0 && walk_.may_end(at);
    for (unsigned c = 0; c < kClasses; ++c) {
      ByteSet bytes = kClassBytes[c];
      if (depth == 0) bytes &= first;
      if (over && may_be_over_before(c)) {
        rest_is_free(depth + 1, with(index, depth, c));
        continue;
      }
      const PositionSet next = walk_.step(at, bytes);
      if (!next.empty()) go(next, first, depth + 1, with(index, depth, c));
    }
  }

 private:
  static unsigned with(unsigned index, unsigned depth, unsigned c) {
    return index | (c & 1) << depth | (c >> 1) << (depth + kBytes);
  }
  bool may_be_over_before(unsigned c) const {
    return may_end(end_, c == 3 ? Follower::kDigit : c == 0 ? Follower::kOther : Follower::kWordByte);
  }

  /// Every index that agrees with this one on the bytes before `depth`.
  void rest_is_free(unsigned depth, unsigned index) {
    for (unsigned low = 0; low < 1U << (8 - depth); ++low)
      for (unsigned high = 0; high < 1U << (8 - depth); ++high) groups_.add(index | low << depth | high << (depth + 8), group_);
  }

  PositionWalk walk_;
  Boundary end_;
  GroupSet group_;
  GroupTable& groups_;
};

}  // namespace

void ShapeTable::add(const ParsedPattern& pattern, const ByteSet& first, unsigned group) {
  Filler(pattern, GroupSet{1} << group, groups_).go({0}, first, 0, 0);
}

void GroupTable::add(std::size_t index, GroupSet groups) {
  const GroupSet wanted = sets_[codes_[index]] | groups;
  if (wanted == sets_[codes_[index]]) return;
  const auto [place, fresh] = code_of_.try_emplace(wanted, static_cast<std::uint16_t>(sets_.size()));
  if (fresh) sets_.push_back(wanted);
  codes_[index] = place->second;  // no more sets than indices, and the empty one is never wanted
}

bool GroupTable::below(std::size_t count) const {
  return std::all_of(sets_.begin(), sets_.end(), [&](GroupSet groups) { return groups >> count == 0; });
}

void GroupTable::save(BlobWriter& out) const {
  out.put_all(codes_);
  out.put_all(sets_);
}

bool GroupTable::load(BlobReader& in) {
  if (!in.get_all(codes_) || !in.get_all(sets_) || codes_.size() != 1 << 16) return false;
  return std::all_of(codes_.begin(), codes_.end(), [&](std::uint16_t code) { return code < sets_.size(); });
}

}  // namespace assay::detect
