#include "detect/prefix_table.h"

#include <algorithm>

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
  for (const FoldedPrefix prefix : prefixes) {
    const std::uint32_t at = hash(prefix);
    bits_[at >> 6] |= std::uint64_t{1} << (at & 63);
    groups_.add(at, GroupSet{1} << group);
  }
}

void PrefixTable::save(BlobWriter& out) const {
  out.put_all(bits_);
  groups_.save(out);
}

bool PrefixTable::load(BlobReader& in) { return in.get_all(bits_) && groups_.load(in) && bits_.size() == 1024; }

}  // namespace assay::detect
