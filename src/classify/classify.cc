#include "classify/classify.h"

#include <set>
#include <string>
#include <unordered_set>

#include "classify/condition.h"

namespace assay::classify {
namespace {
/// Below it a finding does not count for categories and regulations: contracts.md, low band.
constexpr std::uint8_t kReported = 65;
}  // namespace

class Classifier::Impl {
 public:
  explicit Impl(const rulepack::Packs& packs) : packs_(packs), tallies_(packs.labels.rules) {}

  void reset() {
    tallies_.reset();
    detectors_.clear();
    categories_.clear();
    row_run_ = 0;
    part_ = 0;
    row_ = 0;
  }

  void add(const Fact& fact) {
    if (fact.confidence >= kReported && detectors_.find(fact.detector) == detectors_.end()) {
      detectors_.emplace(fact.detector);
      categories_.emplace(fact.category);
    }
    tallies_.add(fact, place_of(fact));
  }

  Classification finish(const ObjectFacts& object) const {
    Classification out;
    out.categories.assign(categories_.begin(), categories_.end());
    out.regulations = regulations();
    for (const rulepack::LabelRule& rule : packs_.labels.rules) {
      if (!tallies_.holds(rule.when, object)) continue;
      out.label = rule.label;
      out.sensitivity = rank_of(rule.label);
      out.rule = rule.id;
      break;
    }
    return out;
  }

 private:
  /// Two sheets of one part may both have a row 5: what counts is the stretch of findings in one row, not its number.
  Place place_of(const Fact& fact) {
    if (row_run_ == 0 || fact.part != part_ || fact.row != row_) ++row_run_;
    part_ = fact.part;
    row_ = fact.row;
    return {fact.part, fact.row == 0 ? 0 : row_run_, fact.range};
  }

  std::vector<std::string> regulations() const {
    std::set<std::string> all;
    for (const std::string& id : detectors_)
      if (const rulepack::DetectorSpec* detector = packs_.find(id))
        all.insert(detector->regulations.begin(), detector->regulations.end());
    return {all.begin(), all.end()};
  }

  std::uint32_t rank_of(const std::string& label) const {
    std::uint32_t rank = 0;
    while (rank < packs_.labels.labels.size() && packs_.labels.labels[rank] != label) ++rank;
    return rank;
  }

  const rulepack::Packs& packs_;
  Tallies tallies_;
  std::unordered_set<std::string, NameHash, std::equal_to<>> detectors_;  ///< Each of one category.
  std::set<std::string> categories_;
  std::uint64_t row_run_ = 0, row_ = 0;
  std::uint32_t part_ = 0;
};

Classifier::Classifier(const rulepack::Packs& packs) : impl_(std::make_unique<Impl>(packs)) {}
Classifier::~Classifier() = default;
void Classifier::reset() { impl_->reset(); }
void Classifier::add(const Fact& fact) { impl_->add(fact); }
Classification Classifier::finish(const ObjectFacts& object) const { return impl_->finish(object); }

}  // namespace assay::classify
