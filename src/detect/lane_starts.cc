#include "detect/lane_starts.h"

#include <algorithm>

#include "detect/start_conditions.h"

namespace assay::detect {
namespace {

/// 64 bits of one class from bit `bit` of a block on.
std::uint64_t window(const ByteMasks::Block* block, ByteClass c, unsigned bit) {
  const auto at = static_cast<std::size_t>(c);
  return block[0][at] >> bit | block[1][at] << 1 << (63 - bit);
}

std::uint16_t digits_index(const ByteMasks::Block* block, unsigned bit) {
  return static_cast<std::uint16_t>(window(block, ByteClass::kDigit, bit));
}

std::uint16_t classes_index(const ByteMasks::Block* block, unsigned bit) {
  const std::uint64_t digit = window(block, ByteClass::kDigit, bit);
  const std::uint64_t low = window(block, ByteClass::kLower, bit) | digit, high = window(block, ByteClass::kUpper, bit) | digit;
  return static_cast<std::uint16_t>((low & 0xFF) | (high & 0xFF) << 8);
}

std::uint16_t numbers_index(const ByteMasks::Block* block, unsigned bit) {
  const std::uint64_t digit = window(block, ByteClass::kDigit, bit);
  const std::uint64_t low = window(block, ByteClass::kPoint, bit) | digit, high = window(block, ByteClass::kGap, bit) | digit;
  return static_cast<std::uint16_t>((low & 0xFF) | (high & 0xFF) << 8);
}

}  // namespace

void LaneStarts::add(Lane lane, std::uint32_t group, std::span<const GroupMember> members,
                     std::span<const ParsedPattern> patterns) {
  const auto number = static_cast<unsigned>(groups_[index(lane)].size());
  groups_[index(lane)].push_back(group);
  lanes_ |= 1U << index(lane);
  const ShapeKey key = lane == Lane::kDigits ? ShapeKey::kDigits : ShapeKey::kClasses;
  if (lane == Lane::kAt) return;  // an '@' says enough
  for (const GroupMember& member : members) {
    const ParsedPattern& pattern = patterns[member.id];
    tables_[index(lane)].add(pattern, key, member.first, number, {member.least, member.most});
    if (lane == Lane::kDigits) numbers_.add(pattern, ShapeKey::kNumbers, member.first, number, {member.least, member.most});
  }
}

void LaneStarts::add(std::uint32_t group, const std::set<FoldedPrefix>& prefixes) {
  auto& groups = groups_[index(Lane::kPrefixes)];
  lanes_ |= 1U << index(Lane::kPrefixes);
  prefixes_.add(prefixes, static_cast<unsigned>(groups.size()));
  groups.push_back(group);
}

void LaneStarts::push(std::size_t at, Lane lane, GroupSet groups, WalkQueue& queue) const {
  for (GroupSet left = groups; left != 0; left &= left - 1)
    queue.push(at, groups_[index(lane)][static_cast<std::size_t>(__builtin_ctz(left))]);
}

void LaneStarts::look(std::string_view text, std::size_t at, unsigned bit, const ByteMasks::Block* block,
                      const StartBlock& starts, WalkQueue& queue) const {
  const auto has = [&](Lane lane) { return (starts[index(lane)] >> bit & 1) != 0; };
  if (has(Lane::kDigits))
    if (const GroupSet groups = tables_[index(Lane::kDigits)][digits_index(block, bit)]; groups != 0)
      push(at, Lane::kDigits, groups & numbers_[numbers_index(block, bit)], queue);
  for (const Lane lane : {Lane::kWords, Lane::kLoose})
    if (has(lane)) push(at, lane, tables_[index(lane)][classes_index(block, bit)], queue);
  if (has(Lane::kPrefixes)) push(at, Lane::kPrefixes, prefixes_.at(text, at), queue);
  if (has(Lane::kAt)) push(at, Lane::kAt, (GroupSet{1} << groups_[index(Lane::kAt)].size()) - 1, queue);
}

void LaneStarts::find(std::string_view text, std::size_t begin, std::size_t end, Scratch& scratch, WalkQueue& queue) const {
  if (lanes_ == 0) return;
  const std::size_t blocks = (end - begin + 63) / 64;
  const std::size_t all = blocks + kBlocksBefore + kBlocksBehind;
  masks_.fill(text, begin - 64 * kBlocksBefore, all, scratch.masks.data());
  mark_starts({scratch.masks.data(), all}, lanes_, {scratch.starts.data(), blocks});
  for (std::size_t block = 0; block < blocks; ++block) {
    const StartBlock& starts = scratch.starts[block];
    std::uint64_t any = starts[0] | starts[1] | starts[2] | starts[3] | starts[4];
    const std::size_t at = begin + 64 * block;
    if (end - at < 64) any &= (std::uint64_t{1} << (end - at)) - 1;
    for (; any != 0; any &= any - 1) {
      const auto bit = static_cast<unsigned>(__builtin_ctzll(any));
      look(text, at + bit, bit, &scratch.masks[block + kBlocksBefore], starts, queue);
    }
  }
}

void LaneStarts::save(BlobWriter& out) const {
  out.put(sets_);
  out.put(lanes_);
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    if (lane < tables_.size()) tables_[lane].save(out);
    out.put_all(groups_[lane]);
  }
  numbers_.save(out);
  prefixes_.save(out);
}

bool LaneStarts::load(BlobReader& in, std::size_t groups) {
  if (!in.get(sets_) || !in.get(lanes_)) return false;
  masks_ = ByteMasks(sets_);
  const auto known = [&](std::uint32_t group) { return group < groups; };
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    if (lane < tables_.size() && !tables_[lane].load(in)) return false;
    if (!in.get_all(groups_[lane]) || groups_[lane].size() > kMaxLaneGroups) return false;
    if (!std::all_of(groups_[lane].begin(), groups_[lane].end(), known)) return false;
    if (lane < tables_.size() && !tables_[lane].below(groups_[lane].size())) return false;
  }
  return numbers_.load(in) && prefixes_.load(in) && prefixes_.below(groups_[index(Lane::kPrefixes)].size());
}

}  // namespace assay::detect
