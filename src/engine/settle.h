// From hits of one part to its findings: overlap clusters are completed across windows, decided, and given out in order once
// everything that may stand in their preview is known. What comes out is a pure function of the hits, not of the windows.
// Memory: the hits of one cluster and of one window; nothing is allocated per hit.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/content.h"
#include "detect/detect.h"
#include "detect/overlap.h"
#include "engine/part_text.h"

namespace assay::engine {

/// What a finding that will be listed has to say beyond its place.
struct HitDetails {
  base::ContentString value;  ///< In the detector's value form.
  std::string field;          ///< Name of the field it stands under.
  std::string_view context, negative;
  std::int32_t distance = 0;
  std::uint8_t subtracted = 0, reading = 0, outer_reading = 0;
};

/// A hit in coordinates of the part's text.
struct PlacedHit {
  TextRange range;
  std::uint64_t value = 0;  ///< Keyed hash, for counting.
  std::uint32_t detector = 0, pattern = 0;
  std::int32_t lost_to = -1;     ///< Detector that took its place.
  std::int32_t allowed_by = -1;  ///< Entry of the allow list that covers it.
  std::uint8_t confidence = 0;
  detect::CheckResult check = detect::CheckResult::kNone;
  std::unique_ptr<const HitDetails> details;  ///< Null: it will not be listed.
};

/// Ranges that no preview may show, sorted by begin.
class Sensitive {
 public:
  void add(TextRange range) { ranges_.push_back(range); }
  /// All that touch a preview of `match`, and some around.
  std::span<const TextRange> near(TextRange match) const;
  void forget_before(std::uint64_t begin);
  void clear() { ranges_.clear(); }

 private:
  std::vector<TextRange> ranges_;
};

class Settler {
 public:
  using Receiver = std::function<void(PlacedHit&, const TextWindow&, const Sensitive&)>;
  /// `resolver` is borrowed.
  Settler(detect::OverlapResolver& resolver, std::uint8_t min_confidence, Receiver receive);

  /// Hits of one window, sorted by begin; all begin in its core. They are moved from.
  void add(std::vector<PlacedHit>& hits, const TextWindow& window);

 private:
  void take(PlacedHit&& hit);
  void close();
  void decide();
  void give_out(const TextWindow& window);
  std::uint64_t open_begin() const { return hits_[open_].range.begin; }

  detect::OverlapResolver& resolver_;
  std::uint8_t min_confidence_;
  Receiver receive_;
  std::vector<PlacedHit> hits_;  ///< In order: decided, then from `open_` on the cluster that may still grow.
  std::size_t open_ = 0;
  std::uint64_t cluster_end_ = 0;
  Sensitive sensitive_;
  std::vector<detect::Claim> claims_;
  std::vector<std::int32_t> lost_to_;
};

}  // namespace assay::engine
