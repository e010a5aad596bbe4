// Patterns that are looked for at the same starts, compiled together: one automaton, or several where one would be too big.
// Threads: immutable; a Scratch serves one thread.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "detect/automaton.h"
#include "detect/bit_automaton.h"
#include "detect/blob.h"
#include "detect/pattern_table.h"

namespace assay::detect {

/// What deciding about a pattern's matches takes. By pattern id, all groups together. Trivially copyable.
struct PatternFacts {
  ByteSet extend_bytes;
  std::uint32_t extend_max = 0;  ///< 0: no extension.
  std::uint32_t max_bytes = 0;
  Boundary boundary = Boundary::kNone;
  std::uint8_t weak = 0;
};
PatternFacts facts_of(const ParsedPattern& pattern);

class PatternGroup {
 public:
  struct Event {
    std::size_t walker = 0;
    BoundarySet holding = 0;  ///< At the end of the match.
    Automaton::Match match;
  };
  struct Scratch {
    BitAutomaton::Bits bits, spare;
    std::vector<Event> events;
  };

  static PatternGroup build(std::span<const std::uint32_t> ids, std::span<const ParsedPattern> patterns);

  /// Automata that a start is walked with; 1 unless one was too big.
  std::size_t parts() const { return automata_.size() + lone_.size(); }
  /// May a match of the group begin with this byte?
  bool may_start_with(char byte) const { return first_[static_cast<std::uint8_t>(byte)] != 0; }
  /// Appends the candidates that start at `at`, by pattern. `holding`: the boundaries that hold there.
  void match(std::string_view text, std::size_t at, BoundarySet holding, std::span<const PatternFacts> facts, Scratch& scratch,
             std::vector<Candidate>& out) const;
  /// The same for several starts, one after the other, faster.
  void match_batch(std::string_view text, const Automaton::Batch& batch, std::span<const PatternFacts> facts, Scratch& scratch,
                   std::vector<Candidate>& out) const;

  void save(BlobWriter& out) const;
  /// False: not what `save` wrote for `patterns` patterns.
  bool load(BlobReader& in, std::size_t patterns);

 private:
  struct Lone {
    std::uint32_t id = 0;
    BitAutomaton automaton;
  };
  void add(std::span<const AutomatonInput> inputs);

  std::array<std::uint8_t, 256> first_{};
  std::vector<Automaton> automata_;
  std::vector<Lone> lone_;
};

}  // namespace assay::detect
