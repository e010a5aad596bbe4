#include "detect/context.h"

#include <algorithm>

#include "detect/phrase_cache.h"

namespace assay::detect {
namespace {
constexpr std::size_t kMaxPointBytes = 4;  // of UTF-8
constexpr std::size_t kSlack = 64;         // a word is told from its neighbours, a joint from its line

bool within(std::string_view stretch, std::size_t near) {
  return stretch.size() <= near || (stretch.size() <= near * kMaxPointBytes && count_points(stretch) <= near);
}

/// `text` without the lines behind the one that `end` is in, as far as `near` code points reach.
std::string_view up_to_line_end(std::string_view text, std::size_t end, std::size_t near) {
  const std::string_view reach = text.substr(0, std::min(text.size(), end + near * kMaxPointBytes));
  return reach.substr(0, reach.find('\n', end));
}
}  // namespace

/// The best phrase so far, for one detector and tone.
struct Context::Nearest {
  std::string_view text;
  std::int64_t distance = -1;  ///< Code points; -1: none.
  bool before = false;

  bool any() const { return distance >= 0; }
  bool nearer_than(const Nearest& other) const { return any() && (!other.any() || distance < other.distance); }
  /// The same words and more ("Harbour Inn" of "Inn"): the shorter phrase says nothing of its own there.
  bool holds(const Nearest& other) const {
    return any() && distance == other.distance && before == other.before && text.size() > other.text.size();
  }
  /// Order of preference; the last line only makes it total.
  bool better_than(const Nearest& other) const {
    if (!other.any() || distance != other.distance) return nearer_than(other);
    if (before != other.before) return before;
    if (text.size() != other.text.size()) return text.size() > other.text.size();
    return text < other.text;
  }
};

Result<Context, Diagnostics> Context::build(const rulepack::Packs& packs, const rulepack::PackCache& cache) {
  auto indexes = phrase_indexes(packs, cache);
  if (!indexes.ok()) return std::move(indexes.error());
  Context context;
  for (const rulepack::DetectorSpec& detector : packs.detectors) {
    context.near_.push_back(detector.context.near);
    context.max_near_ = std::max(context.max_near_, detector.context.near);
  }
  context.names_ = std::make_unique<PhraseIndex>(std::move(indexes.value().names));
  context.cells_ = std::make_unique<PhraseCells>(std::move(indexes.value().text), packs.detectors.size(), context.max_near_);
  return context;
}

std::uint64_t Context::reach() const { return (max_near_ + 1ULL) * kMaxPointBytes + kSlack; }

void Context::begin_window(Scratch& scratch) const {
  cells_->begin_window(scratch.cells_);
  FieldNames::begin_window(scratch.names_);
  scratch.united_.assign(cells_->words(), 0);
}

const FieldNames::Name* Context::field_at(const Window& window, std::uint64_t at, Scratch& scratch) const {
  return FieldNames(*names_, cells_->words()).at(window, at, scratch.names_);
}

const std::uint64_t* Context::with_field(const Window& window, NormRange match, const std::uint64_t* in_text,
                                         Scratch& scratch) const {
  const FieldNames::Name* name = field_at(window, match.begin, scratch);
  if (name == nullptr) return in_text;
  for (std::size_t i = 0; i < cells_->words(); ++i) scratch.united_[i] = in_text[i] | name->raised[i];
  return scratch.united_.data();
}

std::string_view Context::text_of(std::uint32_t phrase, std::uint32_t detector, Tone tone) const {
  for (const PhraseUser& user : cells_->index().users(phrase))
    if (user.detector == detector && user.tone == tone) return user.text;
  return {};
}

Context::Nearest Context::nearest(const Window& window, std::uint32_t detector, Tone tone, NormRange match,
                                  Scratch& scratch) const {
  const std::string_view text = window.text;
  const auto begin = static_cast<std::size_t>(match.begin), end = static_cast<std::size_t>(match.end);
  const std::uint32_t near = near_[detector];
  const std::size_t readable = tone == Tone::kNegative ? up_to_line_end(text, end, near).size() : text.size();
  Nearest best;
  for (const PhraseHit& hit : cells_->hits(text, match, scratch.cells_)) {
    if (!cells_->speaks_for(hit.phrase, detector, tone)) continue;
    const bool before = hit.end <= begin;
    if (!before && (hit.begin < end || hit.end > readable)) continue;
    if (!within(before ? text.substr(hit.begin, begin - hit.begin) : text.substr(end, hit.end - end), near)) continue;
    Nearest one;
    one.text = text_of(hit.phrase, detector, tone);
    one.before = before;
    one.distance = static_cast<std::int64_t>(
        count_points(before ? text.substr(hit.end, begin - hit.end) : text.substr(end, hit.begin - end)));
    if (one.better_than(best)) best = one;
  }
  return best;
}

Evidence Context::look(const Window& window, std::uint32_t detector, NormRange match, Scratch& scratch) const {
  Nearest positive, negative;
  if (const FieldNames::Name* name = field_at(window, match.begin, scratch)) {
    positive.text = name->longest(detector, Tone::kPositive);
    negative.text = name->longest(detector, Tone::kNegative);
    positive.distance = positive.text.empty() ? -1 : 0;
    negative.distance = negative.text.empty() ? -1 : 0;
  }
  const bool from_field = positive.any();
  if (!from_field) {  // else nothing in the text can be nearer
    positive = nearest(window, detector, Tone::kPositive, match, scratch);
    if (!negative.any()) negative = nearest(window, detector, Tone::kNegative, match, scratch);
  }
  Evidence evidence;
  evidence.positive = positive.text;
  evidence.distance = positive.any() ? static_cast<std::int32_t>(positive.distance) : 0;
  evidence.from_field = from_field;
  if (negative.nearer_than(positive) || negative.holds(positive)) evidence.negative = negative.text;
  return evidence;
}

}  // namespace assay::detect
