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

std::uint64_t word_window(const ByteMasks::Block* block, unsigned bit) {
  return window(block, ByteClass::kDigit, bit) | window(block, ByteClass::kLower, bit) | window(block, ByteClass::kUpper, bit);
}

unsigned run_length(std::uint64_t window) { return static_cast<unsigned>(__builtin_ctzll(~window | std::uint64_t{1} << 63)); }

std::uint16_t classes_index(const ByteMasks::Block* block, unsigned bit) {
  const std::uint64_t digit = window(block, ByteClass::kDigit, bit);
  const std::uint64_t low = window(block, ByteClass::kLower, bit) | digit, high = window(block, ByteClass::kUpper, bit) | digit;
  return static_cast<std::uint16_t>((low & 0xFF) | (high & 0xFF) << 8);
}

}  // namespace

void LaneStarts::add(Lane lane, std::uint32_t group, std::span<const GroupMember> members,
                     std::span<const ParsedPattern> patterns) {
  const auto number = static_cast<unsigned>(groups_[index(lane)].size());
  groups_[index(lane)].push_back(group);
  lanes_ |= 1U << index(lane);
  if (lane == Lane::kAt) return;  // an '@' says enough
  for (const GroupMember& member : members) {
    const ParsedPattern& pattern = patterns[member.id];
    tables_[index(lane)].add(pattern, member.first, number);
    if (lane == Lane::kDigits)
      numbers_.add(pattern, member, number);
    else
      runs_[index(lane)].add(pattern, member.first, number);
    ByteSet letters = member.first;
    if (lane == Lane::kLoose && !(letters &= kLetterBytes).empty()) lanes_ |= kLooseLetters;
  }
}

void LaneStarts::add(std::uint32_t group, std::span<const GroupMember> members, std::span<const ParsedPattern> patterns,
                     const std::set<FoldedPrefix>& prefixes) {
  auto& groups = groups_[index(Lane::kPrefixes)];
  const auto number = static_cast<unsigned>(groups.size());
  lanes_ |= 1U << index(Lane::kPrefixes);
  prefixes_.add(prefixes, number);
  for (const GroupMember& member : members) runs_[index(Lane::kPrefixes)].add(patterns[member.id], member.first, number);
  groups.push_back(group);
}

template <Lane kLane>
[[gnu::always_inline]] inline GroupSet LaneStarts::groups_at(std::string_view text, std::size_t at, unsigned bit,
                                                             const ByteMasks::Block* block) const {
  if constexpr (kLane == Lane::kAt) return all_of(kLane);
  if constexpr (kLane == Lane::kDigits) {
    const GroupSet groups = numbers_.at(text, at, window(block, ByteClass::kDigit, bit)) & all_of(kLane);
    return groups == 0 ? groups : groups & tables_[index(kLane)][classes_index(block, bit)];
  }
  if constexpr (kLane == Lane::kPrefixes) {
    const GroupSet groups = prefixes_.at(text, at);
    return groups == 0 ? groups : groups & runs_[index(kLane)].at(text, at, run_length(word_window(block, bit)));
  }
  if constexpr (kLane == Lane::kWords || kLane == Lane::kLoose) {
    const GroupSet groups = runs_[index(kLane)].at(text, at, run_length(word_window(block, bit)));
    return groups == 0 ? groups : groups & tables_[index(kLane)][classes_index(block, bit)];
  }
}

template <Lane kLane>
void LaneStarts::look(std::string_view text, std::size_t at, std::uint64_t starts, const ByteMasks::Block* block,
                      WalkQueue& queue) const {
  for (; starts != 0; starts &= starts - 1) {
    const auto bit = static_cast<unsigned>(__builtin_ctzll(starts));
    for (GroupSet groups = groups_at<kLane>(text, at + bit, bit, block); groups != 0; groups &= groups - 1)
      queue.push(at + bit, groups_[index(kLane)].data()[static_cast<std::size_t>(__builtin_ctzll(groups))]);
  }
}

void LaneStarts::find(std::string_view text, std::size_t begin, std::size_t end, Scratch& scratch, WalkQueue& queue) const {
  if (lanes_ == 0) return;
  const std::size_t blocks = (end - begin + 63) / 64;
  const std::size_t all = blocks + kBlocksBefore + kBlocksBehind;
  masks_.fill(text, begin - 64 * kBlocksBefore, all, scratch.masks.data());
  mark_starts({scratch.masks.data(), all}, lanes_, {scratch.starts.data(), blocks});
  for (std::size_t i = 0; i < blocks; ++i) {
    const StartBlock& starts = scratch.starts[i];
    const ByteMasks::Block* block = &scratch.masks[i + kBlocksBefore];
    const std::size_t at = begin + 64 * i;
    const std::uint64_t in = end - at < 64 ? (std::uint64_t{1} << (end - at)) - 1 : ~std::uint64_t{0};
    look<Lane::kDigits>(text, at, starts[index(Lane::kDigits)] & in, block, queue);
    look<Lane::kWords>(text, at, starts[index(Lane::kWords)] & in, block, queue);
    look<Lane::kLoose>(text, at, starts[index(Lane::kLoose)] & in, block, queue);
    look<Lane::kAt>(text, at, starts[index(Lane::kAt)] & in, block, queue);
    look<Lane::kPrefixes>(text, at, starts[index(Lane::kPrefixes)] & in, block, queue);
  }
}

void LaneStarts::save(BlobWriter& out) const {
  out.put(sets_);
  out.put(lanes_);
  numbers_.save(out);
  prefixes_.save(out);
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    if (lane < tables_.size()) tables_[lane].save(out);
    runs_[lane].save(out);
    out.put_all(groups_[lane]);
  }
}

bool LaneStarts::load(BlobReader& in, std::size_t groups) {
  if (!in.get(sets_) || !in.get(lanes_) || !numbers_.load(in) || !prefixes_.load(in)) return false;
  masks_ = ByteMasks(sets_);
  const auto known = [&](std::uint32_t group) { return group < groups; };
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    if (lane < tables_.size() && !tables_[lane].load(in)) return false;
    if (!runs_[lane].load(in) || !in.get_all(groups_[lane]) || groups_[lane].size() > kMaxLaneGroups) return false;
    if (!std::all_of(groups_[lane].begin(), groups_[lane].end(), known)) return false;
    const std::size_t count = groups_[lane].size();
    if ((lane < tables_.size() && !tables_[lane].below(count)) || !runs_[lane].below(count)) return false;
  }
  return numbers_.below(groups_[index(Lane::kDigits)].size()) && prefixes_.below(groups_[index(Lane::kPrefixes)].size());
}

}  // namespace assay::detect
