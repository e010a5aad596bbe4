#include "detect/walkers.h"

#include <algorithm>

namespace assay::detect {
namespace {

/// Room for the class of any byte and the end of the text: who is dead stays so.
constexpr std::size_t kDeadRow = 257;

}  // namespace

/// The walks in step. An idle slot reads nothing but zeros and stays dead.
struct Walkers::Slots {
  static constexpr char kNothing[kStride] = {};
  static constexpr std::uint8_t kNoClasses[256] = {};

  Slots() {
    std::fill_n(text, kWidth, kNothing);
    std::fill_n(classes, kWidth, kNoClasses);
  }
  const char* text[kWidth];
  const std::uint8_t* classes[kWidth];
  State state[kWidth] = {};
  std::uint32_t walk[kWidth] = {};
};

Walkers::Walkers(std::span<const Automaton> automata) {
  std::vector<std::vector<State>> row_of(automata.size());
  State row = kDeadRow;
  for (const bool eventful : {false, true}) {
    if (eventful) first_event_ = row;
    for (std::size_t a = 0; a < automata.size(); ++a) {
      const std::size_t plain = automata[a].first_event_ / automata[a].classes_;
      if (!eventful) row_of[a].push_back(kDead);
      for (std::size_t i = eventful ? plain : 1; i < (eventful ? automata[a].states() : plain); ++i, row += automata[a].classes_)
        row_of[a].push_back(row);
    }
  }
  own_.assign(kDeadRow, kDead);
  own_.reserve(row);
  for (std::size_t a = 0; a < automata.size(); ++a)
    append_rows(automata[a], 1, automata[a].first_event_ / automata[a].classes_, row_of[a]);
  for (std::size_t a = 0; a < automata.size(); ++a) {
    const Automaton& automaton = automata[a];
    Table& table = tables_.emplace_back(Table{automaton.class_of_,
                                              {},
                                              automaton.classes_,
                                              automaton.longest_,
                                              static_cast<State>(own_.size()),
                                              static_cast<std::uint32_t>(event_of_.size())});
    for (std::size_t i = 0; i < table.start.size(); ++i) table.start[i] = row_of[a][automaton.start_[i] / automaton.classes_];
    append_rows(automaton, automaton.first_event_ / automaton.classes_, automaton.states(), row_of[a]);
    const auto base = static_cast<std::uint32_t>(events_.size());
    for (const std::uint32_t event : automaton.event_of_) event_of_.push_back(base + event);
    events_.insert(events_.end(), automaton.events_.begin(), automaton.events_.end());
  }
  next_ = own_;
}

void Walkers::append_rows(const Automaton& automaton, std::size_t from, std::size_t to, std::span<const State> row_of) {
  for (std::size_t i = from * automaton.classes_; i < to * automaton.classes_; ++i)
    own_.push_back(row_of[automaton.next_[i] / automaton.classes_]);
}

void Walkers::note(std::string_view text, std::span<const Walk> walks, std::uint32_t walk, std::size_t end, State state,
                   Scratch& scratch) const {
  const unsigned index = possible_index(all_at_end(text, end));
  if (index >= kPossibleSets.size()) return;
  const Table& table = tables_[walks[walk].automaton];
  const std::uint32_t set = events_[event_of_[table.events_from + (state - table.first_event) / table.classes]][index];
  if (set == SetTable::kNoSet) return;
  const auto place = static_cast<std::uint32_t>(scratch.ends.size());
  scratch.ends.push_back({end, set, WalkEnd::kNone});
  if (scratch.first[walk] == WalkEnd::kNone) {
    scratch.first[walk] = place;
    scratch.ended.push_back(walk);
  } else {
    scratch.ends[scratch.last[walk]].next = place;
  }
  scratch.last[walk] = place;
}

void Walkers::walk_to_the_end(std::string_view text, std::span<const Walk> walks, std::uint32_t walk, Scratch& scratch) const {
  const Table& table = tables_[walks[walk].automaton];
  State state = table.start[walks[walk].holding];
  std::size_t at = walks[walk].at;
  for (; at < text.size() && state != kDead; ++at) {
    state = next_[state + table.class_of[static_cast<std::uint8_t>(text[at])]];
    if (state >= first_event_) note(text, walks, walk, at, state, scratch);
  }
  if (state == kDead) return;
  state = next_[state + table.classes - 1];  // what is behind the text
  if (state >= first_event_) note(text, walks, walk, at, state, scratch);
}

void Walkers::step(std::string_view text, std::span<const Walk> walks, Slots& slots, Scratch& scratch) const {
  const State* const next = next_.data();
  const State first_event = first_event_;
  for (std::size_t k = 0; k < kStride; ++k) {
    unsigned events = 0;
#pragma GCC unroll 8
    for (std::size_t i = 0; i < kWidth; ++i) {
      const State state = next[slots.state[i] + slots.classes[i][static_cast<std::uint8_t>(slots.text[i][k])]];
      slots.state[i] = state;
      events |= static_cast<unsigned>(state >= first_event) << i;
    }
    for (; events != 0; events &= events - 1) {
      const auto i = static_cast<std::size_t>(__builtin_ctz(events));
      note(text, walks, slots.walk[i], static_cast<std::size_t>(slots.text[i] - text.data()) + k, slots.state[i], scratch);
    }
  }
}

void Walkers::run(std::string_view text, std::span<const Walk> walks, Scratch& scratch) const {
  scratch.first.assign(walks.size(), WalkEnd::kNone);
  scratch.last.resize(walks.size());
  scratch.ends.clear();
  scratch.ended.clear();
  if (walks.empty()) return;
  Slots slots;
  std::uint32_t queue = 0;
  const auto refill = [&](std::size_t i) {
    for (; queue < walks.size(); ++queue) {
      const Walk& walk = walks.data()[queue];
      const Table& table = tables_.data()[walk.automaton];
      if (text.size() - walk.at <= table.longest + kStride) {
        walk_to_the_end(text, walks, queue, scratch);
        continue;
      }
      slots.text[i] = text.data() + walk.at;
      slots.classes[i] = table.class_of.data();
      slots.state[i] = table.start.data()[walk.holding];
      slots.walk[i] = queue++;
      return;
    }
    slots.text[i] = Slots::kNothing;
  };
  for (std::size_t i = 0; i < kWidth; ++i) refill(i);
  const auto alive = [&] { return std::any_of(slots.state, slots.state + kWidth, [](State s) { return s != kDead; }); };
  for (bool more = true; more; more = queue < walks.size() || alive()) {
    step(text, walks, slots, scratch);
    for (std::size_t i = 0; i < kWidth; ++i) {
      if (slots.state[i] == kDead)
        refill(i);
      else
        slots.text[i] += kStride;
    }
  }
}

void Walkers::save(BlobWriter& out) const {
  out.put_array(next_);
  out.put(first_event_);
  out.put_all(tables_);
  out.put_all(event_of_);
  out.put_all(events_);
}

bool Walkers::load(BlobReader& in, std::size_t sets) {
  return in.get_view(next_) && in.get(first_event_) && in.get_all(tables_) && in.get_all(event_of_) && in.get_all(events_) &&
         plausible(sets);
}

/// Every index that a walk follows stays inside the tables. (That a row belongs to the automaton that leads to it is what the
/// checksum of the cache stands for.)
bool Walkers::plausible(std::size_t sets) const {
  if (tables_.empty()) return next_.size() <= kDeadRow;
  constexpr std::size_t kMostClasses = 257;
  if (next_.size() < kDeadRow || first_event_ < kDeadRow || first_event_ > next_.size()) return false;
  const auto is_row = [&](State row) { return row <= next_.size(); };
  const auto set_fits = [&](std::uint32_t set) { return set == SetTable::kNoSet || set < sets; };
  for (const Table& table : tables_) {
    const bool fits = table.classes >= 1 && table.classes <= kMostClasses && table.first_event <= next_.size() &&
                      table.events_from <= event_of_.size() && std::all_of(table.start.begin(), table.start.end(), is_row);
    if (!fits) return false;
  }
  for (const Automaton::Event& event : events_)
    if (!std::all_of(event.begin(), event.end(), set_fits)) return false;
  return std::all_of(next_.begin(), next_.end(), is_row) &&
         std::all_of(event_of_.begin(), event_of_.end(), [&](std::uint32_t event) { return event < events_.size(); });
}

}  // namespace assay::detect
