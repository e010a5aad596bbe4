#include "assay/explain.h"

#include <algorithm>

#include "api/rule_set.h"
#include "base/unicode.h"
#include "detect/trace.h"
#include "engine/variants.h"
#include "normalize/match_view.h"

namespace assay {
namespace {
constexpr std::size_t kMaxBytes = 1 << 20;

CandidateStory story_of(const detect::Trace& trace, const rulepack::Packs& packs, const normalize::MatchView& view) {
  CandidateStory out;
  out.detector = packs.detectors[trace.detector].id;
  out.pattern = trace.pattern;
  const auto mapped = view.to_input(trace.range.begin, trace.range.end);
  out.range = {mapped.begin, mapped.end};
  out.matched = view.text().substr(trace.range.begin, trace.range.size());
  out.value = trace.value;
  out.outcome = trace.outcome == detect::Outcome::kHit ? "" : std::string(detect::name_of(trace.outcome));
  if (!trace.rejected.empty()) out.outcome += (out.outcome.empty() ? "on reject " : ": ") + trace.rejected;
  out.raised = trace.raised;
  out.if_checked = trace.if_checked;
  out.confidence = trace.confidence;
  for (const detect::TracedCheck& check : trace.checks) out.checks.emplace_back(check.name, check.passed);
  out.context = trace.context;
  out.context_distance = trace.distance;
  if (trace.from_field) out.field = trace.field;
  out.negative = trace.negative;
  out.by_negative = trace.by_negative;
  out.by_reject = trace.by_reject;
  return out;
}

/// The same of the text's other readings: what is hidden in escapes, or by tricks with numbers.
void add_readings(const detect::RuleMatcher& matcher, const detect::Window& window, detect::RuleMatcher::Scratch& scratch,
                  const normalize::MatchView& view, std::vector<detect::Trace>& traces, TextStory& story) {
  std::vector<engine::Variants::Traced> readings;
  engine::Variants().trace(matcher, window, scratch, readings);
  for (engine::Variants::Traced& one : readings) {
    const bool dropped = one.trace.outcome == detect::Outcome::kHit && !one.is_supported;
    if (dropped) one.trace.outcome = detect::Outcome::kNothingHolds;
    CandidateStory& candidate = story.candidates.emplace_back(story_of(one.trace, matcher.packs(), view));
    candidate.matched = one.matched;
    candidate.reading = engine::Variants::name_of(one.reading, one.outer_reading);
    if (dropped) candidate.outcome = "hidden, and neither a phrase near by nor a sure check speaks for it";
    traces.push_back(std::move(one.trace));
  }
}

/// Which hits of the traces stand in the end, by the same resolution as a scan.
void settle(const rulepack::Packs& packs, std::uint8_t min_confidence, const std::vector<detect::Trace>& traces,
            TextStory& story) {
  std::vector<detect::Hit> hits;
  std::vector<std::size_t> from;
  for (std::size_t i = 0; i < traces.size(); ++i) {
    const detect::Trace& t = traces[i];
    if (t.outcome != detect::Outcome::kHit) continue;
    CandidateStory& candidate = story.candidates[i];
    if (t.confidence < min_confidence) {
      candidate.outcome = "below " + std::to_string(min_confidence);
      continue;
    }
    detect::Hit hit;
    hit.detector = t.detector, hit.pattern = t.pattern, hit.range = t.range, hit.confidence = t.confidence, hit.check = t.check;
    hits.push_back(std::move(hit));
    from.push_back(i);
  }
  std::vector<std::int32_t> lost_to;
  detect::resolve_overlaps(packs, hits, lost_to);
  for (std::size_t h = 0; h < hits.size(); ++h) {
    CandidateStory& candidate = story.candidates[from[h]];
    candidate.reported = lost_to[h] < 0;
    if (candidate.reported) candidate.outcome = "reported";
    if (lost_to[h] < 0) continue;
    const detect::Hit& winner = hits[static_cast<std::size_t>(lost_to[h])];
    candidate.outcome =
        winner.detector == hits[h].detector ? "same as another pattern of it" : "lost to " + packs.detectors[winner.detector].id;
  }
}
}  // namespace

inline namespace v1 {

TextStory explain_text(const Engine& engine, std::string_view utf8, std::string_view field, std::uint8_t min_confidence) {
  const auto& matcher = *dynamic_cast<const api::LoadedRules&>(engine.rules()).matcher();
  TextStory story;
  story.text = utf8.substr(0, std::min(utf8.size(), kMaxBytes));
  const std::size_t sound = base::valid_utf8_prefix(story.text);
  story.text.resize(sound);
  normalize::MatchView view, field_view;
  view.assign(story.text);
  field_view.assign(field);
  story.normalised = view.text();
  std::vector<detect::FieldMark> fields;
  if (!field.empty()) fields.push_back({0, field_view.text()});
  std::vector<detect::Trace> traces;
  const auto scratch = matcher.make_scratch();
  const detect::Window window{view.text(), {0, view.text().size()}, fields};
  matcher.trace(window, *scratch, traces);
  for (const detect::Trace& trace : traces) story.candidates.push_back(story_of(trace, matcher.packs(), view));
  add_readings(matcher, window, *scratch, view, traces, story);
  settle(matcher.packs(), min_confidence, traces, story);
  std::stable_sort(story.candidates.begin(), story.candidates.end(), [](const CandidateStory& a, const CandidateStory& b) {
    return std::tie(a.range.begin, a.range.end, a.detector, a.pattern) <
           std::tie(b.range.begin, b.range.end, b.detector, b.pattern);
  });
  return story;
}

}  // namespace v1
}  // namespace assay
