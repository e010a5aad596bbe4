// What stands where a match might start, as runs: how many letters, digits and '_' there are, or how many digits, and what
// follows. Few patterns fit any of it, so most starts end here, after a lookup or two, and never walk an automaton.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "detect/blob.h"
#include "detect/pattern_group.h"
#include "detect/pattern_table.h"

namespace assay::detect {

/// Set of the groups of a lane, bit per group.
using GroupSet = std::uint64_t;
inline constexpr std::size_t kMaxLaneGroups = 63;

/// Kinds of bytes behind a run.
inline constexpr unsigned kBehindKinds = 8;  ///< other, ' ', '-', '.', '/', one of ,:', a letter or _, beyond ASCII
inline constexpr unsigned kNextKinds = 4;    ///< other, digit, A-Z, a-z or _

/// The run and the two bytes behind it.
struct RunEnd {
  static constexpr unsigned kMost = 31;  ///< Or more.
  unsigned length = 0, behind = 0, next = 0;
  unsigned index() const { return length * kBehindKinds * kNextKinds + behind * kNextKinds + next; }
};

/// `length` bytes from `at` on are a run; the text may end anywhere.
RunEnd run_end_slow(std::string_view text, std::size_t at, std::size_t length);
namespace run_internal {
extern const std::array<std::uint8_t, 256> kBehind, kNext;
}
inline RunEnd run_end(std::string_view text, std::size_t at, unsigned length) {
  if (text.size() - at < length + 2) return run_end_slow(text, at, length);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data()) + at + length;
  return {std::min(length, RunEnd::kMost), run_internal::kBehind[bytes[0]], run_internal::kNext[bytes[1]]};
}

/// By run of letters, digits and '_'.
class WordTable {
 public:
  /// Marks the group wherever a match of the pattern that begins with one of `first` may start.
  void add(const ParsedPattern& pattern, const ByteSet& first, unsigned group);
  GroupSet at(std::string_view text, std::size_t at, unsigned length) const { return sets_[run_end(text, at, length).index()]; }

  bool below(std::size_t count) const;
  void save(BlobWriter& out) const { out.put(sets_); }
  bool load(BlobReader& in) { return in.get(sets_); }

 private:
  std::array<GroupSet, (RunEnd::kMost + 1) * kBehindKinds * kNextKinds> sets_{};
};

/// Runs of letters, digits and '_' that matches of some patterns may begin with. Trivially copyable.
class RunSet {
 public:
  void add(const ParsedPattern& pattern, const ByteSet& first);
  bool holds(const RunEnd& end) const { return (bits_[end.index() / 64] >> (end.index() % 64) & 1) != 0; }

 private:
  std::array<std::uint64_t, (RunEnd::kMost + 1) * kBehindKinds * kNextKinds / 64> bits_{};
};

/// By runs of digits: the first one with its first two bytes, and the second and third where each begins one byte behind the one
/// before.
class NumberTable {
 public:
  /// Likewise. `member.least` and `member.most` restrict the first run.
  void add(const ParsedPattern& pattern, const GroupMember& member, unsigned group);
  /// After the last `add`.
  void finish();
  /// `digits`: bit i for byte at + i being a digit; the lowest is set.
  GroupSet at(std::string_view text, std::size_t at, std::uint64_t digits) const {
    const auto length = static_cast<unsigned>(__builtin_ctzll(~digits | std::uint64_t{1} << 63));
    const RunEnd first = run_end(text, at, length);
    const GroupSet begun = begins_[pair_of(text, at, length)];
    GroupSet found = first_[first.index()];
    if (first.next == kDigit && length < kFurther && (continues_[first.index()] & begun) != 0)
      found |= further(text, at, digits, length, first);
    return found & begun;
  }

  bool below(std::size_t count) const;
  void save(BlobWriter& out) const;
  bool load(BlobReader& in);

 private:
  static constexpr unsigned kDigit = 1;     ///< Among the kinds of next bytes.
  static constexpr unsigned kFurther = 31;  ///< Runs that long have nothing interesting behind them.
  static constexpr unsigned kAlone = 10;    ///< Second byte of a pair: no digit.

  static std::size_t pair_of(std::string_view text, std::size_t at, unsigned length) {
    const auto digit = [&](std::size_t i) { return static_cast<std::size_t>(text[i] - '0') & 15; };
    return digit(at) * 16 + (length > 1 ? digit(at + 1) : kAlone);
  }
  /// Of the runs before the last, to be joined with the last.
  static std::uint32_t key_behind(std::uint32_t key, const RunEnd& run) { return key << 8 | run.length << 3 | run.behind; }
  static std::uint32_t key_of(std::uint32_t key, const RunEnd& last) { return (key << 10 | last.index()) + 1; }
  static std::size_t slot_of(std::uint32_t key) { return key * 0x9E3779B97F4A7C15ULL >> 40; }
  GroupSet find(std::uint32_t key) const {
    for (std::size_t at = slot_of(key) & mask_;; at = (at + 1) & mask_)
      if (keys_.data()[at] == key || keys_.data()[at] == 0) return sets_.data()[at];
  }
  void add_begins(const ParsedPattern& pattern, const ByteSet& first, GroupSet bit);
  GroupSet further(std::string_view text, std::size_t at, std::uint64_t digits, unsigned length, const RunEnd& first) const;

  using ByRun = std::array<GroupSet, (RunEnd::kMost + 1) * kBehindKinds * kNextKinds>;
  std::array<GroupSet, 256> begins_{};                               ///< By the first two bytes.
  ByRun first_{}, continues_{};                                      ///< What the first run decides, and what further runs do.
  std::map<std::uint32_t, GroupSet> further_;                        ///< Only while it is built.
  std::vector<std::uint32_t> keys_ = std::vector<std::uint32_t>(1);  ///< Open addressing, at most half full; 0: free.
  std::vector<GroupSet> sets_ = std::vector<GroupSet>(1);
  std::uint64_t mask_ = 0;
};

}  // namespace assay::detect
