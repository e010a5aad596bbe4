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
    std::vector<NormRange> found, stretches;
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
                    std::vector<NormRange>& out) const;
  void under_fields(const Window& window, NormRange part, const Context& context, Context::Scratch& memory,
                    std::vector<NormRange>& out) const;

  /// How far the weak patterns of a phrase's detectors may stand from it.
  struct Reach {
    std::uint32_t near = 0;       ///< Code points; 0: it raises no detector with weak patterns.
    std::uint32_t max_bytes = 0;  ///< Their longest candidate.
  };
  void add_around(std::string_view text, const PhraseHit& hit, NormRange part, std::vector<NormRange>& out) const;

  std::vector<Reach> reach_;  ///< By phrase.
  DetectorBits detectors_;    ///< Those with weak patterns.
  Reach most_;
  bool any_ = false;
};

}  // namespace assay::detect
