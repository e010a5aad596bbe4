// Every context phrase of all detectors in one index, looked up by one word of each: the one that is least common.
// Threads: immutable once built.
#pragma once
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assay/result.h"
#include "base/cache.h"
#include "detect/word_forms.h"
#include "rulepack/model.h"

namespace assay::detect {

enum class Tone : std::uint8_t { kPositive, kNegative };

inline const std::vector<rulepack::Phrase>& phrases_of(const rulepack::DetectorSpec& detector, Tone tone) {
  return tone == Tone::kPositive ? detector.context.any : detector.context.negative;
}

/// A detector that a phrase means something to.
struct PhraseUser {
  std::uint32_t detector = 0;
  Tone tone = Tone::kPositive;
  std::string_view text;  ///< As written in the pack, which it views.
};

/// A phrase that stands at [begin, end) of a text.
struct PhraseHit {
  std::size_t begin = 0, end = 0;
  std::size_t key = 0;  ///< Where the unit begins by which the phrase was found.
  std::uint32_t phrase = 0;
};

/// The last seven bytes (or fewer) of a word: what the index is asked by. A compound has the key of its last part.
inline constexpr std::size_t kKeyBytes = 7;
inline std::uint64_t tail_key(std::string_view word) {
  std::uint64_t key = 0;
  if (word.size() > kKeyBytes) {
    std::memcpy(&key, word.data() + (word.size() - sizeof(key)), sizeof(key));
    return key >> 8;
  }
  for (std::size_t i = word.size(); i > 0; --i) key = key << 8 | static_cast<unsigned char>(word[i - 1]);
  return key;
}

/// Which phrases an index holds. A phrase that is longer than its detector looks counts in names of fields only.
enum class PhraseUse : std::uint8_t { kNames, kText };

/// Which entries of an index short units stand for, kept: texts repeat their words. What is kept depends on the unit alone, so it
/// is the same whether it is there or not. Serves one index and one thread.
class UnitMemo {
 private:
  friend class PhraseFinder;
  static constexpr std::size_t kMostBytes = 16, kSlots = 2048;
  static constexpr std::size_t kMostKnown = 16'384;  ///< Then it forgets everything.
  /// What most units need of an entry.
  struct Known {
    std::uint32_t spelling = 0, phrase = 0;
    char before = 0, behind = 0;  ///< As those of the entry.
    bool alone = false;           ///< The phrase is this word and no other.
  };
  struct Slot {
    std::array<std::uint64_t, kMostBytes / 8> unit{};  ///< Zeros behind it. All zero: free.
    std::uint32_t first = 0, count = 0;                ///< In `known_`.
  };
  void forget() {
    slots_.assign(kSlots, Slot{});
    known_.clear();
  }
  std::vector<Slot> slots_ = std::vector<Slot>(kSlots);
  std::vector<Known> known_;
};

class PhraseIndex {
 public:
  PhraseIndex() = default;
  PhraseIndex(PhraseIndex&&) = default;
  PhraseIndex& operator=(PhraseIndex&&) = default;
  PhraseIndex(const PhraseIndex&) = delete;
  PhraseIndex& operator=(const PhraseIndex&) = delete;

  /// Phrases without a letter or digit, or with a word of more than 64 bytes, are errors. `packs` must outlive the index. For
  /// names it holds all phrases.
  static Result<PhraseIndex, Diagnostics> build(const rulepack::Packs& packs, PhraseUse use = PhraseUse::kNames);
  /// From the bytes of one that was built for these packs, which it views and keeps; nothing when they are anything else.
  static std::optional<PhraseIndex> load(base::CachedBytes bytes, const rulepack::Packs& packs);
  std::string_view bytes() const { return bytes_.bytes; }

  /// Appends the phrases whose key lies in [from, to) of `text`, by key. Looks beyond both ends to tell words apart, so that
  /// scans of neighbouring ranges find together what one scan finds.
  void scan(std::string_view text, std::size_t from, std::size_t to, UnitMemo& memo, std::vector<PhraseHit>& out) const;
  /// By detector, then tone.
  std::span<const PhraseUser> users(std::uint32_t phrase) const {
    return std::span(users_).subspan(first_user_[phrase], first_user_[phrase + 1] - first_user_[phrase]);
  }
  std::uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

 private:
  friend class PhraseFinder;
  friend class PhraseScan;
  friend struct PhraseTables;
  friend class PhraseTablesWriter;
  struct Spelling {
    std::span<const std::string_view> words;  ///< Canonical.
    std::uint32_t phrase = 0;
    std::uint32_t key_word = 0;
  };
  struct Entry {
    std::uint32_t spelling = 0;
    FormedWord word;              ///< Views the spelling.
    char before = 0, behind = 0;  ///< Last letter of the word before it, first one of the word behind it; 0: none, or not ASCII.
  };
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t first = 0, count = 0;  ///< Entries with this key. None: the slot is free.
  };
  static constexpr std::size_t kMaxWord = 64;

  static std::uint64_t mix(std::uint64_t key) {
    key *= 0x9E3779B97F4A7C15ULL;
    return key ^ key >> 32;
  }
  /// Two bits of one of its words for every key that a unit may have. Most words of a text end here.
  struct Filter {
    const std::uint64_t* words = nullptr;
    std::uint64_t mask = 0;
    static std::uint64_t bits(std::uint64_t mixed) { return 1ULL << (mixed >> 52 & 63) | 1ULL << (mixed >> 58); }
    bool may_hold(std::uint64_t key) const {
      const std::uint64_t mixed = mix(key), word = words[mixed & mask];
      return (word >> (mixed >> 52 & 63) & word >> (mixed >> 58) & 1) != 0;
    }
  };
  Filter filter() const { return {filter_.data(), filter_.size() - 1}; }
  bool may_hold(std::uint64_t key) const { return filter().may_hold(key); }
  static void keys_of(const FormedWord& word, std::vector<std::uint64_t>& out);
  Entry entry(std::uint32_t spelling) const;
  Slot find(std::uint64_t key) const;

  base::CachedBytes bytes_;  ///< PhraseTables, whose parts the others view.
  std::uint32_t size_ = 0;
  std::vector<PhraseUser> users_;
  std::span<const std::uint32_t> first_user_;  ///< By phrase; one more than phrases.
  std::vector<std::string_view> words_;
  std::vector<Spelling> spellings_;
  std::vector<Entry> entries_;             ///< Sorted by key.
  std::span<const Slot> slots_;            ///< Open addressing; a power of two.
  std::span<const std::uint64_t> filter_;  ///< Bits for every key that a unit may have, tails included.
};

}  // namespace assay::detect
