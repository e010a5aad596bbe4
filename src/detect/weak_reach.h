// Where weak patterns are worth looking for: near a phrase of one of their detectors, or under a field whose name holds one. They
// report nothing elsewhere (CompiledCandidates::weak), and what they look like is everywhere.
// Threads: WeakReach is immutable; a Scratch serves one thread.
#pragma once
#include <cstdint>
#include <vector>

#include "detect/candidates.h"
#include "detect/context.h"

namespace assay::detect {

class WeakReach {
 public:
  struct Scratch {
    std::vector<PhraseHit> hits;
    std::vector<NormRange> stretches, fields;
  };

  WeakReach() = default;
  WeakReach(const rulepack::Packs& packs, const CompiledCandidates& candidates, const Context& context);
  bool any() const { return any_; }
  /// All starts in `part` at which a weak pattern may have its context, as ranges in order that do not touch. Parts of a window
  /// come by begin. Valid until the next call.
  const std::vector<NormRange>& stretches(const Window& window, NormRange part, const Context& context, Context::Scratch& memory,
                                          Scratch& scratch) const;

 private:
  void near_phrases(const Window& window, NormRange part, const Context& context, Context::Scratch& memory,
                    Scratch& scratch) const;
  void under_fields(const Window& window, NormRange part, const Context& context, Context::Scratch& memory,
                    Scratch& scratch) const;

  std::vector<char> speaks_;     ///< By phrase: not 0 if it raises a detector with weak patterns.
  DetectorBits detectors_;       ///< Those.
  std::uint32_t near_ = 0;       ///< Code points, the most of all.
  std::uint32_t max_bytes_ = 0;  ///< Longest weak candidate.
  bool any_ = false;
};

}  // namespace assay::detect
