#include "engine/variants.h"

#include <algorithm>
#include <tuple>

#include "base/unicode.h"

namespace assay::engine {
namespace {
using normalize::Edit;
using normalize::Reading;

constexpr std::size_t kAround = 2048;    // context and the rest of a match, on either side
constexpr std::size_t kLead = 512;       // so far before an edit a match may begin
constexpr std::size_t kNumberLead = 64;  // before a number's first edit
constexpr std::size_t kLongest = 512;    // longer matches would need more around them
constexpr std::size_t kTogether = 256;   // edits so near are one stretch
constexpr std::uint8_t kSureAlone = 75;  // of a check that passed without a phrase near by
constexpr std::uint8_t kGuess = 10;      // what a letter read as a digit costs

bool same_place(const detect::Hit& a, const detect::Hit& b) { return a.range == b.range && a.detector == b.detector; }
bool before(const detect::Hit& a, const detect::Hit& b) {
  return std::tie(a.range.begin, a.range.end, a.detector) < std::tie(b.range.begin, b.range.end, b.detector);
}

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

/// Is there more than the shape of a number that nobody wrote so?
bool is_supported(const detect::Hit& hit, std::string_view text) {
  if (hit.range.begin > 0 && is_letter_or_digit(text[hit.range.begin - 1])) return false;
  if (hit.range.end < text.size() && is_letter_or_digit(text[hit.range.end])) return false;
  if (hit.check == detect::CheckResult::kFailed) return false;
  return !hit.context.empty() || (hit.check == detect::CheckResult::kPassed && hit.confidence >= kSureAlone);
}
}  // namespace

void Variants::add(const detect::RuleMatcher& matcher, const detect::Window& window, detect::RuleMatcher::Scratch& scratch,
                   std::vector<detect::Hit>& hits) {
  suspects_.clear();
  normalize::find_suspects(window.text, suspects_);
  if (suspects_.empty()) return;
  layers_.clear();
  numbers_.clear();
  normalize::find_layers(window.text, suspects_, std::max<std::size_t>(matcher.margin() / 2, 64), layers_);
  normalize::find_number_readings(window.text, suspects_, numbers_);
  const std::size_t own = hits.size();
  const Run run{matcher, window, scratch, hits};
  read(run, layers_, Trust::kAsItIs);
  for (const auto* edits : {&numbers_.joined, &numbers_.joined_inside, &numbers_.unwrapped, &numbers_.wrapped_groups})
    read(run, *edits, Trust::kSupported);
  read(run, numbers_.digits, Trust::kGuessed);
  if (hits.size() == own) return;
  std::stable_sort(hits.begin(), hits.end(), before);
  hits.erase(std::unique(hits.begin(), hits.end(), same_place), hits.end());
}

/// Stretches of active edits near each other.
void Variants::read(const Run& run, std::span<const Edit> edits, Trust trust) {
  for (std::size_t first = 0; first < edits.size(); ++first) {
    if (!edits[first].active) continue;
    std::size_t last = first;
    for (std::size_t i = first + 1; i < edits.size() && edits[i].begin <= edits[last].end + kTogether; ++i)
      if (edits[i].active) last = i;
    const NormRange core = run.window.core;
    if (edits[last].end >= core.begin && edits[first].begin < core.end + kLead) stretch(run, edits, first, last, trust);
    first = last;
  }
}

void Variants::stretch(const Run& run, std::span<const Edit> edits, std::size_t first, std::size_t last, Trust trust) {
  const std::string_view text = run.window.text;
  const std::size_t from = edits[first].begin, to = edits[last].end;
  std::size_t begin = from - std::min(from, kAround), end = to + std::min(text.size() - to, kAround);
  begin = base::code_point_start(text, begin);
  if (end < text.size()) end = base::code_point_start(text, end);
  const auto earlier =
      std::lower_bound(edits.begin(), edits.end(), begin, [](const Edit& e, std::size_t at) { return e.begin < at; });
  const auto later = std::upper_bound(earlier, edits.end(), end, [](std::size_t at, const Edit& e) { return at < e.end; });
  normalize::read_with(text, begin, end, {earlier, later}, reading_);
  match(run, from, to, trust);
}

/// The reading once, and if it holds escapes itself, decoded once more.
void Variants::match(const Run& run, std::size_t begin, std::size_t end, Trust trust) {
  const auto derived_begin = static_cast<std::size_t>(reading_.map.derived_at(begin));
  const auto derived_end = static_cast<std::size_t>(reading_.map.derived_at(end));
  found_.clear();
  collect_fields(run.window);
  find(run, reading_, derived_begin - std::min(derived_begin, trust == Trust::kAsItIs ? kLead : kNumberLead), derived_end + 1);
  for (detect::Hit& hit : found_) {
    if (hit.range.size() > kLongest || !reading_.is_touched(hit.range.begin, hit.range.end)) continue;
    if (trust != Trust::kAsItIs && !is_supported(hit, reading_.text)) continue;
    if (trust == Trust::kGuessed)
      hit.confidence = hit.confidence > kGuess ? static_cast<std::uint8_t>(hit.confidence - kGuess) : 1;
    const auto place = reading_.map.map(hit.range.begin, hit.range.end);
    hit.range = {place.begin, place.end};
    if (hit.range.begin >= run.window.core.begin && hit.range.begin < run.window.core.end) run.hits.push_back(std::move(hit));
  }
  if (trust == Trust::kAsItIs) again(run, derived_begin, derived_end);
}

void Variants::again(const Run& run, std::size_t begin, std::size_t end) {
  inner_suspects_.clear();
  inner_edits_.clear();
  normalize::find_suspects(reading_.text, inner_suspects_);
  normalize::find_layers(reading_.text, inner_suspects_, kLongest * 8, inner_edits_);
  const auto counts = [&](const Edit& edit) { return edit.active && edit.begin < end && edit.end > begin; };
  if (std::none_of(inner_edits_.begin(), inner_edits_.end(), counts)) return;
  normalize::read_with(reading_.text, 0, reading_.text.size(), inner_edits_, inner_);
  const auto derived_begin = static_cast<std::size_t>(inner_.map.derived_at(begin));
  found_.clear();
  for (detect::FieldMark& field : fields_) field.begin = inner_.map.derived_at(field.begin);
  find(run, inner_, derived_begin - std::min(derived_begin, kLead), static_cast<std::size_t>(inner_.map.derived_at(end)) + 1);
  for (detect::Hit& hit : found_) {
    if (hit.range.size() > kLongest || !inner_.is_touched(hit.range.begin, hit.range.end)) continue;
    const auto middle = inner_.map.map(hit.range.begin, hit.range.end);
    if (!reading_.is_touched(middle.begin, middle.end)) continue;
    const auto place = reading_.map.map(middle.begin, middle.end);
    hit.range = {place.begin, place.end};
    if (hit.range.begin >= run.window.core.begin && hit.range.begin < run.window.core.end) run.hits.push_back(std::move(hit));
  }
}

void Variants::find(const Run& run, const Reading& reading, std::size_t begin, std::size_t end) {
  const detect::Window window{reading.text, {begin, std::min(end, reading.text.size())}, fields_};
  run.matcher.find(window, run.scratch, found_);
}

void Variants::collect_fields(const detect::Window& window) {
  fields_.clear();
  if (reading_.map.empty()) return;
  const std::uint64_t begin = reading_.map.pieces().front().original;
  for (const detect::FieldMark& field : window.fields) {
    const std::uint64_t at = field.begin <= begin ? 0 : reading_.map.derived_at(field.begin);
    if (at >= reading_.text.size()) break;
    if (at == 0) fields_.clear();
    fields_.push_back({at, field.name});
  }
}

}  // namespace assay::engine
