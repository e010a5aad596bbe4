#include "detect/walk_memo.h"

namespace assay::detect {

void WalkMemo::reset(const BitAutomaton& automaton) {
  next_.clear();
  sets_.clear();
  accepting_.clear();
  numbers_.clear();
  number(automaton, {});  // kDead
  number(automaton, automaton.start());
}

std::uint32_t WalkMemo::number(const BitAutomaton& automaton, Bits bits) {
  const auto [place, fresh] = numbers_.try_emplace(bits, static_cast<std::uint16_t>(sets_.size()));
  if (!fresh) return place->second;
  accepting_.push_back(!bits.empty() && automaton.accepting(bits) ? 1 : 0);
  sets_.push_back(std::move(bits));
  next_.resize(next_.size() + automaton.classes(), kUnknown);
  return place->second;
}

std::uint32_t WalkMemo::learn(const BitAutomaton& automaton, std::uint32_t state, std::uint8_t byte) {
  Bits bits = sets_[state];
  if (!automaton.step(byte, bits, spare_)) bits.clear();
  if (sets_.size() < kMostStates) {
    const std::uint32_t next = number(automaton, std::move(bits));
    next_[state * automaton.classes() + automaton.class_of(byte)] = static_cast<std::uint16_t>(next);
    return next;
  }
  reset(automaton);
  return number(automaton, std::move(bits));
}

}  // namespace assay::detect
