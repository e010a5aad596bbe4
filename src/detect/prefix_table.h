// Patterns that begin with one of not too many strings, and dictionaries: a hash of the first four bytes of a word, letter case
// folded, says whether any of them can begin there. Two bits of a small filter answer nearly every word of a text with no.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "detect/blob.h"
#include "detect/pattern_table.h"
#include "detect/run_table.h"

namespace assay::detect {

/// First four bytes as a number, bit 5 of each set, so that letters are the same in both cases.
using FoldedPrefix = std::uint32_t;
inline constexpr std::size_t kPrefixLength = 4;

/// All that matches of the pattern that begin with one of `first` can begin with; nothing when that is too much.
std::optional<std::set<FoldedPrefix>> folded_prefixes(const ParsedPattern& pattern, const ByteSet& first);

class PrefixTable {
 public:
  void add(const std::set<FoldedPrefix>& prefixes, unsigned group);
  /// After the last `add`.
  void finish();

  /// The groups that may match at `at`.
  GroupSet at(std::string_view text, std::size_t at) const {
    const FoldedPrefix prefix = prefix_at(text, at);
    const std::uint64_t hash = hash_of(prefix), word = filter_.data()[hash & filter_mask_];
    return (word >> (hash >> 52 & 63) & word >> (hash >> 58) & 1) == 0 ? GroupSet{0} : find(prefix, hash);
  }

  bool below(std::size_t count) const;
  void save(BlobWriter& out) const;
  bool load(BlobReader& in);

 private:
  struct Slot {
    FoldedPrefix prefix = 0;  ///< 0: free. No folded prefix is 0.
    GroupSet groups = 0;
  };

  static std::uint64_t hash_of(FoldedPrefix prefix) {
    const std::uint64_t mixed = prefix * 0x9E3779B97F4A7C15ULL;
    return mixed ^ mixed >> 32;
  }
  static FoldedPrefix prefix_at(std::string_view text, std::size_t at) {
    FoldedPrefix prefix = 0;
    if (text.size() - at >= kPrefixLength)
      __builtin_memcpy(&prefix, text.data() + at, kPrefixLength);
    else
      for (std::size_t i = at; i < text.size(); ++i)
        prefix |= static_cast<FoldedPrefix>(static_cast<std::uint8_t>(text[i])) << (8 * (i - at));
    return prefix | 0x20202020U;
  }
  GroupSet find(FoldedPrefix prefix, std::uint64_t hash) const {
    for (std::size_t at = hash >> 20 & slot_mask_;; at = (at + 1) & slot_mask_) {
      const Slot& slot = slots_.data()[at];
      if (slot.prefix == prefix || slot.prefix == 0) return slot.groups;
    }
  }

  std::map<FoldedPrefix, GroupSet> all_;  ///< Only while it is built.
  std::vector<std::uint64_t> filter_ = std::vector<std::uint64_t>(1);
  std::vector<Slot> slots_ = std::vector<Slot>(1);  ///< Open addressing, at most half full.
  std::uint64_t filter_mask_ = 0, slot_mask_ = 0;
};

}  // namespace assay::detect
