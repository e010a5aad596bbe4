// What stands where in a window: the text in cells of 256 bytes, each with its phrases and a bit for every detector that one of
// them speaks for. Cells are scanned when somebody asks, and none twice. Ask in order of the match's begin.
//
// Most matches need context and have none: for them the answer is one AND of bits.
// Threads: PhraseCells is immutable; a Scratch serves one thread.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "assay/ranges.h"
#include "detect/phrases.h"

namespace assay::detect {

/// Bit i % 64 of word i / 64 stands for detector i.
using DetectorBits = std::vector<std::uint64_t>;
inline bool has_detector(const std::uint64_t* bits, std::uint32_t detector) {
  return (bits[detector / 64] >> (detector % 64) & 1) != 0;
}

/// Code points that begin in `text`: all bytes but 10xxxxxx.
std::size_t count_points(std::string_view text);
/// At least as many bytes as `near` code points take before (behind) byte `at`, where there are so many; seldom many more.
std::size_t bytes_before(std::string_view text, std::size_t at, std::size_t near);
std::size_t bytes_behind(std::string_view text, std::size_t at, std::size_t near);

class PhraseCells {
 public:
  static constexpr std::size_t kCell = 256;
  struct Span {
    std::size_t first = 0, last = 0;  ///< Cells, both included.
    friend bool operator==(const Span&, const Span&) = default;
  };
  class Scratch {
   private:
    friend class PhraseCells;
    UnitMemo memo_;
    std::vector<PhraseHit> hits_;        ///< By key; those of cells that no later match needs are dropped now and then.
    std::vector<std::uint64_t> first_;   ///< Of each cell seen so far: hits before it, dropped ones too.
    std::vector<std::uint64_t> bits_;    ///< Of each cell seen so far: detectors with a phrase that raises.
    std::vector<std::uint64_t> united_;  ///< Of the cells of `reach_`.
    std::uint64_t dropped_ = 0;
    Span asked_, reach_;
    bool known_ = false;
  };

  PhraseCells() = default;
  PhraseCells(PhraseIndex index, std::size_t detectors, std::uint32_t near);

  void begin_window(Scratch& scratch) const;
  /// Detectors with a raising phrase that may lie within `near` of the match: all that do, and few more. Valid until the next
  /// call.
  const std::uint64_t* near(std::string_view text, NormRange match, Scratch& scratch) const {
    look_at(text, match, scratch);
    return scratch.united_.data();
  }
  /// Likewise the phrases, by key.
  std::span<const PhraseHit> hits(std::string_view text, NormRange match, Scratch& scratch) const;

  /// All phrases whose key lies in `range`, and some near it, by key.
  std::span<const PhraseHit> between(std::string_view text, NormRange range, Scratch& scratch) const;

  const PhraseIndex& index() const { return index_; }
  /// Does the phrase mean that to the detector?
  bool speaks_for(std::uint32_t phrase, std::uint32_t detector, Tone tone) const {
    return has_detector(&speaks_for_[(phrase * 2 + (tone == Tone::kNegative ? 1 : 0)) * words_], detector);
  }
  /// Words of a DetectorBits.
  std::size_t words() const { return words_; }

 private:
  Span reach_of(std::string_view text, Span match) const;
  void look_at(std::string_view text, NormRange match, Scratch& scratch) const {
    const Span asked{static_cast<std::size_t>(match.begin) / kCell, static_cast<std::size_t>(match.end) / kCell};
    if (!scratch.known_ || asked != scratch.asked_) look_at(text, asked, scratch);
  }
  void look_at(std::string_view text, Span asked, Scratch& scratch) const;
  void scan(std::string_view text, Span cells, Scratch& scratch) const;
  void skip_to(std::size_t cell, Scratch& scratch) const;
  void cover(std::string_view text, Span cells, Scratch& scratch) const;
  static std::span<const PhraseHit> hits_of(Span cells, const Scratch& scratch);
  static std::size_t place_of(std::size_t cell, const Scratch& scratch);
  void drop_before(std::size_t cell, Scratch& scratch) const;

  PhraseIndex index_;
  std::vector<std::uint64_t> speaks_for_;  ///< Per phrase: bits of those it raises, then of those it lowers.
  std::size_t words_ = 0;
  std::uint32_t near_ = 0;
};

}  // namespace assay::detect
