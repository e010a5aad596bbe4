// From hits of one part to its findings: overlap clusters are completed across windows, decided, and given out in order once
// everything that may stand in their preview is known. What comes out is a pure function of the hits, not of the windows.
// Memory: the hits of one cluster and of one window.
#pragma once
#include <deque>
#include <functional>
#include <vector>

#include "detect/detect.h"
#include "engine/part_text.h"

namespace assay::engine {

/// A hit in coordinates of the part's text.
struct PlacedHit {
  detect::Hit hit;  ///< `hit.range` holds the text range too: overlaps are decided on it.
  TextRange range;
  std::string field;          ///< Name of the field it stands under.
  std::int32_t lost_to = -1;  ///< Detector that took its place.
};

class Settler {
 public:
  /// `sensitive`: everything around that a preview must mask, sorted.
  using Receiver = std::function<void(const PlacedHit&, const TextWindow&, std::span<const TextRange> sensitive)>;
  Settler(const rulepack::Packs& packs, std::uint8_t min_confidence, Receiver receive);

  /// Hits of one window, sorted by begin; all begin in its core.
  void add(std::vector<PlacedHit>&& hits, const TextWindow& window);

 private:
  void take(PlacedHit&& hit);
  void close();
  void give_out(const TextWindow& window);
  void forget(std::uint64_t before);

  const rulepack::Packs& packs_;
  std::uint8_t min_confidence_;
  Receiver receive_;
  std::vector<PlacedHit> cluster_;
  std::uint64_t cluster_end_ = 0;
  std::deque<PlacedHit> settled_;
  std::vector<TextRange> sensitive_;
  std::vector<detect::Hit> scratch_;
  std::vector<std::int32_t> lost_to_;
};

}  // namespace assay::engine
