#include "detect/weak_reach.h"

#include <algorithm>

namespace assay::detect {
namespace {
constexpr std::size_t kMaxPointBytes = 4;

/// Adds a range that begins no further left than the last one.
void add(std::vector<NormRange>& out, NormRange range) {
  if (range.begin >= range.end) return;
  if (!out.empty() && range.begin <= out.back().end) {
    out.back().end = std::max(out.back().end, range.end);
  } else {
    out.push_back(range);
  }
}
}  // namespace

WeakReach::WeakReach(const rulepack::Packs& packs, const CompiledCandidates& candidates, const Context& context)
    : any_(!candidates.weak.empty()) {
  const PhraseCells& cells = context.cells();
  detectors_.assign(cells.words(), 0);
  speaks_.assign(cells.index().size(), 0);
  for (const std::uint32_t pattern : candidates.weak) {
    const CompiledPattern& place = candidates.patterns[pattern];
    detectors_[place.detector / 64] |= 1ULL << (place.detector % 64);
    near_ = std::max(near_, packs.detectors[place.detector].context.near);
    max_bytes_ = std::max(max_bytes_, place.max_bytes);
  }
  for (std::uint32_t phrase = 0; phrase < speaks_.size(); ++phrase)
    for (const PhraseUser& user : cells.index().users(phrase))
      if (user.tone == Tone::kPositive && has_detector(detectors_.data(), user.detector)) speaks_[phrase] = 1;
}

/// A match begins at most `near` behind the begin of its phrase, or ends at most `near` before the phrase's end.
void WeakReach::near_phrases(const Window& window, NormRange part, const Context& context, Context::Scratch& memory,
                             Scratch& scratch) const {
  const std::string_view text = window.text;
  const std::uint64_t most = (near_ + 1ULL) * kMaxPointBytes;
  const std::uint64_t from = part.begin - std::min(part.begin, most);
  const std::uint64_t to = std::min<std::uint64_t>(text.size(), part.end + max_bytes_ + most);
  scratch.hits.clear();
  for (const PhraseHit& hit : context.phrases(window, {from, to}, memory))
    if (speaks_[hit.phrase] != 0) scratch.hits.push_back(hit);
  std::sort(scratch.hits.begin(), scratch.hits.end(), [](const PhraseHit& a, const PhraseHit& b) { return a.end < b.end; });
  for (const PhraseHit& hit : scratch.hits) {
    const std::uint64_t back = bytes_before(text, hit.end, near_) + max_bytes_;
    const std::uint64_t begin = std::max(part.begin, hit.end - std::min<std::uint64_t>(hit.end, back));
    const std::uint64_t end = std::min(part.end, hit.begin + bytes_behind(text, hit.begin, near_) + 1);
    add(scratch.stretches, {begin, end});
  }
}

void WeakReach::under_fields(const Window& window, NormRange part, const Context& context, Context::Scratch& memory,
                             Scratch& scratch) const {
  const auto behind = std::upper_bound(window.fields.begin(), window.fields.end(), part.begin,
                                       [](std::uint64_t at, const FieldMark& mark) { return at < mark.begin; });
  auto mark = behind == window.fields.begin() ? behind : behind - 1;
  for (; mark != window.fields.end() && mark->begin < part.end; ++mark) {
    const std::uint64_t end = mark + 1 != window.fields.end() ? (mark + 1)->begin : part.end;
    const FieldNames::Name* name = context.field_at(window, mark->begin, memory);
    if (name == nullptr) continue;
    std::uint64_t common = 0;
    for (std::size_t word = 0; word < detectors_.size(); ++word) common |= detectors_[word] & name->raised[word];
    if (common != 0) add(scratch.fields, {std::max(mark->begin, part.begin), std::min(end, part.end)});
  }
}

const std::vector<NormRange>& WeakReach::stretches(const Window& window, NormRange part, const Context& context,
                                                   Context::Scratch& memory, Scratch& scratch) const {
  scratch.stretches.clear();
  scratch.fields.clear();
  near_phrases(window, part, context, memory, scratch);
  under_fields(window, part, context, memory, scratch);
  if (scratch.fields.empty()) return scratch.stretches;
  std::vector<NormRange>& all = scratch.fields;
  all.insert(all.end(), scratch.stretches.begin(), scratch.stretches.end());
  std::sort(all.begin(), all.end(), [](const NormRange& a, const NormRange& b) { return a.begin < b.begin; });
  scratch.stretches.clear();
  for (const NormRange& range : all) add(scratch.stretches, range);
  return scratch.stretches;
}

}  // namespace assay::detect
