// From the ends that walks saw to candidate sets: of several ends of a pattern only the last counts, tails are extended, and what
// is left comes out.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "detect/detect.h"
#include "detect/pattern_table.h"
#include "detect/set_table.h"
#include "detect/walkers.h"

namespace assay::detect {

/// What deciding about a pattern's matches takes. By pattern id. Trivially copyable.
struct PatternFacts {
  ByteSet extend_bytes;
  std::uint32_t extend_max = 0;  ///< 0: no extension.
  std::uint32_t max_bytes = 0;
  Boundary boundary = Boundary::kNone;
  std::uint8_t bound = 0;
};
PatternFacts facts_of(const ParsedPattern& pattern);

class SetEmitter {
 public:
  /// Kept between calls. `a` without `b` as a set, where somebody asked before.
  struct Scratch {
    struct Difference {
      std::uint32_t a = SetTable::kNoSet, b = SetTable::kNoSet, result = SetTable::kNoSet;
    };
    static constexpr std::size_t kDifferences = 1024;
    std::vector<Difference> differences = std::vector<Difference>(kDifferences);
    std::vector<std::uint32_t> left, spare;
    std::vector<WalkEnd> chain;
  };

  SetEmitter(std::string_view text, const SetTable& sets, std::span<const PatternFacts> facts, Scratch& scratch,
             std::vector<CandidateSet>& out)
      : text_(text), sets_(sets), facts_(facts), scratch_(scratch), out_(out) {}

  /// The ends of one walk from `at`, linked from `first` on.
  void add(std::uint64_t at, std::span<const WalkEnd> ends, std::uint32_t first) {
    const WalkEnd& end = ends[first];
    if (end.next == WalkEnd::kNone && !extended(end.set))
      out_.push_back({{at, end.end}, end.set});
    else
      add_chain(at, ends, first);
  }
  /// One pattern whose last end is known, its boundary included unless it is extended.
  void add_one(std::uint64_t at, std::uint64_t end, std::uint32_t id);

 private:
  bool extended(std::uint32_t set) const { return facts_[sets_[set].front()].extend_max != 0; }
  void add_chain(std::uint64_t at, std::span<const WalkEnd> ends, std::uint32_t first);
  std::uint32_t last_of(std::size_t i);
  std::uint32_t without(std::uint32_t a, std::uint32_t b);
  void add_singly(std::uint64_t at, std::size_t i);

  std::string_view text_;
  const SetTable& sets_;
  std::span<const PatternFacts> facts_;
  Scratch& scratch_;
  std::vector<CandidateSet>& out_;
};

}  // namespace assay::detect
