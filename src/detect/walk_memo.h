// What a BitAutomaton has been seen to do, kept: the sets of positions that its walks were in are the states of a deterministic
// automaton that grows while it is used. Most walks of a text take the same few ways, and then a step is one look-up. It forgets
// everything when it gets too big, so memory is bounded and results are those of the automaton. Serves one thread and one
// automaton.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "detect/bit_automaton.h"

namespace assay::detect {

class WalkMemo {
 public:
  /// As BitAutomaton::walk.
  template <class OnMatch>
  void walk(const BitAutomaton& automaton, std::string_view text, std::size_t at, const OnMatch& on_match) {
    if (accepting_.empty()) reset(automaton);
    std::uint32_t state = kStart;
    while (at < text.size()) {
      const std::uint8_t byte_class = automaton.class_of(static_cast<std::uint8_t>(text[at]));
      std::uint32_t next = next_[state * automaton.classes() + byte_class];
      if (next == kUnknown) next = learn(automaton, state, static_cast<std::uint8_t>(text[at]));
      if (next == kDead) return;
      state = next;
      ++at;
      if (accepting_[state] != 0) on_match(at);
    }
  }

 private:
  using Bits = BitAutomaton::Bits;
  static constexpr std::uint16_t kDead = 0, kStart = 1, kUnknown = 0xFFFF;
  static constexpr std::size_t kMostStates = 2048;

  void reset(const BitAutomaton& automaton);
  std::uint32_t learn(const BitAutomaton& automaton, std::uint32_t state, std::uint8_t byte);
  /// Of the set, which is new or known.
  std::uint32_t number(const BitAutomaton& automaton, const Bits& bits);

  std::vector<std::uint16_t> next_;   ///< [state * classes + class]
  Bits sets_;                         ///< By state, as many words each as the automaton has.
  std::vector<char> accepting_;       ///< By state.
  std::vector<std::uint16_t> slots_;  ///< States by their set: open addressing, at most half full; kUnknown: free.
  Bits bits_, spare_;
};

}  // namespace assay::detect
