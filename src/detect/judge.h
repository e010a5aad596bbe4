// Decides what candidates are worth: checks first, then (only if it can change anything) the context, then reject lists.
//
// A pattern has four cases: alone (always holds), checked (its checks passed), context (a positive phrase was found), and
// checked_context (both). The highest confidence of the cases that hold wins; a negative phrase nearer than any positive one, or
// around it, takes `lower` off, and so does a reject list that only lowers. 0 is no hit. Checks that fail drop the candidate, or
// with `on_fail: neutral` just do not hold. Of several patterns of a detector the best counts, then the first.
//
// Most candidates need context and have none: a set of them costs a comparison of bits (phrase_cells.h), no check is run.
// Threads: a Judge is immutable; a Scratch serves one thread.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "assay/result.h"
#include "detect/candidates.h"
#include "detect/check_memo.h"
#include "detect/context.h"
#include "detect/detect.h"
#include "detect/reject.h"
#include "detect/set_plan.h"
#include "detect/trace.h"

namespace assay::detect {

class Judge {
 public:
  class Scratch {
   private:
    friend class Judge;
    Context::Scratch context_;
    CheckMemo checks_;
    std::string value_;
  };

  /// `packs` must outlive the judge. All mistakes of all detectors.
  /// `context` is that of the same packs.
  static Result<Judge, Diagnostics> compile(const rulepack::Packs& packs, const CompiledCandidates& candidates,
                                            Result<Context, Diagnostics> context);

  /// Before the first candidates of a window.
  void begin_window(Scratch& scratch) const;
  /// Judges all sets of one range; ranges of a window come by begin. Appends a hit for each detector that has one, by detector.
  void decide(const Window& window, std::span<const CandidateSet> sets, Scratch& scratch, std::vector<Hit>& out) const;
  /// What becomes of one candidate, with all that `decide` would not ask. Candidates of a window come by begin.
  Trace trace(const rulepack::Packs& packs, const Window& window, const Candidate& candidate, Scratch& scratch) const;
  /// Bytes of text around a match that its context may need.
  std::uint64_t reach() const { return context_.reach(); }
  const Context& context() const { return context_; }
  /// What the context has seen of the window, for who asks it directly.
  static Context::Scratch& memory(Scratch& scratch) { return scratch.context_; }

 private:
  struct PatternJudge {
    std::uint32_t detector = 0, pattern = 0;
    std::vector<std::uint32_t> checks;  ///< Of `checks_`.
    rulepack::OnFail on_fail = rulepack::OnFail::kDrop;
    rulepack::Confidence confidence;
  };
  struct DetectorJudge {
    RejectSet reject;
    rulepack::ValueForm value = rulepack::ValueForm::kAlnumUpper;
    bool any_positive = false, any_negative = false;
    std::uint8_t lower = 0, reject_lower = 0;
  };
  class Run;

  void add(const rulepack::Packs& packs, const rulepack::DetectorSpec& detector, RejectLists& lists, Diagnostics& errors);
  void add(const rulepack::Packs& packs, const CompiledPattern& pattern, Diagnostics& errors);
  void plan(const CompiledCandidates& candidates);

  std::vector<PatternJudge> patterns_;
  std::vector<DetectorJudge> detectors_;
  CheckTable checks_;
  SetPlans plans_;
  Context context_;
};

}  // namespace assay::detect
