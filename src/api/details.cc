#include "api/details.h"

#include <algorithm>

#include "detect/candidates.h"
#include "detect/checks/check.h"
#include "detect/pattern_table.h"
#include "rulepack/reader.h"

namespace assay::api {
namespace {
const char* name_of(rulepack::Boundary boundary) {
  switch (boundary) {
    case rulepack::Boundary::kNone:
      return "none";
    case rulepack::Boundary::kDigits:
      return "digits";
    case rulepack::Boundary::kNumber:
      return "number";
    case rulepack::Boundary::kWord:
      return "word";
    case rulepack::Boundary::kToken:
      return "token";
  }
  return "";
}

std::vector<std::string> texts_of(const std::vector<rulepack::Phrase>& phrases) {
  std::vector<std::string> texts;
  for (const rulepack::Phrase& phrase : phrases) texts.push_back(phrase.text);
  return texts;
}

std::vector<std::string> texts_of(const std::vector<rulepack::Example>& examples) {
  std::vector<std::string> texts;
  for (const rulepack::Example& example : examples)
    texts.push_back(example.field.empty() ? example.text : example.field + ": " + example.text);
  return texts;
}

PatternDetails details_of(const rulepack::Packs& packs, const rulepack::PatternSpec& pattern) {
  PatternDetails out;
  detect::PatternLane lane = detect::lane_of(pattern);
  if (const auto parsed = detect::parse_alone(pattern)) out.max_bytes = parsed->place.max_bytes;
  out.lane = std::move(lane.lane);
  out.lane_reason = std::move(lane.why);
  out.regex = pattern.regex;
  out.terms = pattern.terms.size();
  out.boundary = name_of(pattern.boundary);
  for (const rulepack::CheckSpec& check : pattern.checks) out.checks.push_back(check.algorithm);
  out.pass_rate = pass_rate_of(packs, pattern);
  out.drops_on_fail = pattern.on_fail == rulepack::OnFail::kDrop;
  const rulepack::Confidence& c = pattern.confidence;
  out.alone = c.alone, out.checked = c.checked, out.context = c.context, out.checked_context = c.checked_context;
  out.line = pattern.mark.line;
  return out;
}
}  // namespace

double pass_rate_of(const rulepack::Packs& packs, const rulepack::PatternSpec& pattern) {
  double product = 1;
  for (const rulepack::CheckSpec& spec : pattern.checks)
    if (auto check = detect::checks::Check::compile(packs, spec); check.ok()) product *= check.value().pass_rate();
  return product;
}

DetectorDetails details_of(const rulepack::Packs& packs, const rulepack::DetectorSpec& spec, DetectorInfo info,
                           const detect::RuleMatcher&) {
  DetectorDetails out;
  out.info = std::move(info);
  out.names = spec.name;
  out.file = spec.mark.file < packs.files.size() ? packs.files[spec.mark.file] : "";
  out.line = spec.mark.line;
  out.unverified = spec.unverified;
  out.stdnum = spec.stdnum;
  for (const rulepack::PatternSpec& pattern : spec.patterns) out.patterns.push_back(details_of(packs, pattern));
  out.near = spec.context.near;
  out.lower = spec.context.lower;
  out.phrases = texts_of(spec.context.any);
  out.negative = texts_of(spec.context.negative);
  out.reject_lists = spec.reject.lists;
  out.beats = spec.beats;
  out.examples = texts_of(spec.examples);
  out.counters = texts_of(spec.counters);
  for (const rulepack::UnionSpec& one : packs.unions)
    if (std::binary_search(one.members.begin(), one.members.end(), spec.id)) out.unions.push_back(one.id);
  return out;
}

std::string nearest_id(const rulepack::Packs& packs, std::string_view id) {
  std::vector<std::string_view> known;
  for (const rulepack::DetectorSpec& detector : packs.detectors) known.push_back(detector.id);
  return rulepack::suggestion(id, known);
}

}  // namespace assay::api
