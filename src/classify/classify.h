// Findings and gaps of one object -> label, categories, regulations. Findings are added one by one in report order; memory does
// not grow with their number beyond what distinct counts need.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>

#include "assay/report.h"
#include "rulepack/model.h"

namespace assay::classify {

/// What a condition can ask of a finding.
struct Fact {
  std::string_view detector, category;
  std::uint8_t confidence = 0;
  std::uint64_t value = 0;  ///< Equal for equal values, different for different ones: base::ValueKey::quick.
  std::uint32_t part = 0;
  TextRange range;
  std::uint64_t row = 0;  ///< 0: not in a table.
};

/// What a condition can ask of the object.
struct ObjectFacts {
  Verdict verdict = Verdict::kError;
  std::string_view path, media_type, format, document_type, direction, own_label;
  std::uint64_t text_bytes = 0;
  bool content_gap = false, pixel_gap = false;
};

class Classifier {
 public:
  /// `packs` outlives the classifier.
  explicit Classifier(const rulepack::Packs& packs);
  ~Classifier();
  void reset();
  /// In report order.
  void add(const Fact& fact);
  Classification finish(const ObjectFacts& object) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace assay::classify
