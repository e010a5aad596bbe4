#include "detect/pattern_group.h"

#include <algorithm>

#include "detect/pattern_analysis.h"

namespace assay::detect {
namespace {

/// Before equal states are merged. Keeps compile times and the tables that are walked small.
constexpr std::size_t kMaxStates = 12000;
/// A dictionary is one pattern, and a big one.
constexpr std::size_t kMaxStatesOfDictionary = 200000;

std::size_t most_states(std::span<const AutomatonInput> inputs) {
  if (inputs.size() > 1) return kMaxStates;
  return inputs[0].dictionary ? kMaxStatesOfDictionary : kMaxStatesAlone;
}

/// Recursion: halves the list each time.
void add(std::span<const AutomatonInput> inputs, PatternGroup& group, AutomatonStock& stock, SetTable& sets) {
  if (inputs.empty()) return;
  if (auto automaton = Automaton::build(inputs, most_states(inputs), sets)) {
    group.automata.push_back(static_cast<std::uint32_t>(stock.automata.size()));
    stock.automata.push_back(std::move(*automaton));
    return;
  }
  if (inputs.size() == 1) {
    group.lone.push_back(static_cast<std::uint32_t>(stock.lone.size()));
    stock.lone.push_back({inputs[0].id, inputs[0].start, inputs[0].end, BitAutomaton::build(*inputs[0].pattern)});
    return;
  }
  add(inputs.first(inputs.size() / 2), group, stock, sets);
  add(inputs.subspan(inputs.size() / 2), group, stock, sets);
}

}  // namespace

bool is_too_big(const ParsedPattern& pattern) {
  constexpr std::uint64_t kSurelySmall = 100;
  if (pattern.dictionary || measure(pattern.pattern.root).positions < kSurelySmall) return false;
  const AutomatonInput input{0, &pattern.pattern, pattern.boundary, pattern.boundary};
  SetTable unused(1);
  return !Automaton::build({&input, 1}, kMaxStatesAlone, unused);
}

PatternGroup PatternGroup::build(std::span<const GroupMember> members, std::span<const ParsedPattern> patterns,
                                 AutomatonStock& stock, SetTable& sets) {
  PatternGroup group;
  std::vector<AutomatonInput> plain, extended;
  for (const auto& [id, first, least, most] : members) {
    const ParsedPattern& pattern = patterns[id];
    group.first |= prefix_of(pattern.pattern.root)[0] & first;
    if (pattern.extension)  // its boundary is tested behind the extension
      extended.push_back({id, &pattern.pattern, pattern.boundary, Boundary::kNone, first, least, most, false});
    else
      plain.push_back({id, &pattern.pattern, pattern.boundary, pattern.boundary, first, least, most, pattern.dictionary});
  }
  add(plain, group, stock, sets);
  add(extended, group, stock, sets);
  return group;
}

void PatternGroup::save(BlobWriter& out) const {
  out.put(first);
  out.put_all(automata);
  out.put_all(lone);
}

bool PatternGroup::load(BlobReader& in, std::size_t automata_count, std::size_t lone_count) {
  const auto below = [](std::size_t count) { return [count](std::uint32_t number) { return number < count; }; };
  return in.get(first) && in.get_all(automata) && in.get_all(lone) &&
         std::all_of(automata.begin(), automata.end(), below(automata_count)) &&
         std::all_of(lone.begin(), lone.end(), below(lone_count));
}

}  // namespace assay::detect
