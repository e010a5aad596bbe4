#include "detect/walk_memo.h"

#include <algorithm>

namespace assay::detect {
namespace {
constexpr std::size_t kSlots = 4096;

std::size_t slot_of(const BitAutomaton::Bits& bits) {
  std::uint64_t hash = 0;
  for (const std::uint64_t word : bits) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 32;
  }
  return hash * 0x9E3779B97F4A7C15ULL >> 52;
}
}  // namespace

void WalkMemo::reset(const BitAutomaton& automaton) {
  static_assert(kSlots >= 2 * kMostStates && kSlots == 1 << 12, "the hash has 12 bits");
  next_.clear();
  sets_.clear();
  accepting_.clear();
  slots_.assign(kSlots, kUnknown);
  const Bits start = automaton.start();
  number(automaton, Bits(start.size()));  // kDead
  number(automaton, start);
}

std::uint32_t WalkMemo::number(const BitAutomaton& automaton, const Bits& bits) {
  std::size_t slot = slot_of(bits);
  for (; slots_[slot] != kUnknown; slot = (slot + 1) % kSlots) {
    const auto known = sets_.begin() + static_cast<std::ptrdiff_t>(slots_[slot] * bits.size());
    if (std::equal(bits.begin(), bits.end(), known)) return slots_[slot];
  }
  slots_[slot] = static_cast<std::uint16_t>(accepting_.size());
  accepting_.push_back(automaton.accepting(bits) ? 1 : 0);
  sets_.insert(sets_.end(), bits.begin(), bits.end());
  next_.resize(next_.size() + automaton.classes(), kUnknown);
  return slots_[slot];
}

std::uint32_t WalkMemo::learn(const BitAutomaton& automaton, std::uint32_t state, std::uint8_t byte) {
  const std::size_t words = sets_.size() / accepting_.size();
  const auto set = sets_.begin() + static_cast<std::ptrdiff_t>(state * words);
  bits_.assign(set, set + static_cast<std::ptrdiff_t>(words));
  if (!automaton.step(byte, bits_, spare_)) std::fill(bits_.begin(), bits_.end(), 0);
  if (accepting_.size() < kMostStates) {
    const std::uint32_t next = number(automaton, bits_);
    next_[state * automaton.classes() + automaton.class_of(byte)] = static_cast<std::uint16_t>(next);
    return next;
  }
  reset(automaton);
  return number(automaton, bits_);
}

}  // namespace assay::detect
