// One deterministic automaton for many patterns at once, anchored at a start. As all repeats are bounded it has no cycles: a
// walk ends after at most the longest pattern's bytes, and making it minimal is one pass.
//
// The start state depends on which boundaries hold there, so a pattern whose boundary does not hold costs nothing.
// Threads: immutable once built.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "detect/blob.h"
#include "detect/boundary.h"
#include "detect/pattern.h"

namespace assay::detect {

/// A pattern as the automata see it.
struct AutomatonInput {
  std::uint32_t id = 0;  ///< Reported on a match.
  const Pattern* pattern = nullptr;
  Boundary start = Boundary::kNone;  ///< Must hold where the match starts: chooses the start state.
  Boundary end = Boundary::kNone;    ///< Must hold where it ends: reported with the match, for the caller to test.
};

class Automaton {
 public:
  /// Nothing when more than `max_states` states would be needed on the way.
  static std::optional<Automaton> build(std::span<const AutomatonInput> inputs, std::size_t max_states);

  struct Match {
    std::size_t end = 0;
    BoundarySet any_end = 0;  ///< The end boundaries that its patterns need, all together.
    std::span<const std::uint32_t> ids;
  };
  /// Calls `on_match(Match)` for every end of a match of [at, end), ends ascending. `at < text.size()`; `holding`: the
  /// boundaries that hold at `at`.
  template <class OnMatch>
  void walk(std::string_view text, std::size_t at, BoundarySet holding, const OnMatch& on_match) const {
    State state = start_[holding];
    const State first_accepting = first_accepting_;
    const State* const next = next_.data();
    for (const std::size_t end = text.size(); at < end && state != kDead;) {
      state = next[state + class_of_[static_cast<std::uint8_t>(text[at++])]];
      if (state >= first_accepting) on_match(match(at, state));
    }
  }

  /// So many starts are walked in step by `walk_batch`: each waits for memory while the others move.
  static constexpr std::size_t kBatch = 8;
  struct Batch {
    std::array<std::size_t, kBatch> at{};
    std::array<BoundarySet, kBatch> holding{};  ///< 0: nothing to walk.
  };
  /// Room that `walk_batch` needs between each start and the end of the text, bytes.
  std::size_t longest() const { return longest_; }
  /// As `walk` from each start, calling `on_match(i, Match)`; for every i the ends ascend.
  template <class OnMatch>
  void walk_batch(std::string_view text, const Batch& batch, const OnMatch& on_match) const {
    std::array<State, kBatch> states;
    for (std::size_t i = 0; i < kBatch; ++i) states[i] = start_[batch.holding[i]];
    const State* const next = next_.data();
    State alive = 1;
    for (const char* bytes = text.data(); alive != kDead; ++bytes) {
      alive = kDead;
      unsigned accepting = 0;
#pragma GCC unroll 8
      for (std::size_t i = 0; i < kBatch; ++i) {
        states[i] = next[states[i] + class_of_[static_cast<std::uint8_t>(bytes[batch.at[i]])]];
        alive |= states[i];
        accepting |= static_cast<unsigned>(states[i] >= first_accepting_) << i;
      }
      const auto step = static_cast<std::size_t>(bytes - text.data()) + 1;
      for (; accepting != 0; accepting &= accepting - 1) {
        const auto i = static_cast<std::size_t>(__builtin_ctz(accepting));
        on_match(i, match(batch.at[i] + step, states[i]));
      }
    }
  }

  std::size_t states() const { return next_.size() / classes_; }
  std::size_t bytes() const { return next_.size() * sizeof(State); }

  void save(BlobWriter& out) const;
  /// False: not what `save` wrote for ids below `patterns`.
  bool load(BlobReader& in, std::size_t patterns);

 private:
  /// Index of the state's row in `next_`: number times `classes_`.
  using State = std::uint32_t;
  static constexpr State kDead = 0;
  friend class AutomatonBuilder;

  /// Patterns that end in an accepting state.
  struct Accept {
    std::uint32_t begin = 0, count = 0;  ///< In `ids_`.
    BoundarySet any_end = 0;
  };
  Match match(std::size_t end, State state) const {
    const Accept& accept = accepts_[(state - first_accepting_) / classes_];
    return {end, accept.any_end, {ids_.data() + accept.begin, accept.count}};
  }
  bool plausible(std::size_t patterns) const;

  std::array<std::uint8_t, 256> class_of_{};
  std::array<State, 1U << kBoundaryKinds> start_{};  ///< By boundary set; kDead for sets that cannot hold.
  std::uint32_t classes_ = 1;
  std::uint32_t longest_ = 1;       ///< Steps after which every walk is over.
  State first_accepting_ = 0;       ///< Accepting states come last.
  std::vector<State> next_;         ///< [state + class]
  std::vector<Accept> accepts_;     ///< By accepting state.
  std::vector<std::uint32_t> ids_;  ///< Pattern ids, ascending within a state.
};

}  // namespace assay::detect
