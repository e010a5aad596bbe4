// A condition of labels.yaml, evaluated once all findings have passed by.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "classify/tally.h"

namespace assay::classify {

/// Hash of a string that is looked up without making one.
struct NameHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>{}(name); }
};

/// The running counts of every condition of the rules, found by the condition's address (the packs outlive the classifier).
class Tallies {
 public:
  explicit Tallies(const std::vector<rulepack::LabelRule>& rules);

  void reset();
  void add(const Fact& fact, const Place& place);
  /// Recursion follows the condition, at most 32 deep (the pack reader's limit).
  bool holds(const rulepack::Condition& condition, const ObjectFacts& object) const;

 private:
  /// A condition that a detector's findings concern.
  struct Part {
    std::size_t tally;
    Side side;
  };
  using Parts = std::vector<Part>;

  void collect(const rulepack::Condition& condition);
  const Parts& parts_of(const Fact& fact);

  std::vector<Tally> tallies_;
  std::unordered_map<const rulepack::Condition*, std::size_t> index_;
  std::unordered_map<std::string, Parts, NameHash, std::equal_to<>> parts_;  ///< By detector, filled as they come.
};

}  // namespace assay::classify
