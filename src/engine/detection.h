// Windows of text of one part -> findings in the collector and facts in the classifier.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "classify/classify.h"
#include "engine/allow.h"
#include "engine/collector.h"
#include "engine/part_text.h"
#include "engine/settle.h"
#include "engine/setup.h"
#include "engine/variants.h"
#include "normalize/match_view.h"

namespace assay::engine {

/// Scratch memory of detection, kept by a thread over all its objects.
struct DetectScratch {
  explicit DetectScratch(const Setup& setup) : matcher(setup.matcher->make_scratch()), overlaps(setup.matcher->packs()) {}
  std::unique_ptr<detect::RuleMatcher::Scratch> matcher;
  detect::OverlapResolver overlaps;
  normalize::MatchView view, name_view;
  std::vector<detect::FieldMark> fields;
  std::vector<std::string> field_names;
  std::vector<detect::Hit> hits;
  Variants variants;
  std::vector<PlacedHit> placed;
  base::Sha256Hasher ids;
  std::string place;
};

/// Of one object.
struct DetectTargets {
  const Setup& setup;
  const ScanOptions& options;
  DetectScratch& scratch;
  Collector& collector;
  classify::Classifier& classifier;
};

class PartDetection {
 public:
  PartDetection(const DetectTargets& targets, std::uint32_t part, std::string part_path);
  void window(const TextWindow& window);
  /// The part's own name is text too. Underscores separate words there.
  void name(std::string_view name);
  /// The part has no more text: its facts go to the classifier.
  void finish();

 private:
  /// A classify::Fact without its names.
  struct KeptFact {
    std::uint32_t detector;
    std::uint8_t confidence;
    std::uint64_t value;
    TextRange range;
    std::uint64_t row;
  };
  void tell(const KeptFact& fact);
  void match(const TextWindow& window);
  void collect_fields(const TextWindow& window);
  /// Hits of the match view -> of the part's text.
  void place(const TextWindow& window);
  bool wanted(TextRange range) const;
  std::unique_ptr<const HitDetails> details_of(detect::Hit& hit, TextRange range, const TextWindow& window) const;
  void receive(PlacedHit& hit, const TextWindow& window, const Sensitive& sensitive);
  void count(const PlacedHit& hit, const TextWindow& window);
  std::string id_of(const std::string& detector, TextRange range) const;
  Finding describe_finding(const PlacedHit& hit, const TextWindow& window) const;
  Explanation explain(const PlacedHit& hit) const;

  DetectTargets to_;
  std::uint32_t part_;
  std::string part_path_;
  AllowedHere allowed_;
  Settler settler_;
  std::vector<KeptFact> facts_;
  bool in_name_ = false;
};

}  // namespace assay::engine
