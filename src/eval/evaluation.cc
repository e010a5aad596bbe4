#include "eval/evaluation.h"

#include <algorithm>

#include "eval/score.h"
#include "eval/snippet.h"

namespace assay::eval {
namespace {

constexpr unsigned kFirstThreshold = 50, kLastThreshold = 95, kStep = 5;

double ratio(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::set<unsigned> thresholds_with(unsigned main) {
  std::set<unsigned> all{main};
  for (unsigned t = kFirstThreshold; t <= kLastThreshold; t += kStep) all.insert(t);
  return all;
}

class Run {
 public:
  Run(const std::shared_ptr<const Engine>& engine, const EvaluationOptions& options)
      : options_(options), thresholds_(thresholds_with(options.threshold)), scanner_(engine) {
    out_.threshold = options.threshold;
    out_.rules = engine->rules().hash();
    for (const DetectorInfo& detector : engine->rules().detectors()) {
      DetectorResult& result = out_.detectors[detector.id];
      result.counted = options.leave_out.count(detector.id) == 0;
      for (const unsigned t : thresholds_) result.at[t];
    }
    for (const unsigned t : thresholds_) out_.micro[t];
    scan_.explain = true;
    scan_.hash_content = false;
    scan_.cancel = options.cancel;
  }

  void add(const LabelledText& given) {
    const LabelledText text = with_known_labels(given);
    ++(text.kind == LabelledText::Kind::kTable ? out_.tables : out_.texts);
    out_.bytes += text.text.size();
    out_.hard += text.hard.empty() ? 0 : 1;
    bool stale = true;
    Report report;
    for (const unsigned t : thresholds_) {
      if (stale || anything_below(report, t)) report = scan(text, t);
      if (stale && report.verdict != Verdict::kScanned) ++out_.unread;
      if (stale) lowest_ = report.findings;
      stale = false;
      count(text, report.findings, t);
    }
  }

  Evaluation finish() {
    for (const auto& [id, result] : out_.detectors)
      for (const auto& [t, tally] : result.at)
        if (result.counted) out_.micro[t].add(tally);
    return std::move(out_);
  }

 private:
  bool known(const std::string& id) const { return out_.detectors.count(id) != 0; }

  // A label of a detector that the rules do not have says nothing about them; what else may be found there stays no false alarm.
  LabelledText with_known_labels(const LabelledText& given) {
    LabelledText text = given;
    for (Label& label : text.labels) {
      if (known(label.detector)) continue;
      if (!label.optional) ++out_.unknown[label.detector];
      label.optional = true;
    }
    return text;
  }

  // Weaker hits do not compete for a place, so each threshold is a scan of its own, unless nothing changes.
  static bool anything_below(const Report& report, unsigned threshold) {
    const auto below = [threshold](const Finding& finding) { return finding.confidence < threshold; };
    return std::any_of(report.findings.begin(), report.findings.end(), below) ||
           std::any_of(report.losers.begin(), report.losers.end(), below);
  }

  Report scan(const LabelledText& text, unsigned threshold) {
    scan_.min_confidence = static_cast<std::uint8_t>(threshold);
    if (text.kind == LabelledText::Kind::kText) return scanner_.scan_text(text.text, scan_);
    const auto source = borrow_bytes(text.text);
    return scanner_.scan(*source, "table.csv", scan_);
  }

  void count(const LabelledText& text, const std::vector<Finding>& findings, unsigned threshold) {
    const Score result = score(text, findings);
    Tally sum;
    for (std::size_t i = 0; i < text.labels.size(); ++i) {
      const Label& label = text.labels[i];
      if (label.optional) continue;
      DetectorResult& detector = out_.detectors[label.detector];
      Tally one{1, result.found[i] ? 1U : 0U, 0};
      detector.at[threshold].add(one);
      if (detector.counted) sum.add(one);
    }
    for (const std::size_t f : result.false_alarms) {
      DetectorResult& detector = out_.detectors[findings[f].detector];
      ++detector.at[threshold].false_alarms;
      if (detector.counted) ++sum.false_alarms;
    }
    if (threshold == options_.threshold) note(text, findings, result, sum);
  }

  void note(const LabelledText& text, const std::vector<Finding>& findings, const Score& result, const Tally& sum) {
    const bool table = text.kind == LabelledText::Kind::kTable;
    for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
             {"hard", text.hard}, {"kind", table ? "table" : "text"}, {"lang", text.lang}, {"trick", text.trick}}) {
      if (value.empty()) continue;
      Group& group = out_.groups[name][value];
      ++group.texts;
      group.tally.add(sum);
    }
    for (std::size_t i = 0; i < text.labels.size(); ++i)
      if (!result.found[i] && !text.labels[i].optional) note_miss(text, findings, result, i);
    for (std::size_t i = 0; i < result.false_alarms.size(); ++i) {
      const Finding& finding = findings[result.false_alarms[i]];
      Place place = place_at(text, findings, place_in(text, finding));
      place.detector = finding.detector;
      place.confidence = finding.confidence;
      if (result.alarm_labels[i] != kNone) place.instead = text.labels[result.alarm_labels[i]].detector;
      out_.false_alarms.push_back(std::move(place));
    }
  }

  void note_miss(const LabelledText& text, const std::vector<Finding>& findings, const Score& result, std::size_t i) {
    const Label& label = text.labels[i];
    Place place = place_at(text, findings, label.range);
    place.detector = label.detector;
    if (result.found_instead[i] != kNone) place.instead = findings[result.found_instead[i]].detector;
    if (!place.instead.empty()) ++out_.detectors[label.detector].instead[place.instead];
    for (const Finding& weak : lowest_)
      if (weak.detector == label.detector && place_in(text, weak).overlaps(label.range)) place.confidence = weak.confidence;
    out_.misses.push_back(std::move(place));
  }

  Place place_at(const LabelledText& text, const std::vector<Finding>& findings, const TextRange& range) const {
    std::vector<TextRange> values;
    for (const Label& label : text.labels) values.push_back(label.range);
    for (const Finding& finding : findings) values.push_back(place_in(text, finding));
    const Snippet cut = snippet(text.text, range, options_.show_values ? std::vector<TextRange>() : values);
    Place place;
    place.text_id = text.id, place.lang = text.lang, place.hard = text.hard, place.trick = text.trick;
    place.before = cut.before, place.value = cut.value, place.after = cut.after;
    return place;
  }

  const EvaluationOptions& options_;
  const std::set<unsigned> thresholds_;
  Scanner scanner_;
  ScanOptions scan_;
  std::vector<Finding> lowest_;  // of the text at hand
  Evaluation out_;
};

}  // namespace

double Tally::precision() const { return ratio(found, found + false_alarms); }
double Tally::recall() const { return ratio(found, labels); }
double Tally::f1() const {
  const double p = precision(), r = recall();
  return p + r == 0 ? 0 : 2 * p * r / (p + r);
}
void Tally::add(const Tally& other) {
  labels += other.labels;
  found += other.found;
  false_alarms += other.false_alarms;
}

Macro macro(const Evaluation& evaluation, unsigned threshold) {
  Macro sum{0, 0, 0, 0};
  for (const auto& [id, result] : evaluation.detectors) {
    const Tally& tally = result.at.at(threshold);
    if (!result.counted || (tally.labels == 0 && tally.false_alarms == 0)) continue;
    sum.precision += tally.precision();
    sum.recall += tally.recall();
    sum.f1 += tally.f1();
    ++sum.detectors;
  }
  if (sum.detectors == 0) return {};
  const auto n = static_cast<double>(sum.detectors);
  return {sum.precision / n, sum.recall / n, sum.f1 / n, sum.detectors};
}

Evaluation evaluate(const std::shared_ptr<const Engine>& engine, const std::vector<LabelledText>& texts,
                    const EvaluationOptions& options) {
  Run run(engine, options);
  bool interrupted = false;
  for (const LabelledText& text : texts) {
    interrupted = options.cancel != nullptr && *options.cancel;
    if (interrupted) break;
    run.add(text);
  }
  Evaluation out = run.finish();
  out.interrupted = interrupted;
  return out;
}

}  // namespace assay::eval
