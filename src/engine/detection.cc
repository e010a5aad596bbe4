#include "engine/detection.h"

#include <algorithm>

#include "engine/preview.h"

namespace assay::engine {
namespace {
// Facts of a part wait for its end, so that those of a child read in between do not come among them: which ones would depend on
// where windows end. A part with more of them is counted as they come.
constexpr std::size_t kWaitingFacts = 65'536;
}  // namespace

PartDetection::PartDetection(const DetectTargets& targets, std::uint32_t part, std::string part_path)
    : to_(targets),
      part_(part),
      part_path_(std::move(part_path)),
      settler_(targets.setup.matcher->packs(), targets.options.min_confidence,
               [this](const PlacedHit& hit, const TextWindow& window, std::span<const TextRange> sensitive) {
                 receive(hit, window, sensitive);
               }) {}

// Field names stand in the match view's alphabet, like the text they belong to.
void PartDetection::collect_fields(const TextWindow& window) {
  DetectScratch& scratch = to_.scratch;
  scratch.fields.clear();
  const std::size_t names = window.strings->size();
  if (names <= 1) return;
  scratch.field_names.assign(names, {});
  std::uint32_t current = 0;
  for (const Mark& mark : window.marks) {
    if (mark.field == current) continue;
    current = mark.field;
    std::string& name = scratch.field_names[current];
    if (current != 0 && name.empty()) {
      scratch.name_view.assign((*window.strings)[current]);
      name = scratch.name_view.text();
    }
    const std::uint64_t begin = std::clamp(mark.begin, window.base, window.base + window.text.size());
    scratch.fields.push_back({scratch.view.from_input(begin - window.base), name});
  }
}

void PartDetection::match(const TextWindow& window) {
  DetectScratch& scratch = to_.scratch;
  scratch.view.assign(window.text);
  collect_fields(window);
  const std::string_view text = scratch.view.text();
  const bool to_the_end = window.core.end == window.base + window.text.size();
  detect::Window seen{text, {scratch.view.from_input(window.core.begin - window.base), text.size()}, scratch.fields};
  if (!to_the_end) seen.core.end = scratch.view.from_input(window.core.end - window.base);
  scratch.hits.clear();
  to_.setup.matcher->find(seen, *scratch.matcher, scratch.hits);
}

std::vector<PlacedHit> PartDetection::placed(const TextWindow& window) {
  std::vector<PlacedHit> out;
  out.reserve(to_.scratch.hits.size());
  for (detect::Hit& hit : to_.scratch.hits) {
    const auto mapped = to_.scratch.view.to_input(hit.range.begin, hit.range.end);
    PlacedHit placed;
    placed.range = {window.base + mapped.begin, window.base + mapped.end};
    if (hit.from_field)
      if (const Mark* mark = window.mark_at(placed.range.begin)) placed.field = (*window.strings)[mark->field];
    hit.range = {placed.range.begin, placed.range.end};
    placed.hit = std::move(hit);
    out.push_back(std::move(placed));
  }
  return out;
}

void PartDetection::window(const TextWindow& window) {
  match(window);
  settler_.add(placed(window), window);
}

void PartDetection::name(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  PartText text(to_.setup.window_bytes, to_.setup.matcher->margin(), [&](const TextWindow& w) { window(w); });
  const Locator locator{LocatorKind::kFileName, {}, 0};
  extract::Anchor anchor;
  anchor.locator = &locator;
  in_name_ = true;
  text.append(words, anchor);
  text.finish();
  in_name_ = false;
  finish();
}

Explanation PartDetection::explain(const PlacedHit& placed) const {
  const detect::Hit& hit = placed.hit;
  Explanation out;
  out.pattern = hit.pattern;
  out.check = hit.check == detect::CheckResult::kNone ? "" : hit.check == detect::CheckResult::kPassed ? "passed" : "failed";
  out.context = hit.context;
  out.context_distance = hit.distance;
  out.field = placed.field;
  out.negative = hit.negative;
  if (placed.lost_to >= 0) out.lost_to = to_.setup.matcher->packs().detectors[static_cast<std::size_t>(placed.lost_to)].id;
  return out;
}

Finding PartDetection::describe_finding(const PlacedHit& placed, const TextWindow& window) const {
  const rulepack::DetectorSpec& detector = to_.setup.matcher->packs().detectors[placed.hit.detector];
  Finding out;
  out.detector = detector.id;
  out.category = detector.category;
  out.confidence = placed.hit.confidence;
  out.part = part_;
  out.locator = window.locator_at(placed.range.begin);
  std::string place =
      part_path_ + '\n' + out.detector + '\n' + std::to_string(placed.range.begin) + '-' + std::to_string(placed.range.end);
  if (in_name_) place += "\nname";
  out.id = base::sha256_hex(place).substr(0, 32);
  if (in_name_) return out;  // A name is not part of the extracted text: no range in it.
  out.range = placed.range;
  std::tie(out.stored, out.stored_fit) = window.stored(placed.range);
  return out;
}

void PartDetection::tell(const KeptFact& fact) {
  const rulepack::DetectorSpec& detector = to_.setup.matcher->packs().detectors[fact.detector];
  to_.classifier.add({detector.id, detector.category, fact.confidence, fact.value_hash, part_, fact.range, fact.row});
}

void PartDetection::finish() {
  for (const KeptFact& fact : facts_) tell(fact);
  facts_.clear();
}

void PartDetection::receive(const PlacedHit& placed, const TextWindow& window, std::span<const TextRange> sensitive) {
  const bool lost = placed.lost_to >= 0;
  if (lost && !(to_.options.explain && static_cast<std::uint32_t>(placed.lost_to) != placed.hit.detector)) return;
  const std::string value_hash = to_.setup.key.hash(placed.hit.value);
  if (!lost) count(placed, window, value_hash);
  if (!to_.options.on_finding && !to_.collector.wants(part_, in_name_ ? 0 : placed.range.begin)) return;
  Finding finding = describe_finding(placed, window);
  finding.value_hash = value_hash;
  finding.preview = preview(window.kept, window.kept_base, placed.range, sensitive);
  if (to_.options.explain) finding.explanation = explain(placed);
  if (to_.options.show_values) finding.value = window.slice(placed.range);
  if (lost) return to_.collector.keep_loser(std::move(finding));
  if (to_.options.on_finding) to_.options.on_finding(finding);
  to_.collector.keep(std::move(finding));
}

void PartDetection::count(const PlacedHit& placed, const TextWindow& window, const std::string& value_hash) {
  const rulepack::DetectorSpec& detector = to_.setup.matcher->packs().detectors[placed.hit.detector];
  const Mark* mark = in_name_ ? nullptr : window.mark_at(placed.range.begin);
  facts_.push_back({placed.hit.detector, placed.hit.confidence, value_hash, placed.range, mark != nullptr ? mark->row : 0});
  if (facts_.size() >= kWaitingFacts) finish();
  to_.collector.count(detector.id, detector.category, placed.hit.confidence, value_hash);
}

}  // namespace assay::engine
