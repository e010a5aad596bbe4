#include "detect/context.h"

#include <algorithm>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/unicode.h"
#include "detect/words.h"

namespace assay::detect {
namespace {
constexpr std::size_t kStep = 512;         // scans go on to the next multiple: fewer and longer
constexpr std::size_t kMaxFields = 4096;   // names remembered from window to window
constexpr std::size_t kMaxPointBytes = 4;  // of UTF-8

std::size_t list_of(std::uint32_t detector, Tone tone) { return detector * 2 + (tone == Tone::kNegative ? 1 : 0); }

/// Code points that begin in `text`: all bytes but 10xxxxxx.
std::size_t count_points(std::string_view text) {
  std::size_t points = 0, at = 0;
#if defined(__SSE2__)
  const __m128i zero = _mm_setzero_si128();
  for (; at + 16 <= text.size(); at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const __m128i begins = _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(-65)), _mm_set1_epi8(1));
    const __m128i sums = _mm_sad_epu8(begins, zero);
    points += static_cast<std::size_t>(_mm_cvtsi128_si32(sums) + _mm_extract_epi16(sums, 4));
  }
#endif
  for (; at < text.size(); ++at) points += static_cast<signed char>(text[at]) > -65 ? 1 : 0;
  return points;
}

bool within(std::string_view stretch, std::size_t near) {
  return stretch.size() <= near || (stretch.size() <= near * kMaxPointBytes && count_points(stretch) <= near);
}

/// `text` without the lines behind the one that `end` is in, as far as `near` code points reach.
std::string_view up_to_line_end(std::string_view text, std::size_t end, std::size_t near) {
  const std::string_view reach = text.substr(0, std::min(text.size(), end + near * kMaxPointBytes));
  return reach.substr(0, reach.find('\n', end));
}

/// At least as many bytes as `near` code points take; seldom many more. `first` are the nearest `near` bytes.
std::size_t enough_bytes(std::string_view first, std::size_t near) {
  const std::size_t missing = near - std::min(near, count_points(first));
  return near + missing * kMaxPointBytes;
}
}  // namespace

Result<Context, Diagnostics> Context::build(const rulepack::Packs& packs) {
  auto index = PhraseIndex::build(packs);
  if (!index.ok()) return std::move(index.error());
  Context context;
  context.index_ = std::move(index.value());
  for (const rulepack::DetectorSpec& detector : packs.detectors) {
    context.near_.push_back(detector.context.near);
    context.max_near_ = std::max(context.max_near_, detector.context.near);
  }
  return context;
}

std::uint64_t Context::reach() const { return (max_near_ + 1ULL) * kMaxPointBytes + index_.longest(); }

void Context::begin_window(Scratch& scratch) const {
  ++scratch.window_;
  scratch.spots_.resize(near_.size() * 2);
  scratch.scanned_to_ = 0;
  if (scratch.fields_.size() > kMaxFields) scratch.fields_.clear();
}

void Context::scan(std::string_view text, std::size_t from, std::size_t to, Scratch& scratch) const {
  scratch.hits_.clear();
  index_.scan(text, from, to, scratch.hits_);
  for (const PhraseHit& hit : scratch.hits_) {
    for (const PhraseUser& user : index_.users(hit.phrase)) {
      Scratch::Spots& spots = scratch.spots_[list_of(user.detector, user.tone)];
      if (spots.window != scratch.window_) spots.all.clear(), spots.longest = 0, spots.window = scratch.window_;
      spots.all.push_back({hit.begin, hit.end, user.text});
      spots.longest = std::max(spots.longest, hit.end - hit.begin);
    }
  }
}

/// Matches come by begin, so the scanned stretch only ever grows at its end, or starts anew behind it. A match that begins in it
/// has its left side scanned: that side began no further left for any match before.
void Context::scan_around(std::string_view text, NormRange match, std::uint32_t near, Scratch& scratch) const {
  const std::size_t begin = static_cast<std::size_t>(match.begin), end = static_cast<std::size_t>(match.end);
  if (begin > scratch.scanned_to_ || scratch.scanned_to_ == 0) {
    const std::size_t head = std::min<std::size_t>(begin, max_near_);
    const std::size_t back = enough_bytes(text.substr(begin - head, head), max_near_);
    scratch.scanned_to_ = std::max(scratch.scanned_to_, begin - std::min(begin, back));
  }
  const std::size_t to = std::min(text.size(), end + enough_bytes(text.substr(end, near), near));
  if (to <= scratch.scanned_to_) return;
  const std::size_t step_end = std::min(text.size(), (to / kStep + 1) * kStep);
  scan(text, scratch.scanned_to_, step_end, scratch);
  scratch.scanned_to_ = step_end;
}

Context::Nearest Context::nearest_before(std::string_view text, std::size_t begin, std::uint32_t near,
                                         const Scratch::Spots& spots) {
  Nearest best;
  std::size_t least = text.size();  // bytes between, of the best
  auto spot = std::lower_bound(spots.all.begin(), spots.all.end(), begin,
                               [](const Scratch::Spot& s, std::size_t at) { return s.begin < at; });
  while (spot != spots.all.begin()) {
    --spot;
    const std::size_t from_begin = begin - spot->begin;
    if (from_begin > near * kMaxPointBytes || (best.any() && from_begin > least + spots.longest)) break;
    if (spot->end > begin || !within(text.substr(spot->begin, from_begin), near)) continue;
    const std::size_t between = begin - spot->end;
    if (best.any() && (between > least || (between == least && spot->text.size() <= best.text.size()))) continue;
    least = between;
    best = {spot->text, static_cast<std::int64_t>(count_points(text.substr(spot->end, between)))};
  }
  return best;
}

Context::Nearest Context::nearest_behind(std::string_view text, std::size_t end, std::uint32_t near,
                                         const Scratch::Spots& spots) {
  Nearest best;
  std::size_t least = text.size();
  auto spot = std::lower_bound(spots.all.begin(), spots.all.end(), end,
                               [](const Scratch::Spot& s, std::size_t at) { return s.begin < at; });
  for (; spot != spots.all.end(); ++spot) {
    const std::size_t between = spot->begin - end;
    if (between > near * kMaxPointBytes || (best.any() && between > least) || spot->begin >= text.size()) break;
    if (spot->end > text.size()) continue;
    if (!within(text.substr(end, spot->end - end), near)) continue;
    if (best.any() && spot->text.size() <= best.text.size()) continue;
    least = between;
    best = {spot->text, static_cast<std::int64_t>(count_points(text.substr(end, between)))};
  }
  return best;
}

Context::Nearest Context::nearest(std::string_view text, std::uint32_t detector, Tone tone, NormRange match,
                                  const Scratch& scratch) const {
  const Scratch::Spots& spots = scratch.spots_[list_of(detector, tone)];
  if (spots.window != scratch.window_) return {};
  const Nearest before = nearest_before(text, static_cast<std::size_t>(match.begin), near_[detector], spots);
  const std::string_view readable = tone == Tone::kNegative ? up_to_line_end(text, match.end, near_[detector]) : text;
  const Nearest behind = nearest_behind(readable, static_cast<std::size_t>(match.end), near_[detector], spots);
  return behind.nearer_than(before) ? behind : before;
}

void Context::add_phrases_in(std::string_view name, Scratch& scratch, Scratch::FieldPhrases& out) const {
  scratch.hits_.clear();
  index_.scan(name, 0, name.size(), scratch.hits_);
  for (const PhraseHit& hit : scratch.hits_)
    for (const PhraseUser& user : index_.users(hit.phrase)) out.push_back({user.detector, user.tone, user.text});
}

const Context::Scratch::FieldPhrases& Context::phrases_in(std::string_view name, Scratch& scratch) const {
  scratch.field_key_.assign(name);
  const auto known = scratch.fields_.find(scratch.field_key_);
  if (known != scratch.fields_.end()) return known->second;
  Scratch::FieldPhrases phrases;
  add_phrases_in(name, scratch, phrases);
  add_phrases_in(split_name(name), scratch, phrases);
  return scratch.fields_.emplace(scratch.field_key_, std::move(phrases)).first->second;
}

Context::Nearest Context::in_field(const Window& window, std::uint32_t detector, Tone tone, std::uint64_t at,
                                   Scratch& scratch) const {
  const auto after = std::upper_bound(window.fields.begin(), window.fields.end(), at,
                                      [](std::uint64_t place, const FieldMark& mark) { return place < mark.begin; });
  if (after == window.fields.begin() || (after - 1)->name.empty()) return {};
  Nearest best;
  for (const auto& phrase : phrases_in((after - 1)->name, scratch)) {
    if (phrase.detector != detector || phrase.tone != tone || phrase.text.size() <= best.text.size()) continue;
    best = {phrase.text, 0};
  }
  return best;
}

Evidence Context::look(const Window& window, std::uint32_t detector, NormRange match, Scratch& scratch) const {
  Nearest positive = in_field(window, detector, Tone::kPositive, match.begin, scratch);
  Nearest negative = in_field(window, detector, Tone::kNegative, match.begin, scratch);
  const bool from_field = positive.any();
  if (!from_field) {  // else nothing in the text can be nearer
    scan_around(window.text, match, near_[detector], scratch);
    positive = nearest(window.text, detector, Tone::kPositive, match, scratch);
    if (!negative.any()) negative = nearest(window.text, detector, Tone::kNegative, match, scratch);
  }
  Evidence evidence;
  evidence.positive = positive.text;
  evidence.distance = positive.any() ? static_cast<std::int32_t>(positive.distance) : 0;
  evidence.from_field = from_field;
  if (negative.nearer_than(positive)) evidence.negative = negative.text;
  return evidence;
}

}  // namespace assay::detect
