// Many starts walked through their automata at once, eight in step: while one waits for memory the others move, and whoever comes
// to its end is replaced by the next of the queue. All automata share one table, so that eight walks need not be of the same one.
//
// Threads: immutable; a Scratch serves one thread.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "detect/automaton.h"

namespace assay::detect {

/// One start and the automaton that it walks.
struct Walk {
  std::uint64_t at = 0;
  std::uint32_t automaton = 0;
  BoundarySet holding = 0;  ///< At the start.
};

/// Where a walk saw a match end. The ends of one walk are linked, ascending.
struct WalkEnd {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::uint64_t end = 0;
  std::uint32_t set = 0;
  std::uint32_t next = kNone;
};

class Walkers {
 public:
  struct Scratch {
    std::vector<std::uint32_t> first, last;  ///< By walk: indices in `ends`, or kNone.
    std::vector<std::uint32_t> ended;        ///< Walks that saw an end, in the order of their first.
    std::vector<WalkEnd> ends;
  };

  Walkers() = default;
  Walkers(Walkers&&) = default;
  Walkers& operator=(Walkers&&) = default;
  explicit Walkers(std::span<const Automaton> automata);

  /// False: nothing can match there.
  bool starts(const Walk& walk) const { return tables_.data()[walk.automaton].start.data()[walk.holding] != kDead; }
  void run(std::string_view text, std::span<const Walk> walks, Scratch& scratch) const;

  std::size_t bytes() const { return next_.size() * sizeof(State); }
  void save(BlobWriter& out) const;
  /// Views the bytes that `in` reads.
  bool load(BlobReader& in, std::size_t sets);
  std::size_t automata() const { return tables_.size(); }

 private:
  using State = Automaton::State;
  static constexpr State kDead = Automaton::kDead;
  static constexpr std::size_t kWidth = 8;
  static constexpr std::size_t kStride = 4;  ///< Steps between looks at who has come to its end.

  /// What is an automaton's own. Trivially copyable.
  struct Table {
    std::array<std::uint8_t, 256> class_of{};
    std::array<State, 1U << kBoundaryKinds> start{};
    std::uint32_t classes = 1, longest = 1;
    State first_event = 0;          ///< Its first eventful row.
    std::uint32_t events_from = 0;  ///< Of that row, in `event_of_`.
  };
  struct Slots;

  void append_rows(const Automaton& automaton, std::size_t from, std::size_t to, std::span<const State> row_of);
  void note(std::string_view text, std::span<const Walk> walks, std::uint32_t walk, std::size_t end, State state,
            Scratch& scratch) const;
  void walk_to_the_end(std::string_view text, std::span<const Walk> walks, std::uint32_t walk, Scratch& scratch) const;
  void step(std::string_view text, std::span<const Walk> walks, Slots& slots, Scratch& scratch) const;
  bool plausible(std::size_t sets) const;

  std::vector<State> own_;       ///< Of next_, unless that is a view of what was loaded.
  std::span<const State> next_;  ///< [row + class]; the dead row, rows without events, rows with.
  State first_event_ = 0;
  std::vector<Table> tables_;
  std::vector<std::uint32_t> event_of_;
  std::vector<Automaton::Event> events_;
};

}  // namespace assay::detect
