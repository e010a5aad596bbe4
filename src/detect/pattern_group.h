// Patterns that are looked for at the same starts: which automata a start is walked with. Big groups need several; a pattern that
// would be too big for any is stepped in bits.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "detect/automaton.h"
#include "detect/bit_automaton.h"
#include "detect/blob.h"
#include "detect/pattern_table.h"

namespace assay::detect {

/// Most states, before equal ones are merged, of the automaton of a single pattern.
inline constexpr std::size_t kMaxStatesAlone = 8000;

/// Everything that walks: automata, and behind them by number the lone patterns.
struct AutomatonStock {
  struct Lone {
    std::uint32_t id = 0;
    Boundary start = Boundary::kNone, end = Boundary::kNone;
    BitAutomaton automaton;
  };
  std::vector<Automaton> automata;
  std::vector<Lone> lone;
};

/// A pattern of a group, perhaps only some of its matches.
struct GroupMember {
  std::uint32_t id = 0;
  ByteSet first = ByteSet::all();     ///< Only those that begin with one of these, ...
  std::uint32_t least = 0, most = 0;  ///< ... and are so many bytes long, unless `most` is 0.
};

/// A pattern that no automaton holds: it costs too much for starts that are merely likely.
bool is_too_big(const ParsedPattern& pattern);

struct PatternGroup {
  ByteSet first;                              ///< What a match may begin with.
  std::vector<std::uint32_t> automata, lone;  ///< In the stock.

  /// Compiles the members and adds them to the stock.
  static PatternGroup build(std::span<const GroupMember> members, std::span<const ParsedPattern> patterns, AutomatonStock& stock,
                            SetTable& sets);

  void save(BlobWriter& out) const;
  bool load(BlobReader& in, std::size_t automata_count, std::size_t lone_count);
};

}  // namespace assay::detect
