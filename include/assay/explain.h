// assay/explain.h - why something was found in a text, and why something was not.
//
//   const assay::TextStory story = assay::explain_text(*engine, "Steuer-ID 86 095 742 719");
//   for (const assay::CandidateStory& c : story.candidates) std::puts(c.outcome.c_str());
//
// Slow, for people: every place where any pattern holds is shown with the step that dropped or kept it. What it says agrees with
// a scan of the same text. The story holds raw text: handle it as you would the document. Threads: any number at a time. Errors:
// none; a text that is no UTF-8 is read as far as it is.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/engine.h"
#include "assay/ranges.h"

namespace assay {
inline namespace v1 {

/// One place where one pattern and its boundaries hold, and what became of it.
struct CandidateStory {
  std::string detector;
  std::uint32_t pattern = 0;  ///< Index within the detector.
  TextRange range;            ///< In the text.
  std::string matched;        ///< As the patterns saw it: match view.
  std::string value;          ///< In the detector's value form.
  std::string reading;        ///< What hid it: "percent escapes"; empty: it stands there as it is.
  bool reported = false;
  std::string outcome;  ///< For people: "reported", "check failed", "below 65", "lost to iban", "rejected: list placeholders".
  std::uint8_t raised = 0;  ///< The best case that holds, before anything was taken off.
  std::uint8_t confidence = 0;
  std::uint8_t if_checked = 0;                       ///< What it would have without context if its checks passed.
  std::vector<std::pair<std::string, bool>> checks;  ///< Name and whether it passed, in the order of the rule.
  std::string context;                               ///< Phrase near by; empty: none.
  std::int32_t context_distance = 0;                 ///< Code points.
  std::string field;                                 ///< Column header or key, if it was the context.
  std::string negative;                              ///< Phrase that lowered.
  std::uint8_t by_negative = 0, by_reject = 0;       ///< What they took off.
};

struct TextStory {
  std::string text;                        ///< As it came.
  std::string normalised;                  ///< As it was matched.
  std::vector<CandidateStory> candidates;  ///< Sorted by place, detector, pattern.
};

/// At most 1 MiB of text is looked at. `field` is the column header or key that it stands under, or empty.
TextStory explain_text(const Engine& engine, std::string_view utf8, std::string_view field = {},
                       std::uint8_t min_confidence = 65);

}  // namespace v1
}  // namespace assay
