// One deterministic automaton for many patterns at once, anchored at a start. As all repeats are bounded it has no cycles: a
// walk ends after at most the longest pattern's bytes and one more, and making it minimal is one pass.
//
// The start state depends on which boundaries hold there, so a pattern whose boundary does not hold costs nothing. A match is
// noticed on the byte *behind* it, and only if that byte does not already rule its end boundary out: a run of twenty digits is
// one walk without any event, however many patterns of eight to nineteen digits there are. What a match means is a set of
// patterns.
//
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
#include "detect/set_table.h"

namespace assay::detect {

/// A pattern as the automata see it.
struct AutomatonInput {
  std::uint32_t id = 0;
  const Pattern* pattern = nullptr;
  Boundary start = Boundary::kNone;   ///< Must hold where the match starts: chooses the start state.
  Boundary end = Boundary::kNone;     ///< Must hold where it ends.
  ByteSet first = ByteSet::all();     ///< Only matches that begin with one of these are wanted, ...
  std::uint32_t least = 0, most = 0;  ///< ... and of so many bytes, unless `most` is 0.
  bool dictionary = false;            ///< Made of many terms: may have more states.
};

class Automaton {
 public:
  /// Nothing when more than `max_states` states would be needed on the way.
  static std::optional<Automaton> build(std::span<const AutomatonInput> inputs, std::size_t max_states, SetTable& sets);

  /// Calls `on_match(end, set)` for every end of a match of [at, end) at which an end boundary holds, ends ascending.
  /// `at < text.size()`; `holding`: the boundaries that hold at `at`.
  template <class OnMatch>
  void walk(std::string_view text, std::size_t at, BoundarySet holding, const OnMatch& on_match) const {
    State state = start_[holding];
    const State* const next = next_.data();
    for (const std::size_t end = text.size(); at < end && state != kDead; ++at) {
      state = next[state + class_of_[static_cast<std::uint8_t>(text[at])]];
      if (state >= first_event_) report(text, at, state, on_match);
    }
    if (state == kDead) return;
    state = next[state + classes_ - 1];  // what is behind the text
    if (state >= first_event_) report(text, at, state, on_match);
  }

  std::size_t states() const { return next_.size() / classes_; }
  std::size_t bytes() const { return next_.size() * sizeof(State); }

  void save(BlobWriter& out) const;
  /// False: not what `save` wrote for so many sets.
  bool load(BlobReader& in, std::size_t sets);

 private:
  /// Index of the state's row in `next_`: number times `classes_`.
  using State = std::uint32_t;
  static constexpr State kDead = 0;
  /// By index in kPossibleSets: what ends where exactly these boundaries hold.
  using Event = std::array<std::uint32_t, kPossibleSets.size()>;
  friend class AutomatonBuilder;
  friend class Walkers;

  template <class OnMatch>
  void report(std::string_view text, std::size_t end, State state, const OnMatch& on_match) const {
    const unsigned index = possible_index(all_at_end(text, end));
    if (index >= kPossibleSets.size()) return;
    const std::uint32_t set = events_[event_of_[(state - first_event_) / classes_]][index];
    if (set != SetTable::kNoSet) on_match(end, set);
  }
  bool plausible(std::size_t sets) const;

  std::array<std::uint8_t, 256> class_of_{};
  std::array<State, 1U << kBoundaryKinds> start_{};  ///< By boundary set; kDead for sets that cannot hold.
  std::uint32_t classes_ = 1;                        ///< The last one is the end of the text.
  std::uint32_t longest_ = 1;                        ///< Steps after which every walk is over.
  State first_event_ = 0;                            ///< States that follow a match come last.
  std::vector<State> next_;                          ///< [state + class]
  std::vector<std::uint32_t> event_of_;              ///< By such a state, in `events_`.
  std::vector<Event> events_;
};

}  // namespace assay::detect
