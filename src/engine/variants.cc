#include "engine/variants.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "base/unicode.h"

namespace assay::engine {
namespace {
using normalize::Edit;
using normalize::Reading;
using normalize::Trick;

constexpr std::size_t kAround = 2048;    // context and the rest of a match, on either side
constexpr std::size_t kLead = 512;       // so far before an edit a match may begin
constexpr std::size_t kNumberLead = 64;  // before a number's first edit
constexpr std::size_t kLongest = 512;    // longer matches would need more around them
constexpr std::size_t kTogether = 256;   // edits so near are one stretch
constexpr std::uint8_t kSureAlone = 75;  // of a check that passed without a phrase near by
constexpr std::size_t kNumber = 7;       // digits
constexpr std::uint8_t kGuess = 10;      // what a letter read as a digit costs

bool same_place(const detect::Hit& a, const detect::Hit& b) { return a.range == b.range && a.detector == b.detector; }
bool before(const detect::Hit& a, const detect::Hit& b) {
  return std::tie(a.range.begin, a.range.end, a.detector) < std::tie(b.range.begin, b.range.end, b.detector);
}

bool holds(NormRange range, std::uint64_t at) { return at >= range.begin && at < range.end; }
std::uint8_t guessed(std::uint8_t confidence) { return confidence > kGuess ? static_cast<std::uint8_t>(confidence - kGuess) : 1; }

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

std::size_t digits_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

/// A check that passed by itself. One in ten codes passes some; of what line ends join, only numbers are believed.
bool is_sure(const detect::Hit& hit, const Reading& reading) {
  if (hit.check != detect::CheckResult::kPassed || hit.confidence < kSureAlone) return false;
  if (reading.trick_in(hit.range.begin, hit.range.end) != Trick::kLineWrap) return true;
  return digits_in(std::string_view(reading.text).substr(hit.range.begin, hit.range.size())) >= kNumber;
}

/// Is there more than the shape of a number that nobody wrote so?
bool is_supported(const detect::Hit& hit, const Reading& reading) {
  const std::string_view text = reading.text;
  if (hit.range.begin > 0 && is_letter_or_digit(text[hit.range.begin - 1])) return false;
  if (hit.range.end < text.size() && is_letter_or_digit(text[hit.range.end])) return false;
  if (hit.check == detect::CheckResult::kFailed) return false;
  return !hit.context.empty() || is_sure(hit, reading);
}
}  // namespace

void Variants::add(const detect::RuleMatcher& matcher, const detect::Window& window, detect::RuleMatcher::Scratch& scratch,
                   std::vector<detect::Hit>& hits) {
  const std::size_t own = hits.size();
  read_all({matcher, window, scratch, hits});
  if (hits.size() == own) return;
  std::stable_sort(hits.begin(), hits.end(), before);
  hits.erase(std::unique(hits.begin(), hits.end(), same_place), hits.end());
}

void Variants::trace(const detect::RuleMatcher& matcher, const detect::Window& window, detect::RuleMatcher::Scratch& scratch,
                     std::vector<Traced>& out) {
  std::vector<detect::Hit> hits;
  matcher.find(window, scratch, hits);
  read_all({matcher, window, scratch, hits, &out});
}

std::string Variants::name_of(std::uint8_t reading, std::uint8_t outer_reading) {
  std::string name(normalize::name_of(static_cast<Trick>(reading)));
  if (outer_reading != 0) name.append(" in ").append(normalize::name_of(static_cast<Trick>(outer_reading)));
  return name;
}

void Variants::read_all(const Run& run) {
  const std::string_view text = run.window.text;
  suspects_.clear();
  normalize::find_suspects(text, suspects_);
  if (suspects_.empty()) return;
  layers_.clear();
  numbers_.clear();
  normalize::find_layers(text, suspects_, std::max<std::size_t>(run.matcher.margin() / 2, 64), layers_);
  normalize::find_number_readings(text, suspects_, numbers_);
  of_numbers_.clear();  // read first: it is the window that the matcher saw last
  const Run numbers{run.matcher, run.window, run.scratch, of_numbers_, run.traced};
  for (const auto* edits :
       {&numbers_.joined, &numbers_.joined_inside, &numbers_.unwrapped, &numbers_.wrapped_groups, &numbers_.prefixed})
    read(numbers, *edits, Trust::kSupported);
  read(numbers, numbers_.digits, Trust::kGuessed);
  read(run, layers_, Trust::kAsItIs);
  std::move(of_numbers_.begin(), of_numbers_.end(), std::back_inserter(run.hits));
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
  collect_fields(run.window);
  if (trust != Trust::kAsItIs) return find_numbers(run, {{derived_begin, derived_end}, {begin, end}}, trust);
  find(run, Depth::kOuter, {derived_begin - std::min(derived_begin, kLead), derived_end + 1}, trust);
  again(run, derived_begin, derived_end);
}

void Variants::find_numbers(const Run& run, const detect::Changed& changed, Trust trust) {
  const std::uint64_t begin = changed.here.begin - std::min<std::uint64_t>(changed.here.begin, kNumberLead);
  const detect::Window window{
      reading_.text, {begin, std::min<std::uint64_t>(changed.here.end + 1, reading_.text.size())}, fields_};
  const std::uint64_t lead = std::min<std::uint64_t>(changed.there.begin, kNumberLead);
  found_.clear();
  run.matcher.find_changed(window, {changed.here, {changed.there.begin - lead, changed.there.end}}, run.scratch, found_);
  keep(run, window, Depth::kOuter, trust);
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
  const auto derived_end = static_cast<std::size_t>(inner_.map.derived_at(end));
  for (detect::FieldMark& field : fields_) field.begin = inner_.map.derived_at(field.begin);
  find(run, Depth::kInner, {derived_begin - std::min(derived_begin, kLead), derived_end + 1}, Trust::kAsItIs);
}

void Variants::find(const Run& run, Depth depth, NormRange core, Trust trust) {
  const std::string_view text = (depth == Depth::kOuter ? reading_ : inner_).text;
  const detect::Window window{text, {core.begin, std::min<std::uint64_t>(core.end, text.size())}, fields_};
  found_.clear();
  run.matcher.find(window, run.scratch, found_);
  keep(run, window, depth, trust);
}

/// Of what was found in a reading, what counts.
void Variants::keep(const Run& run, const detect::Window& window, Depth depth, Trust trust) {
  const Reading& reading = depth == Depth::kOuter ? reading_ : inner_;
  for (detect::Hit& hit : found_) {
    if (trust != Trust::kAsItIs && !is_supported(hit, reading)) continue;
    if (trust == Trust::kGuessed) hit.confidence = guessed(hit.confidence);
    if (locate(hit, depth) && holds(run.window.core, hit.range.begin)) run.hits.push_back(std::move(hit));
  }
  if (run.traced != nullptr) trace(run, window, depth, trust);
}

void Variants::trace(const Run& run, const detect::Window& window, Depth depth, Trust trust) {
  std::vector<detect::Trace> traces;
  run.matcher.trace(window, run.scratch, traces);
  for (detect::Trace& trace : traces) {
    detect::Hit hit;
    hit.range = trace.range, hit.check = trace.check, hit.context = trace.context, hit.confidence = trace.confidence;
    Traced traced;
    traced.is_supported = trust == Trust::kAsItIs || is_supported(hit, depth == Depth::kOuter ? reading_ : inner_);
    if (!locate(hit, depth) || !holds(run.window.core, hit.range.begin)) continue;
    traced.matched = window.text.substr(trace.range.begin, trace.range.size());
    traced.reading = hit.reading, traced.outer_reading = hit.outer_reading;
    if (trust == Trust::kGuessed && trace.confidence > 0) trace.confidence = guessed(trace.confidence);
    trace.range = hit.range;
    traced.trace = std::move(trace);
    run.traced->push_back(std::move(traced));
  }
}

bool Variants::locate(detect::Hit& hit, Depth depth) const {
  NormRange& range = hit.range;
  if (range.size() > kLongest) return false;
  if (depth == Depth::kInner) {
    const Trick inner = inner_.trick_in(range.begin, range.end);
    if (inner == Trick::kNone) return false;
    hit.reading = static_cast<std::uint8_t>(inner);
    const auto place = inner_.map.map(range.begin, range.end);
    range = {place.begin, place.end};
  }
  const Trick outer = reading_.trick_in(range.begin, range.end);
  if (outer == Trick::kNone) return false;
  (depth == Depth::kInner ? hit.outer_reading : hit.reading) = static_cast<std::uint8_t>(outer);
  const auto place = reading_.map.map(range.begin, range.end);
  range = {place.begin, place.end};
  return true;
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
