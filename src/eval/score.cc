#include "eval/score.h"

#include <algorithm>

namespace assay::eval {
namespace {

std::uint64_t shared(const TextRange& a, const TextRange& b) {
  const std::uint64_t begin = std::max(a.begin, b.begin), end = std::min(a.end, b.end);
  return end > begin ? end - begin : 0;
}

bool covers(const TextRange& finding, const TextRange& label) { return shared(finding, label) * 2 > label.end - label.begin; }

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool piece_of(const TextRange& finding, const std::string& detector, const Label& label) {
  return shared(finding, label.range) * 2 > finding.size() && (has(label.within, detector) || has(label.also, detector));
}

bool names(const Label& label, const std::string& detector) { return label.detector == detector || has(label.also, detector); }

void place_false_alarm(const LabelledText& text, const TextRange& range, std::size_t finding, Score& out) {
  std::size_t on = kNone;
  for (std::size_t i = 0; i < text.labels.size(); ++i) {
    if (shared(range, text.labels[i].range) == 0) continue;
    if (on == kNone) on = i;
    if (out.found_instead[i] == kNone) out.found_instead[i] = finding;
  }
  out.false_alarms.push_back(finding);
  out.alarm_labels.push_back(on);
}

}  // namespace

TextRange place_in(const LabelledText& text, const Finding& finding) {
  if (text.kind == LabelledText::Kind::kText) return finding.range;
  return {finding.stored.begin, finding.stored.end};
}

Score score(const LabelledText& text, const std::vector<Finding>& findings) {
  Score out;
  out.found.resize(text.labels.size());
  out.found_instead.assign(text.labels.size(), kNone);
  for (std::size_t f = 0; f < findings.size(); ++f) {
    const TextRange range = place_in(text, findings[f]);
    bool right = false;
    for (std::size_t i = 0; i < text.labels.size(); ++i) {
      const Label& label = text.labels[i];
      right = right || piece_of(range, findings[f].detector, label);
      if (!names(label, findings[f].detector) || !covers(range, label.range)) continue;
      out.found[i] = right = true;
    }
    if (!right) place_false_alarm(text, range, f, out);
  }
  return out;
}

}  // namespace assay::eval
