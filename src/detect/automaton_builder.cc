// Subset construction, then merging of equal states from the ends backwards, then numbering with the accepting states last.
#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

#include "detect/automaton.h"
#include "detect/positions.h"

namespace assay::detect {
namespace {

using Subset = std::vector<std::uint32_t>;  ///< Positions, ascending.

struct SubsetHash {
  std::size_t operator()(const Subset& subset) const {
    std::size_t hash = subset.size();
    for (const std::uint32_t position : subset) hash = (hash ^ position) * 0x9E3779B97F4A7C15ULL, hash ^= hash >> 29;
    return hash;
  }
};

/// Positions of all patterns, numbered through.
struct Union {
  std::vector<ByteSet> bytes;
  std::vector<std::vector<std::uint32_t>> follow;
  std::vector<std::int64_t> accepts;  ///< Pattern id, or -1.
  std::vector<std::uint32_t> starts;  ///< By input.
};

Union unite(std::span<const AutomatonInput> inputs) {
  Union all;
  for (const AutomatonInput& input : inputs) {
    const Positions positions = number_positions(input.pattern->root);
    const auto base = static_cast<std::uint32_t>(all.bytes.size());
    all.starts.push_back(base);
    for (std::size_t i = 0; i < positions.bytes.size(); ++i) {
      all.bytes.push_back(positions.bytes[i]);
      all.accepts.push_back(positions.last[i] ? std::int64_t{input.id} : -1);
      std::vector<std::uint32_t>& follow = all.follow.emplace_back(positions.follow[i]);
      for (std::uint32_t& position : follow) position += base;
    }
  }
  return all;
}

/// Bytes that no pattern tells apart share a class. Returns the number of classes.
std::uint32_t classify(const Union& all, std::array<std::uint8_t, 256>& class_of) {
  std::vector<ByteSet> sets = all.bytes;
  std::sort(sets.begin(), sets.end());
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
  std::map<std::vector<bool>, std::uint32_t> classes;
  for (unsigned b = 0; b < 256; ++b) {
    std::vector<bool> signature;
    for (const ByteSet& set : sets) signature.push_back(set.contains(static_cast<std::uint8_t>(b)));
    class_of[b] =
        static_cast<std::uint8_t>(classes.try_emplace(signature, static_cast<std::uint32_t>(classes.size())).first->second);
  }
  return static_cast<std::uint32_t>(classes.size());
}

}  // namespace

class AutomatonBuilder {
 public:
  AutomatonBuilder(std::span<const AutomatonInput> inputs, std::size_t max_states)
      : inputs_(inputs), max_states_(max_states), all_(unite(inputs)) {
    classes_ = classify(all_, out_.class_of_);
    list_class_members();
    intern({});  // state 0: dead
  }

  std::optional<Automaton> build() {
    place_starts();
    for (std::size_t state = 1; state < subsets_.size(); ++state) {
      if (subsets_.size() > max_states_) return std::nullopt;
      expand(state);
    }
    merge_equal_states();
    number_states();
    return std::move(out_);
  }

 private:
  void list_class_members() {
    std::array<int, 256> representative{};
    for (unsigned b = 256; b-- > 0;) representative[out_.class_of_[b]] = static_cast<int>(b);
    position_classes_.resize(all_.bytes.size());
    for (std::size_t i = 0; i < all_.bytes.size(); ++i)
      for (std::uint32_t c = 0; c < classes_; ++c)
        if (all_.bytes[i].contains(static_cast<std::uint8_t>(representative[c])))
          position_classes_[i].push_back(static_cast<std::uint8_t>(c));
  }

  std::uint32_t intern(Subset subset) {
    const auto [place, fresh] = numbers_.try_emplace(std::move(subset), static_cast<std::uint32_t>(subsets_.size()));
    if (fresh) {
      subsets_.push_back(&place->first);
      next_.resize(next_.size() + classes_, 0);
    }
    return place->second;
  }

  void place_starts() {
    for (const BoundarySet holding : kPossibleSets) {
      Subset subset;
      for (std::size_t i = 0; i < inputs_.size(); ++i)
        if ((holding & bit(inputs_[i].start)) != 0) subset.push_back(all_.starts[i]);
      out_.start_[holding] = intern(std::move(subset));
    }
  }

  void expand(std::size_t state) {
    Subset followers;
    for (const std::uint32_t position : *subsets_[state])
      followers.insert(followers.end(), all_.follow[position].begin(), all_.follow[position].end());
    std::sort(followers.begin(), followers.end());
    followers.erase(std::unique(followers.begin(), followers.end()), followers.end());
    std::vector<Subset> by_class(classes_);
    for (const std::uint32_t position : followers)
      for (const std::uint8_t c : position_classes_[position]) by_class[c].push_back(position);
    for (std::uint32_t c = 0; c < classes_; ++c) {
      if (by_class[c].empty()) continue;
      const std::uint32_t target = intern(std::move(by_class[c]));
      next_[state * classes_ + c] = target;
    }
  }

  std::vector<std::uint32_t> accepts_of(std::size_t state) const {
    std::vector<std::uint32_t> ids;
    for (const std::uint32_t position : *subsets_[state])
      if (all_.accepts[position] >= 0) ids.push_back(static_cast<std::uint32_t>(all_.accepts[position]));
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
  }

  /// States such that every transition leads to an earlier one: there are no cycles.
  std::vector<std::uint32_t> ends_first() const {
    std::vector<std::uint32_t> order, pending(subsets_.size(), 0);
    std::vector<std::vector<std::uint32_t>> sources(subsets_.size());
    for (std::size_t state = 1; state < subsets_.size(); ++state)
      for (std::uint32_t c = 0; c < classes_; ++c)
        if (const std::uint32_t target = next_[state * classes_ + c]; target != 0) {
          ++pending[state];
          sources[target].push_back(static_cast<std::uint32_t>(state));
        }
    for (std::size_t state = 0; state < subsets_.size(); ++state)
      if (pending[state] == 0) order.push_back(static_cast<std::uint32_t>(state));
    for (std::size_t i = 0; i < order.size(); ++i)
      for (const std::uint32_t source : sources[order[i]])
        if (--pending[source] == 0) order.push_back(source);
    return order;
  }

  /// `merged_[state]` becomes the first state that behaves the same.
  void merge_equal_states() {
    merged_.resize(subsets_.size());
    std::map<std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>>, std::uint32_t> seen;
    for (const std::uint32_t state : ends_first()) {
      std::vector<std::uint32_t> row(classes_);
      for (std::uint32_t c = 0; c < classes_; ++c) row[c] = merged_[next_[state * classes_ + c]];
      merged_[state] = seen.try_emplace({accepts_of(state), std::move(row)}, state).first->second;
    }
  }

  void number_states() {
    std::vector<std::uint32_t> plain, accepting;
    for (std::uint32_t state = 0; state < subsets_.size(); ++state)
      if (merged_[state] == state) (accepts_of(state).empty() ? plain : accepting).push_back(state);
    std::vector<std::uint32_t> order = plain;
    order.insert(order.end(), accepting.begin(), accepting.end());
    std::vector<std::uint32_t> row_of(subsets_.size());
    for (std::size_t i = 0; i < order.size(); ++i) row_of[order[i]] = static_cast<std::uint32_t>(i) * classes_;
    out_.classes_ = classes_;
    for (const AutomatonInput& input : inputs_) out_.longest_ = std::max(out_.longest_, input.pattern->max_bytes + 1);
    out_.first_accepting_ = static_cast<std::uint32_t>(plain.size()) * classes_;
    for (const std::uint32_t state : order)
      for (std::uint32_t c = 0; c < classes_; ++c) out_.next_.push_back(row_of[merged_[next_[state * classes_ + c]]]);
    for (std::uint32_t& start : out_.start_) start = row_of[merged_[start]];
    list_accepts(accepting);
  }

  void list_accepts(const std::vector<std::uint32_t>& accepting) {
    std::map<std::uint32_t, BoundarySet> end_of;
    for (const AutomatonInput& input : inputs_) end_of[input.id] = bit(input.end);
    for (const std::uint32_t state : accepting) {
      const std::vector<std::uint32_t> ids = accepts_of(state);
      Automaton::Accept accept{static_cast<std::uint32_t>(out_.ids_.size()), static_cast<std::uint32_t>(ids.size()), 0};
      for (const std::uint32_t id : ids) accept.any_end |= end_of[id];
      out_.ids_.insert(out_.ids_.end(), ids.begin(), ids.end());
      out_.accepts_.push_back(accept);
    }
  }

  std::span<const AutomatonInput> inputs_;
  std::size_t max_states_;
  Union all_;
  std::uint32_t classes_ = 0;
  std::vector<std::vector<std::uint8_t>> position_classes_;
  std::unordered_map<Subset, std::uint32_t, SubsetHash> numbers_;  // looked up only, never walked
  std::vector<const Subset*> subsets_;                             // by state; the map's keys do not move
  std::vector<std::uint32_t> next_;                                // [state * classes + class]
  std::vector<std::uint32_t> merged_;
  Automaton out_;
};

std::optional<Automaton> Automaton::build(std::span<const AutomatonInput> inputs, std::size_t max_states) {
  return AutomatonBuilder(inputs, max_states).build();
}

}  // namespace assay::detect
