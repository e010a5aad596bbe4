#include "detect/shape_table.h"

#include <algorithm>

#include "detect/position_union.h"
#include "detect/position_walk.h"
#include "detect/start_conditions.h"

namespace assay::detect {
namespace {

constexpr std::array<ByteSet, 2> kTwo = {~kDigitBytes, kDigitBytes};
constexpr std::array<ByteSet, 4> kNumberClasses = {~(kPointBytes | kGapBytes | kDigitBytes), kPointBytes, kGapBytes, kDigitBytes};
constexpr std::array<ByteSet, 4> kFour = {~kWordBytes, kLowerBytes, kUpperBytes, kDigitBytes};

/// Walks every index that the pattern allows, byte by byte. Recursion: at most 16 deep.
class Filler {
 public:
  Filler(const ParsedPattern& pattern, ShapeKey key, GroupSet group, GroupTable& groups, ShapeTable::Length length)
      : walk_(pattern.pattern.root),
        end_(pattern.extension ? Boundary::kNone : pattern.boundary),
        key_(key),
        group_(group),
        groups_(groups),
        length_(length) {}

  void go(const PositionSet& at, const ByteSet& first, unsigned depth, unsigned index) {
    if (depth == bytes()) {
      groups_.add(index, group_);
      return;
    }
    const bool over = depth > 0 && depth >= length_.least && walk_.may_end(at);
    const bool full = length_.most != 0 && depth >= length_.most;
    for (unsigned c = 0; c < classes(); ++c) {
      ByteSet bytes = class_bytes(c);
      if (depth == 0) bytes &= first;
      if (over && may_be_over_before(c)) {
        rest_is_free(depth + 1, with(index, depth, c));
        continue;
      }
      const PositionSet next = full ? PositionSet{} : walk_.step(at, bytes);
      if (!next.empty()) go(next, first, depth + 1, with(index, depth, c));
    }
  }

 private:
  unsigned bytes() const { return key_ == ShapeKey::kDigits ? 16 : 8; }
  unsigned classes() const { return key_ == ShapeKey::kDigits ? 2 : 4; }
  const ByteSet& class_bytes(unsigned c) const {
    return key_ == ShapeKey::kDigits ? kTwo[c] : key_ == ShapeKey::kNumbers ? kNumberClasses[c] : kFour[c];
  }
  unsigned with(unsigned index, unsigned depth, unsigned c) const {
    return key_ == ShapeKey::kDigits ? index | c << depth : index | (c & 1) << depth | (c >> 1) << (depth + 8);
  }
  bool may_be_over_before(unsigned c) const {
    if (key_ != ShapeKey::kClasses) return c + 1 < classes() || may_end(end_, Follower::kDigit);
    return may_end(end_, c == 3 ? Follower::kDigit : c == 0 ? Follower::kOther : Follower::kWordByte);
  }

  /// Every index that agrees with this one on the bytes before `depth`.
  void rest_is_free(unsigned depth, unsigned index) {
    if (key_ == ShapeKey::kDigits) {
      for (unsigned rest = 0; rest < 1U << (16 - depth); ++rest) groups_.add(index | rest << depth, group_);
      return;
    }
    for (unsigned low = 0; low < 1U << (8 - depth); ++low)
      for (unsigned high = 0; high < 1U << (8 - depth); ++high) groups_.add(index | low << depth | high << (depth + 8), group_);
  }

  PositionWalk walk_;
  Boundary end_;
  ShapeKey key_;
  GroupSet group_;
  GroupTable& groups_;
  ShapeTable::Length length_;
};

}  // namespace

void ShapeTable::add(const ParsedPattern& pattern, ShapeKey key, const ByteSet& first, unsigned group, Length length) {
  Filler(pattern, key, GroupSet{1} << group, groups_, length).go({0}, first, 0, 0);
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
