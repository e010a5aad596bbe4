// Every context phrase of all detectors in one index, looked up word by word.
// Threads: immutable once built.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/result.h"
#include "rulepack/model.h"

namespace assay::detect {

enum class Tone : std::uint8_t { kPositive, kNegative };

/// A detector that a phrase means something to.
struct PhraseUser {
  std::uint32_t detector = 0;
  Tone tone = Tone::kPositive;
  std::string_view text;  ///< As written in the pack, which it views.
};

/// A phrase that stands at [begin, end) of a text.
struct PhraseHit {
  std::size_t begin = 0, end = 0;
  std::uint32_t phrase = 0;
};

class PhraseIndex {
 public:
  /// Phrases without a letter or digit, or with a first word of more than 64 bytes, are errors. `packs` must outlive the index.
  static Result<PhraseIndex, Diagnostics> build(const rulepack::Packs& packs);

  /// Appends the phrases that begin in [from, to) of `text`, by begin. Looks beyond both ends to tell words apart, so that
  /// scans of neighbouring ranges find together what one scan finds.
  void scan(std::string_view text, std::size_t from, std::size_t to, std::vector<PhraseHit>& out) const;
  const std::vector<PhraseUser>& users(std::uint32_t phrase) const { return phrases_[phrase].users; }
  /// Phrases as written, longest in bytes.
  std::size_t longest() const { return longest_; }

 private:
  friend class PhraseScan;
  struct Phrase {
    std::vector<std::string> words;  ///< Folded.
    std::vector<PhraseUser> users;
  };
  struct Slot {
    std::uint32_t first = 0, count = 0;  ///< Phrases with this first word. None: the slot is free.
  };
  static constexpr std::size_t kMaxWord = 64;
  static constexpr std::size_t kFilterBits = 1 << 15;

  void fill_slots();
  Slot find(std::string_view folded) const;
  /// Is there a first word with this length and these bytes at its ends? Mostly no, which is the point. All folded.
  bool may_hold(std::size_t size, unsigned char first, unsigned char second, unsigned char last) const {
    const std::size_t bit = filter_bit(size, first, second, last);
    return (filter_[bit / 64] >> (bit % 64) & 1) != 0;
  }
  static std::size_t filter_bit(std::size_t size, std::size_t first, std::size_t second, std::size_t last) {
    return (size * 0x9E5 + first * 0x3D + second * 0x6A3 + last * 0x1F1) % kFilterBits;
  }

  std::vector<Phrase> phrases_;  ///< Sorted by words: those with one first word stand together.
  std::vector<Slot> slots_;      ///< Open addressing; a power of two.
  std::array<std::uint64_t, kFilterBits / 64> filter_{};
  std::size_t longest_ = 0;
};

}  // namespace assay::detect
