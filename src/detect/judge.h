// Decides what a candidate is worth: checks first, then reject lists, then (only if it can change anything) the context.
//
// A pattern has four cases: alone (always holds), checked (its checks passed), context (a positive phrase was found), and
// checked_context (both). The highest confidence of the cases that hold wins; a negative phrase nearer than any positive one
// takes `lower` off. 0 is no hit. Checks that fail drop the candidate, or with `on_fail: neutral` just do not hold.
// Threads: a Judge is immutable; a Scratch serves one thread.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "assay/result.h"
#include "detect/candidates.h"
#include "detect/checks/check.h"
#include "detect/context.h"
#include "detect/detect.h"
#include "detect/reject.h"

namespace assay::detect {

class Judge {
 public:
  class Scratch {
   private:
    friend class Judge;
    /// The match in one of the forms that checks read; valid while `match` is the same.
    struct Form {
      std::string text;
      bool ready = false;
    };
    Context::Scratch context_;
    std::array<Form, 2> forms_;  ///< kDigits, kAlnumUpper
    NormRange match_{1, 0};
    std::string value_;
  };

  /// `packs` must outlive the judge. All mistakes of all detectors.
  static Result<Judge, Diagnostics> compile(const rulepack::Packs& packs, const std::vector<CompiledPattern>& patterns);

  /// Before the first candidate of a window.
  void begin_window(Scratch& scratch) const;
  /// Candidates of a window in order of their begin. False: no hit, `out` is untouched.
  bool decide(const Window& window, const Candidate& candidate, Scratch& scratch, Hit& out) const;
  /// Bytes of text around a match that its context may need.
  std::uint64_t reach() const { return context_.reach(); }

 private:
  struct PatternJudge {
    std::uint32_t detector = 0, pattern = 0;
    std::vector<checks::Check> checks;
    rulepack::OnFail on_fail = rulepack::OnFail::kDrop;
    rulepack::Confidence confidence;
  };
  struct DetectorJudge {
    RejectSet reject;
    rulepack::ValueForm value = rulepack::ValueForm::kAlnumUpper;
    bool any_positive = false, any_negative = false;
    std::uint8_t lower = 0;
  };

  void add(const rulepack::Packs& packs, const rulepack::DetectorSpec& detector, Diagnostics& errors);
  void add(const rulepack::Packs& packs, const CompiledPattern& pattern, Diagnostics& errors);
  static CheckResult run_checks(const PatternJudge& pattern, std::string_view match, Scratch& scratch);
  static std::string_view form_for(checks::Reads reads, std::string_view match, Scratch& scratch);

  std::vector<PatternJudge> patterns_;
  std::vector<DetectorJudge> detectors_;
  Context context_;
};

}  // namespace assay::detect
