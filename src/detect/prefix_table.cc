#include "detect/prefix_table.h"

#include <algorithm>
#include <bit>

#include "detect/position_union.h"
#include "detect/position_walk.h"

namespace assay::detect {
namespace {

/// Beyond, a pattern would be tried at too many words.
constexpr std::size_t kMaxPrefixes = 1500;
constexpr std::size_t kMaxDictionaryPrefixes = 40000;

/// Set in every byte of a folded prefix.
constexpr unsigned kFold = 0x20;

/// Depth first through the first four bytes. Recursion: at most four deep.
class Lister {
 public:
  Lister(const ParsedPattern& pattern, std::size_t most)
      : walk_(pattern.pattern.root), end_(pattern.extension ? Boundary::kNone : pattern.boundary), most_(most) {}

  bool list(const PositionSet& at, const ByteSet& first, std::size_t depth, FoldedPrefix prefix) {
    if (depth == kPrefixLength) {
      out.insert(prefix);
      return ++leaves_ <= most_;
    }
    const bool over = depth > 0 && walk_.may_end(at);
    std::array<PositionSet, 256> next = walk_.step_all(at);
    for (unsigned b = 0; b < 256; ++b) {
      const FoldedPrefix longer = prefix | (b | kFold) << (8 * depth);
      if (over && may_end(end_, follower_of(static_cast<std::uint8_t>(b)))) {
        if (!rest_is_free(depth + 1, longer)) return false;
      } else if (!next[b].empty() && (depth > 0 || first.contains(static_cast<std::uint8_t>(b)))) {
        if (!list(next[b], first, depth + 1, longer)) return false;
      }
    }
    return true;
  }

  std::set<FoldedPrefix> out;

 private:
  bool rest_is_free(std::size_t depth, FoldedPrefix prefix) {
    if (depth + 1 < kPrefixLength) return false;
    if (depth == kPrefixLength) return out.insert(prefix), out.size() <= most_;
    for (unsigned b = 0; b < 256; ++b) out.insert(prefix | (b | kFold) << (8 * depth));
    return out.size() <= most_;
  }

  PositionWalk walk_;
  Boundary end_;
  std::size_t most_;
  std::size_t leaves_ = 0;
};

}  // namespace

std::optional<std::set<FoldedPrefix>> folded_prefixes(const ParsedPattern& pattern, const ByteSet& first) {
  Lister lister(pattern, pattern.dictionary ? kMaxDictionaryPrefixes : kMaxPrefixes);
  if (!lister.list({0}, first, 0, 0)) return std::nullopt;
  return std::move(lister.out);
}

void PrefixTable::add(const std::set<FoldedPrefix>& prefixes, unsigned group) {
  for (const FoldedPrefix prefix : prefixes) all_[prefix] |= GroupSet{1} << group;
}

void PrefixTable::finish() {
  const std::size_t words = std::bit_ceil(std::max<std::size_t>(all_.size() / 4, 1));  // of 64 bits, two per prefix
  filter_.assign(words, 0);
  slots_.assign(std::bit_ceil(2 * all_.size() + 1), {});
  filter_mask_ = words - 1;
  slot_mask_ = slots_.size() - 1;
  for (const auto& [prefix, groups] : all_) {
    const std::uint64_t hash = hash_of(prefix);
    filter_[hash & filter_mask_] |= std::uint64_t{1} << (hash >> 52 & 63) | std::uint64_t{1} << (hash >> 58);
    std::size_t at = hash >> 20 & slot_mask_;
    while (slots_[at].prefix != 0) at = (at + 1) & slot_mask_;
    slots_[at] = {prefix, groups};
  }
  all_.clear();
}

bool PrefixTable::below(std::size_t count) const {
  return std::all_of(slots_.begin(), slots_.end(), [&](const Slot& slot) { return slot.groups >> count == 0; });
}

void PrefixTable::save(BlobWriter& out) const {
  out.put_all(filter_);
  out.put_all(slots_);
}

bool PrefixTable::load(BlobReader& in) {
  if (!in.get_all(filter_) || !in.get_all(slots_)) return false;
  filter_mask_ = filter_.size() - 1;
  slot_mask_ = slots_.size() - 1;
  const bool free = std::any_of(slots_.begin(), slots_.end(), [](const Slot& slot) { return slot.prefix == 0; });
  return std::has_single_bit(filter_.size()) && std::has_single_bit(slots_.size()) && free;  // or a search would not end
}

}  // namespace assay::detect
