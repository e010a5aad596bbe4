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
      allowed_(targets.options.allow.get(), targets.setup.matcher->packs(), targets.setup.key, part_path_),
      settler_(
          targets.scratch.overlaps, targets.options.min_confidence,
          [this](PlacedHit& hit, const TextWindow& window, const Sensitive& sensitive) { receive(hit, window, sensitive); }) {}

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
  scratch.variants.add(*to_.setup.matcher, seen, *scratch.matcher, scratch.hits);
}

bool PartDetection::wanted(TextRange range) const {
  return to_.options.on_finding || to_.collector.wants(part_, in_name_ ? 0 : range.begin);
}

std::unique_ptr<const HitDetails> PartDetection::details_of(detect::Hit& hit, TextRange range, const TextWindow& window) const {
  auto out = std::make_unique<HitDetails>();
  out->value = std::move(hit.value);
  out->context = hit.context;
  out->negative = hit.negative;
  out->distance = hit.distance;
  out->subtracted = hit.subtracted;
  out->reading = hit.reading;
  out->outer_reading = hit.outer_reading;
  if (!hit.from_field) return out;
  if (const Mark* mark = window.mark_at(range.begin)) out->field = (*window.strings)[mark->field];
  return out;
}

void PartDetection::place(const TextWindow& window) {
  DetectScratch& scratch = to_.scratch;
  scratch.placed.clear();
  for (detect::Hit& hit : scratch.hits) {
    const auto mapped = scratch.view.to_input(hit.range.begin, hit.range.end);
    PlacedHit& out = scratch.placed.emplace_back();
    out.range = {window.base + mapped.begin, window.base + mapped.end};
    out.detector = hit.detector;
    out.pattern = hit.pattern;
    out.confidence = hit.confidence;
    out.check = hit.check;
    if (hit.confidence < to_.options.min_confidence) continue;
    out.value = to_.setup.key.quick(hit.value);
    if (allowed_.any()) out.allowed_by = allowed_.covers(hit.detector, hit.value, window.slice(out.range));
    if (wanted(out.range)) out.details = details_of(hit, out.range, window);
  }
}

void PartDetection::window(const TextWindow& window) {
  match(window);
  place(window);
  settler_.add(to_.scratch.placed, window);
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

Explanation PartDetection::explain(const PlacedHit& hit) const {
  Explanation out;
  out.pattern = hit.pattern;
  out.check = hit.check == detect::CheckResult::kNone ? "" : hit.check == detect::CheckResult::kPassed ? "passed" : "failed";
  out.context = hit.details->context;
  out.context_distance = hit.details->distance;
  out.field = hit.details->field;
  out.negative = hit.details->negative;
  out.subtracted = hit.details->subtracted;
  out.reading = Variants::name_of(hit.details->reading, hit.details->outer_reading);
  if (hit.lost_to >= 0) out.lost_to = to_.setup.matcher->packs().detectors[static_cast<std::size_t>(hit.lost_to)].id;
  return out;
}

std::string PartDetection::id_of(const std::string& detector, TextRange range) const {
  std::string& place = to_.scratch.place;
  place.assign(part_path_).append(1, '\n').append(detector).append(1, '\n');
  place.append(std::to_string(range.begin)).append(1, '-').append(std::to_string(range.end));
  if (in_name_) place += "\nname";
  return to_.scratch.ids.hex(place, 16);
}

Finding PartDetection::describe_finding(const PlacedHit& hit, const TextWindow& window) const {
  const rulepack::DetectorSpec& detector = to_.setup.matcher->packs().detectors[hit.detector];
  Finding out;
  out.detector = detector.id;
  out.category = detector.category;
  out.confidence = hit.confidence;
  out.part = part_;
  out.locator = window.locator_at(hit.range.begin);
  out.id = id_of(out.detector, hit.range);
  out.value_hash = to_.setup.key.hash(hit.details->value);
  if (in_name_) return out;  // A name is not part of the extracted text: no range in it.
  out.range = hit.range;
  std::tie(out.stored, out.stored_fit) = window.stored(hit.range);
  return out;
}

void PartDetection::tell(const KeptFact& fact) {
  const rulepack::DetectorSpec& detector = to_.setup.matcher->packs().detectors[fact.detector];
  to_.classifier.add({detector.id, detector.category, fact.confidence, fact.value, part_, fact.range, fact.row});
}

void PartDetection::finish() {
  for (const KeptFact& fact : facts_) tell(fact);
  facts_.clear();
}

void PartDetection::receive(PlacedHit& hit, const TextWindow& window, const Sensitive& sensitive) {
  const bool lost = hit.lost_to >= 0;
  if (lost && !(to_.options.explain && static_cast<std::uint32_t>(hit.lost_to) != hit.detector)) return;
  if (!lost && hit.allowed_by >= 0) return to_.collector.suppress(hit.detector, hit.allowed_by);
  if (!lost) count(hit, window);
  if (hit.details == nullptr || !wanted(hit.range)) return;
  Finding finding = describe_finding(hit, window);
  finding.preview = preview(window.kept, window.kept_base, hit.range, sensitive.near(hit.range));
  if (to_.options.explain) finding.explanation = explain(hit);
  if (to_.options.show_values) finding.value = window.slice(hit.range);
  if (lost) return to_.collector.keep_loser(std::move(finding));
  if (to_.options.on_finding) to_.options.on_finding(finding);
  to_.collector.keep(std::move(finding));
}

void PartDetection::count(const PlacedHit& hit, const TextWindow& window) {
  const Mark* mark = in_name_ ? nullptr : window.mark_at(hit.range.begin);
  facts_.push_back({hit.detector, hit.confidence, hit.value, hit.range, mark != nullptr ? mark->row : 0});
  if (facts_.size() >= kWaitingFacts) finish();
  to_.collector.count(hit.detector, hit.confidence, hit.value);
}

}  // namespace assay::engine
