// Subset construction, then merging of equal states from the ends backwards, then numbering with the eventful states last.
// A state is a set of positions and what has just ended: the patterns that match up to the byte before the last one, as far as
// the last one allows.
#include <algorithm>
#include <map>
#include <set>

#include "detect/automaton.h"
#include "detect/position_union.h"

namespace assay::detect {
namespace {

/// Lists of numbers, each kept once. Numbers are given in the order of arrival.
class ListTable {
 public:
  std::uint32_t intern(const std::vector<std::uint32_t>& list) {
    if (2 * (size() + 1) > slots_.size()) grow();
    std::size_t slot = hash(list) & (slots_.size() - 1);
    for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
      const std::span<const std::uint32_t> other = (*this)[slots_[slot] - 1];
      if (std::equal(list.begin(), list.end(), other.begin(), other.end())) return slots_[slot] - 1;
    }
    items_.insert(items_.end(), list.begin(), list.end());
    ends_.push_back(items_.size());
    slots_[slot] = static_cast<std::uint32_t>(size());
    return static_cast<std::uint32_t>(size() - 1);
  }
  std::size_t size() const { return ends_.size() - 1; }
  std::span<const std::uint32_t> operator[](std::size_t i) const {
    return std::span(items_).subspan(ends_[i], ends_[i + 1] - ends_[i]);
  }

 private:
  static std::size_t hash(std::span<const std::uint32_t> list) {
    std::size_t hash = list.size();
    for (const std::uint32_t item : list) hash = (hash ^ item) * 0x9E3779B97F4A7C15ULL, hash ^= hash >> 29;
    return hash;
  }
  void grow() {
    std::vector<std::uint32_t> bigger(std::max<std::size_t>(1024, slots_.size() * 4), 0);
    for (std::size_t i = 0; i < size(); ++i) {
      std::size_t slot = hash((*this)[i]) & (bigger.size() - 1);
      while (bigger[slot] != 0) slot = (slot + 1) & (bigger.size() - 1);
      bigger[slot] = static_cast<std::uint32_t>(i + 1);
    }
    slots_ = std::move(bigger);
  }

  std::vector<std::uint32_t> items_;
  std::vector<std::size_t> ends_{0};
  std::vector<std::uint32_t> slots_;  ///< Number plus one, or 0.
};

}  // namespace

class AutomatonBuilder {
 public:
  AutomatonBuilder(std::span<const AutomatonInput> inputs, std::size_t max_states, SetTable& sets)
      : inputs_(inputs), max_states_(max_states), sets_(sets), all_(inputs), bytes_(all_) {
    classes_ = static_cast<std::uint32_t>(bytes_.followers.size());
    out_.class_of_ = bytes_.of;
    by_class_.resize(classes_);
    taken_.resize(all_.bytes.size(), 0);
    ended_.intern({});
    states_.intern({0});  // state 0: no position, nothing ended
  }

  std::optional<Automaton> build() {
    place_starts();
    next_.assign(classes_, 0);
    for (std::size_t state = 1; state < states_.size(); ++state) {
      if (states_.size() > max_states_) return std::nullopt;
      expand(state);
    }
    merge_equal_states();
    number_states();
    return std::move(out_);
  }

 private:
  /// A state as a list: what has ended, then the positions, ascending.
  std::uint32_t ended_in(std::size_t state) const { return states_[state][0]; }

  void place_starts() {
    for (const BoundarySet holding : kPossibleSets) {
      std::vector<std::uint32_t> state{0};
      for (std::size_t i = 0; i < inputs_.size(); ++i)
        if ((holding & bit(inputs_[i].start)) != 0) state.push_back(all_.starts[i]);
      out_.start_[holding] = states_.intern(state);
    }
  }

  void expand(std::size_t state) {
    const std::array<std::uint32_t, kFollowers> ended = what_ends(state);
    collect_followers(state);
    for (auto& list : by_class_) list.clear();
    for (const std::uint32_t position : followers_)
      for (const std::uint8_t c : bytes_.by_position[position]) by_class_[c].push_back(position);
    for (std::uint32_t c = 0; c < classes_; ++c) {
      auto& list = by_class_[c];
      list.insert(list.begin(), ended[static_cast<std::size_t>(bytes_.followers[c])]);
      next_.push_back(states_.intern(list));
    }
  }

  void collect_followers(std::size_t state) {
    followers_.clear();
    const auto stamp = static_cast<std::uint32_t>(state);
    for (const std::uint32_t position : states_[state].subspan(1))
      for (const std::uint32_t next : all_.follow[position])
        if (taken_[next] != stamp) taken_[next] = stamp, followers_.push_back(next);
    std::sort(followers_.begin(), followers_.end());
  }

  std::array<std::uint32_t, kFollowers> what_ends(std::size_t state) {
    std::array<std::vector<std::uint32_t>, kFollowers> lists;
    for (const std::uint32_t position : states_[state].subspan(1)) {
      const std::uint32_t input = all_.accepts[position];
      for (std::size_t f = 0; input != PositionUnion::kNoInput && f < kFollowers; ++f)
        if (may_end(inputs_[input].end, static_cast<Follower>(f))) lists[f].push_back(input);
    }
    std::array<std::uint32_t, kFollowers> out{};
    for (std::size_t f = 0; f < kFollowers; ++f) {
      std::sort(lists[f].begin(), lists[f].end());
      lists[f].erase(std::unique(lists[f].begin(), lists[f].end()), lists[f].end());
      out[f] = ended_.intern(lists[f]);
    }
    return out;
  }

  /// States such that every transition leads to an earlier one: there are no cycles.
  std::vector<std::uint32_t> ends_first() const {
    std::vector<std::uint32_t> order{0}, pending(states_.size(), 0), sources, begins(states_.size() + 1, 0);
    for (std::size_t i = classes_; i < next_.size(); ++i)
      if (next_[i] != 0) ++pending[i / classes_], ++begins[next_[i] + 1];
    for (std::size_t state = 0; state < states_.size(); ++state) begins[state + 1] += begins[state];
    sources.resize(begins.back());
    std::vector<std::uint32_t> place(begins.begin(), begins.end() - 1);
    for (std::size_t i = classes_; i < next_.size(); ++i)
      if (next_[i] != 0) sources[place[next_[i]]++] = static_cast<std::uint32_t>(i / classes_);
    for (std::size_t state = 1; state < states_.size(); ++state)
      if (pending[state] == 0) order.push_back(static_cast<std::uint32_t>(state));
    for (std::size_t i = 0; i < order.size(); ++i)
      for (std::uint32_t k = begins[order[i]]; k < begins[order[i] + 1]; ++k)
        if (--pending[sources[k]] == 0) order.push_back(sources[k]);
    return order;
  }

  /// `merged_[state]` becomes the number of its behaviour.
  void merge_equal_states() {
    merged_.resize(states_.size());
    std::vector<std::uint32_t> row(classes_ + 1);
    for (const std::uint32_t state : ends_first()) {
      row[0] = ended_in(state);
      for (std::uint32_t c = 0; c < classes_; ++c) row[c + 1] = merged_[next_[state * classes_ + c]];
      merged_[state] = behaviours_.intern(row);
    }
  }

  void number_states() {
    const std::size_t count = behaviours_.size();
    std::vector<std::uint32_t> plain, eventful, row_of(count);
    for (std::uint32_t i = 0; i < count; ++i) (behaviours_[i][0] == 0 ? plain : eventful).push_back(i);
    out_.first_event_ = static_cast<std::uint32_t>(plain.size()) * classes_;
    for (const std::uint32_t i : eventful) out_.event_of_.push_back(event(behaviours_[i][0]));
    plain.insert(plain.end(), eventful.begin(), eventful.end());
    for (std::size_t i = 0; i < count; ++i) row_of[plain[i]] = static_cast<std::uint32_t>(i) * classes_;
    for (const std::uint32_t i : plain)
      for (const std::uint32_t target : behaviours_[i].subspan(1)) out_.next_.push_back(row_of[target]);
    out_.classes_ = classes_;
    for (const AutomatonInput& input : inputs_) out_.longest_ = std::max(out_.longest_, input.pattern->max_bytes + 2);
    for (std::uint32_t& start : out_.start_) start = row_of[merged_[start]];
  }

  std::uint32_t event(std::uint32_t ended) {
    const auto [place, fresh] = event_of_ended_.try_emplace(ended, static_cast<std::uint32_t>(out_.events_.size()));
    if (!fresh) return place->second;
    Automaton::Event& event = out_.events_.emplace_back();
    for (std::size_t i = 0; i < kPossibleSets.size(); ++i) {
      std::vector<std::uint32_t> ids;
      for (const std::uint32_t input : ended_[ended])
        if ((kPossibleSets[i] & bit(inputs_[input].end)) != 0) ids.push_back(inputs_[input].id);
      std::sort(ids.begin(), ids.end());
      event[i] = sets_.intern(ids);
    }
    return place->second;
  }

  std::span<const AutomatonInput> inputs_;
  std::size_t max_states_;
  SetTable& sets_;
  PositionUnion all_;
  ByteClasses bytes_;
  std::uint32_t classes_ = 0;
  ListTable ended_;  ///< Lists of inputs; 0: none.
  ListTable states_;
  ListTable behaviours_;
  std::vector<std::uint32_t> next_;    ///< [state * classes + class]
  std::vector<std::uint32_t> merged_;  ///< By state, in `behaviours_`.
  std::vector<std::uint32_t> taken_, followers_;
  std::vector<std::vector<std::uint32_t>> by_class_;
  std::map<std::uint32_t, std::uint32_t> event_of_ended_;
  Automaton out_;
};

std::optional<Automaton> Automaton::build(std::span<const AutomatonInput> inputs, std::size_t max_states, SetTable& sets) {
  std::optional<Automaton> out = AutomatonBuilder(inputs, max_states, sets).build();
  if (!out) return out;
  std::set<std::uint32_t> ended;  // of several ends of a pattern only the last counts, so sets lose what later ones hold
  for (const Event& event : out->events_) ended.insert(event.begin(), event.end());
  ended.erase(SetTable::kNoSet);
  sets.add_differences({ended.begin(), ended.end()});
  return out;
}

}  // namespace assay::detect
