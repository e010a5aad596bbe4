#include "detect/pattern_group.h"

#include <algorithm>

#include "detect/pattern_analysis.h"

namespace assay::detect {
namespace {

/// Before equal states are merged. Keeps the compile time of a group below a second and its hot part within the caches.
constexpr std::size_t kMaxStates = 30000;
constexpr std::uint64_t kMaxParts = 1 << 16;

/// The ends of one start, as they come in.
class Ends {
 public:
  Ends(std::string_view text, std::size_t start, std::span<const PatternFacts> facts, std::vector<Candidate>& out)
      : text_(text), start_(start), facts_(facts), out_(out), first_(out.size()) {}

  void note(const Automaton::Match& match) {
    const BoundarySet holding = all_at_end(text_, match.end);
    if ((holding & match.any_end) != 0) note(match, holding);
  }
  void note(const Automaton::Match& match, BoundarySet holding) {
    for (const std::uint32_t id : match.ids) note_one(match.end, id, holding);
  }
  void note_one(std::size_t end, std::uint32_t id, BoundarySet holding) {
    const PatternFacts& facts = facts_[id];
    if (facts.extend_max == 0 && (holding & bit(facts.boundary)) == 0) return;
    for (std::size_t i = first_; i < out_.size(); ++i)
      if (out_[i].pattern == id) {
        out_[i].range.end = end;  // ends come in ascending
        return;
      }
    out_.push_back({id, {start_, end}});
  }

  /// Moves the ends of extended patterns to where they belong, or drops them; sorts by pattern.
  void finish() {
    if (out_.size() == first_) return;
    const auto first = out_.begin() + static_cast<std::ptrdiff_t>(first_);
    const auto fails = [&](Candidate& candidate) { return !extend(candidate); };
    out_.erase(std::remove_if(first, out_.end(), fails), out_.end());
    const auto by_pattern = [](const Candidate& a, const Candidate& b) { return a.pattern < b.pattern; };
    if (out_.size() - first_ > 1) std::sort(first, out_.end(), by_pattern);
  }

 private:
  bool extend(Candidate& candidate) const {
    const PatternFacts& facts = facts_[candidate.pattern];
    if (facts.extend_max == 0) return true;
    const Extension extension{facts.extend_bytes, facts.extend_max};
    const std::size_t base_end = candidate.range.end;
    candidate.range.end = extended_end(extension, text_, base_end);
    return extension_may_end(extension, facts.boundary, text_, base_end, candidate.range.end);
  }

  std::string_view text_;
  std::size_t start_;
  std::span<const PatternFacts> facts_;
  std::vector<Candidate>& out_;
  std::size_t first_;
};

}  // namespace

PatternFacts facts_of(const ParsedPattern& pattern) {
  PatternFacts facts;
  facts.boundary = pattern.boundary;
  facts.max_bytes = pattern.place.max_bytes;
  facts.weak = pattern.weak ? 1 : 0;
  if (!pattern.extension) return facts;
  facts.extend_bytes = pattern.extension->bytes;
  facts.extend_max = pattern.extension->max;
  return facts;
}

PatternGroup PatternGroup::build(std::span<const std::uint32_t> ids, std::span<const ParsedPattern> patterns) {
  PatternGroup group;
  std::vector<AutomatonInput> inputs;
  for (const std::uint32_t id : ids) {
    const ParsedPattern& pattern = patterns[id];
    const Boundary end = pattern.extension ? Boundary::kNone : pattern.boundary;  // tested behind the extension
    inputs.push_back({id, &pattern.pattern, pattern.boundary, end});
    const Prefix prefix = prefix_of(pattern.pattern.root);
    for (unsigned b = 0; b < 256; ++b)
      group.first_[b] |= static_cast<std::uint8_t>(prefix[0].contains(static_cast<std::uint8_t>(b)));
  }
  group.add(inputs);
  return group;
}

/// Recursion: halves the list each time.
void PatternGroup::add(std::span<const AutomatonInput> inputs) {
  if (inputs.empty()) return;
  if (auto automaton = Automaton::build(inputs, kMaxStates)) {
    automata_.push_back(std::move(*automaton));
    return;
  }
  if (inputs.size() == 1) {
    lone_.push_back({inputs[0].id, BitAutomaton::build(*inputs[0].pattern)});
    return;
  }
  add(inputs.first(inputs.size() / 2));
  add(inputs.subspan(inputs.size() / 2));
}

void PatternGroup::match(std::string_view text, std::size_t at, BoundarySet holding, std::span<const PatternFacts> facts,
                         Scratch& scratch, std::vector<Candidate>& out) const {
  Ends ends(text, at, facts, out);
  for (const Automaton& automaton : automata_)
    automaton.walk(text, at, holding, [&](const Automaton::Match& match) { ends.note(match); });
  for (const Lone& lone : lone_) {
    if ((holding & bit(facts[lone.id].boundary)) == 0) continue;
    lone.automaton.walk(text, at, scratch.bits, scratch.spare,
                        [&](std::size_t end) { ends.note_one(end, lone.id, all_at_end(text, end)); });
  }
  ends.finish();
}

void PatternGroup::match_batch(std::string_view text, const Automaton::Batch& batch, std::span<const PatternFacts> facts,
                               Scratch& scratch, std::vector<Candidate>& out) const {
  const std::size_t last = *std::max_element(batch.at.begin(), batch.at.end());
  if (automata_.size() != 1 || !lone_.empty() || text.size() - last <= automata_.front().longest()) {
    for (std::size_t i = 0; i < Automaton::kBatch; ++i) match(text, batch.at[i], batch.holding[i], facts, scratch, out);
    return;
  }
  scratch.events.clear();
  automata_.front().walk_batch(text, batch, [&](std::size_t walker, const Automaton::Match& match) {
    const BoundarySet holding = all_at_end(text, match.end);
    if ((holding & match.any_end) != 0) scratch.events.push_back({walker, holding, match});
  });
  for (std::size_t i = 0; i < Automaton::kBatch && !scratch.events.empty(); ++i) {
    Ends ends(text, batch.at[i], facts, out);
    for (const Event& event : scratch.events)
      if (event.walker == i) ends.note(event.match, event.holding);
    ends.finish();
  }
}

void PatternGroup::save(BlobWriter& out) const {
  out.put(first_);
  out.put(static_cast<std::uint64_t>(automata_.size()));
  for (const Automaton& automaton : automata_) automaton.save(out);
  out.put(static_cast<std::uint64_t>(lone_.size()));
  for (const Lone& lone : lone_) {
    out.put(lone.id);
    lone.automaton.save(out);
  }
}

bool PatternGroup::load(BlobReader& in, std::size_t patterns) {
  std::uint64_t automata = 0, lone = 0;
  if (!in.get(first_) || !in.get(automata) || automata > kMaxParts) return false;
  for (; automata > 0; --automata)
    if (!automata_.emplace_back().load(in, patterns)) return false;
  if (!in.get(lone) || lone > kMaxParts) return false;
  for (; lone > 0; --lone) {
    Lone& each = lone_.emplace_back();
    if (!in.get(each.id) || each.id >= patterns || !each.automaton.load(in)) return false;
  }
  return true;
}

}  // namespace assay::detect
