// Why a candidate became a hit, or did not: the judge once more, slowly, with every step on record. For people, and as the oracle
// of the fast way: the best trace of each detector and range is the hit.
//
// Boundaries are the finder's: what does not hold there is no candidate.
// Threads: as RuleMatcher::find.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "detect/detect.h"

namespace assay::detect {

/// What decided.
enum class Outcome : std::uint8_t {
  kHit,
  kCheckFailed,   ///< A check failed, and the pattern drops what fails.
  kNothingHolds,  ///< None of its four cases gives anything: no context, or no check that passed.
  kRejected,      ///< A reject list that drops.
  kLowered,       ///< Negative context or a reject list took everything off.
};
/// For people: "check failed", "no context" ...
std::string_view name_of(Outcome outcome);

struct TracedCheck {
  std::string_view name;  ///< Row of the check table.
  bool passed = false;
};

struct Trace {
  std::uint32_t detector = 0;  ///< Index into Packs::detectors.
  std::uint32_t pattern = 0;   ///< Within the detector.
  NormRange range;
  Outcome outcome = Outcome::kNothingHolds;
  std::uint8_t if_checked = 0;  ///< What it would have without context if its checks passed.
  std::uint8_t raised = 0;      ///< The best case that holds, before anything was taken off.
  std::uint8_t confidence = 0;  ///< What is left.
  CheckResult check = CheckResult::kNone;
  std::vector<TracedCheck> checks;  ///< In the order of the rule, all of them run.
  std::string_view context;         ///< As in Hit; looked for in any case.
  std::int32_t distance = 0;
  bool from_field = false;
  std::string_view field;                       ///< Name of the field the match stands under, whether it counts or not.
  std::string_view negative;                    ///< Negative phrase nearer than any positive one.
  std::uint8_t by_negative = 0, by_reject = 0;  ///< What they took off.
  std::string rejected;  ///< "list placeholders", "value", "pattern": what holds the value; empty: nothing.
  std::string value;     ///< In the detector's value form.
};

}  // namespace assay::detect
