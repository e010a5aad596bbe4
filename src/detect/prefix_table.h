// Patterns that begin with one of not too many strings, and dictionaries: a hash of the first four bytes of a word, letter case
// folded, says whether any of them can begin there. Eight kilobytes of bits answer nearly every word of a text with no.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "detect/blob.h"
#include "detect/pattern_table.h"
#include "detect/shape_table.h"

namespace assay::detect {

/// First four bytes as a number, bit 5 of each set, so that letters are the same in both cases.
using FoldedPrefix = std::uint32_t;
inline constexpr std::size_t kPrefixLength = 4;

/// All that matches of the pattern that begin with one of `first` can begin with; nothing when that is too much.
std::optional<std::set<FoldedPrefix>> folded_prefixes(const ParsedPattern& pattern, const ByteSet& first);

class PrefixTable {
 public:
  PrefixTable() : bits_(1024) {}
  void add(const std::set<FoldedPrefix>& prefixes, unsigned group);

  /// The groups that may match at `at`.
  GroupSet at(std::string_view text, std::size_t at) const {
    const std::uint32_t hash = hash_at(text, at);
    return (bits_.data()[hash >> 6] >> (hash & 63) & 1) == 0 ? GroupSet{0} : groups_[hash];
  }

  bool below(std::size_t count) const { return groups_.below(count); }
  void save(BlobWriter& out) const;
  bool load(BlobReader& in);

 private:
  static std::uint32_t hash(FoldedPrefix prefix) { return prefix * 0x9E3779B1U >> 16; }
  static std::uint32_t hash_at(std::string_view text, std::size_t at) {
    FoldedPrefix prefix = 0;
    if (text.size() - at >= kPrefixLength)
      __builtin_memcpy(&prefix, text.data() + at, kPrefixLength);
    else
      for (std::size_t i = at; i < text.size(); ++i)
        prefix |= static_cast<FoldedPrefix>(static_cast<std::uint8_t>(text[i])) << (8 * (i - at));
    return hash(prefix | 0x20202020U);
  }

  std::vector<std::uint64_t> bits_;  ///< By hash: any group?
  GroupTable groups_;                ///< By hash.
};

}  // namespace assay::detect
