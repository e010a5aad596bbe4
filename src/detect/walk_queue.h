// Starts on their way to the automata.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "detect/pattern_group.h"
#include "detect/walkers.h"

namespace assay::detect {

/// A start of a pattern that is stepped in bits.
struct LoneWalk {
  std::uint64_t at = 0;
  std::uint32_t lone = 0;
};

class WalkQueue {
 public:
  struct Lists {
    std::vector<Walk> walks;
    std::vector<LoneWalk> lone;
  };

  WalkQueue(std::string_view text, std::span<const PatternGroup> groups, const Walkers& walkers, Lists& lists)
      : text_(text), groups_(groups), walkers_(walkers), lists_(lists) {}

  /// The start `at` for every automaton of the group, unless no boundary of the group holds there.
  void push(std::uint64_t at, std::uint32_t group) {
    if (at != last_) last_ = at, holding_ = all_at_start(text_, at);
    const PatternGroup& walked = groups_.data()[group];
    for (const std::uint32_t automaton : walked.automata)
      if (const Walk walk{at, automaton, holding_}; walkers_.starts(walk)) lists_.walks.push_back(walk);
    for (const std::uint32_t lone : walked.lone) lists_.lone.push_back({at, lone});
  }

 private:
  std::string_view text_;
  std::span<const PatternGroup> groups_;
  const Walkers& walkers_;
  Lists& lists_;
  std::uint64_t last_ = static_cast<std::uint64_t>(-1);
  BoundarySet holding_ = 0;
};

}  // namespace assay::detect
