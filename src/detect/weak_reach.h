// Where weak patterns are worth looking for: near a phrase of one of their detectors, or under a field whose name holds one. They
// report nothing elsewhere (CompiledCandidates::weak), and what they look like is everywhere.
// Threads: WeakReach is immutable; a Scratch serves one thread.
#pragma once
#include <cstdint>
#include <vector>

#include "detect/candidates.h"
#include "detect/context.h"
#include "detect/phrases.h"

namespace assay::detect {

class WeakReach {
 public:
  struct Scratch {
    std::vector<PhraseHit> hits;
    std::vector<NormRange> stretches, fields;
  };

  WeakReach() = default;
  /// The phrases of `packs` were accepted before (Context::build).
  static WeakReach build(const rulepack::Packs& packs, const CompiledCandidates& candidates);
  bool any() const { return any_; }
  /// All starts in the core at which a weak pattern may have its context, as ranges in order that do not touch. Valid until the
  /// next call.
  const std::vector<NormRange>& stretches(const Window& window, const Context& context, Context::Scratch& names,
                                          Scratch& scratch) const;

 private:
  void near_phrases(const Window& window, Scratch& scratch) const;
  void under_fields(const Window& window, const Context& context, Context::Scratch& names, Scratch& scratch) const;

  PhraseIndex index_;
  DetectorBits detectors_;
  std::uint32_t near_ = 0;       ///< Code points, the most of all.
  std::uint32_t max_bytes_ = 0;  ///< Longest weak candidate.
  bool any_ = false;
};

}  // namespace assay::detect
