// Running counts for the two conditions that look at findings. Fed in report order, so that neighbours arrive together.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "classify/classify.h"
#include "rulepack/model.h"

namespace assay::classify {

/// What a detector's findings are to a condition.
enum class Side : std::uint8_t { kNeither, kFirst, kSecond, kBoth };

/// Where a finding lies among the others: rows are numbered anew wherever the report enters one.
struct Place {
  std::uint32_t part = 0;
  std::uint64_t row_run = 0;  ///< 0: not in a table. Equal for neighbours in one row of one part only.
  TextRange range;
};

/// Counts for one condition of kind kCount or kTogether.
class Tally {
 public:
  explicit Tally(const rulepack::Condition& condition);

  void reset();
  /// By the condition's selectors: "*", "category:phi", "iban".
  Side side_of(std::string_view detector, std::string_view category) const;
  /// `side` is not kNeither.
  void add(const Fact& fact, const Place& place, Side side);
  /// True if the numbers asked for were reached, and not exceeded.
  bool holds(std::uint64_t text_bytes) const;

 private:
  struct Pending {
    std::uint64_t value;
    Place place;
  };

  void count(std::uint64_t value);
  void add_pair(const Fact& fact, const Place& place, Side side);
  void add_pair_candidate(const Fact& fact, const Place& place);
  void pair_pending(const Place& with);
  void keep_pending(const Fact& fact, const Place& place);
  void keep_nearest(const Place& with);
  std::uint64_t number() const { return condition_.distinct ? values_.size() : occurrences_; }

  const rulepack::Condition& condition_;
  std::uint64_t enough_;  ///< Distinct values beyond this many change nothing.
  std::uint64_t occurrences_ = 0;
  std::unordered_set<std::uint64_t> values_;

  // kTogether: findings of the first side that have met nobody of the second yet, and the last of the second side.
  std::vector<Pending> pending_;
  std::size_t prune_at_ = 0;
  bool has_with_ = false;
  Place with_;
};

}  // namespace assay::classify
