// Where bound patterns are worth looking for: near a phrase of their detector, or under a field whose name holds one. They report
// nothing elsewhere (CompiledCandidates::bound), and what many of them look like is everywhere.
// Threads: ActiveMap is immutable; a Scratch serves one thread.
#pragma once
#include <cstdint>
#include <vector>

#include "detect/candidates.h"
#include "detect/context.h"

namespace assay::detect {

class ActiveMap {
 public:
  struct Scratch {
    std::vector<std::uint64_t> bits;    ///< Of the part asked for last.
    std::vector<std::uint64_t> window;  ///< Of all parts since `begin_window`, from cell `first` on.
    std::uint64_t first = 0;
  };

  ActiveMap() = default;
  ActiveMap(const rulepack::Packs& packs, const CompiledCandidates& candidates, const Context& context);
  bool any() const { return !bound_.empty(); }
  /// The part of the window that somebody must ask `cells` of before `as_around` knows what is active for readings of the core:
  /// what a reading leaves out brings phrases nearer than they are written.
  NormRange begin_window(const Window& window, Scratch& scratch) const;
  /// Bytes by which that may be more than the core, on either side.
  std::uint64_t slack() const;
  /// The cells of `part`, each with all detectors that have bound patterns and may have context for a match that begins there.
  /// Parts of a window come by begin. Valid until the next call. Empty: nothing is active.
  ActiveCells cells(const Window& window, NormRange part, const Context& context, Context::Scratch& memory,
                    Scratch& scratch) const;
  /// Detectors that are active anywhere in `range` or may be once it is read otherwise, for every cell of `core`, which is of the
  /// reading. Valid until the next call.
  ActiveCells as_around(NormRange range, NormRange core, Scratch& scratch) const;

 private:
  /// A detector with bound patterns that a phrase raises.
  struct User {
    std::uint32_t detector = 0;
    std::uint32_t near = 0;       ///< Code points.
    std::uint32_t max_bytes = 0;  ///< Of its longest bound candidate.
  };
  bool near_phrases(const Window& window, NormRange part, const Context& context, Context::Scratch& memory, ActiveCells& cells,
                    Scratch& scratch) const;
  bool under_fields(const Window& window, NormRange part, const Context& context, Context::Scratch& memory, ActiveCells& cells,
                    Scratch& scratch) const;

  std::uint64_t drift() const;

  std::vector<std::uint32_t> first_user_;  ///< By phrase, in `users_`; one more than phrases.
  std::vector<User> users_;
  DetectorBits bound_;           ///< Detectors with bound patterns. Empty: there are none.
  std::uint32_t near_ = 0;       ///< Code points, the most of all.
  std::uint32_t max_bytes_ = 0;  ///< Longest bound candidate.
};

}  // namespace assay::detect
