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

WeakReach WeakReach::build(const rulepack::Packs& packs, const CompiledCandidates& candidates) {
  WeakReach out;
  if (candidates.weak.empty()) return out;
  PhraseIndex::Wanted wanted(packs.detectors.size(), false);
  out.detectors_.assign((packs.detectors.size() + 63) / 64, 0);
  for (const std::uint32_t pattern : candidates.weak) {
    const CompiledPattern& place = candidates.patterns[pattern];
    wanted[place.detector] = true;
    out.detectors_[place.detector / 64] |= 1ULL << (place.detector % 64);
    out.near_ = std::max(out.near_, packs.detectors[place.detector].context.near);
    out.max_bytes_ = std::max(out.max_bytes_, place.max_bytes);
  }
  auto index = PhraseIndex::build(packs, &wanted, PhraseIndex::Tones::kPositive);
  if (index.ok()) out.index_ = std::move(index.value());
  out.any_ = true;
  return out;
}

/// A match begins at most `near` behind the begin of its phrase, or ends at most `near` before the phrase's end.
void WeakReach::near_phrases(const Window& window, Scratch& scratch) const {
  const std::string_view text = window.text;
  const std::uint64_t most = (near_ + 1ULL) * kMaxPointBytes;
  const std::uint64_t from = window.core.begin - std::min(window.core.begin, most);
  const std::uint64_t to = std::min<std::uint64_t>(text.size(), window.core.end + max_bytes_ + most);
  scratch.hits.clear();
  index_.scan(text, from, to, scratch.hits);
  std::sort(scratch.hits.begin(), scratch.hits.end(), [](const PhraseHit& a, const PhraseHit& b) { return a.end < b.end; });
  for (const PhraseHit& hit : scratch.hits) {
    const std::uint64_t back = bytes_before(text, hit.end, near_) + max_bytes_;
    const std::uint64_t begin = std::max(window.core.begin, hit.end - std::min<std::uint64_t>(hit.end, back));
    const std::uint64_t end = std::min(window.core.end, hit.begin + bytes_behind(text, hit.begin, near_) + 1);
    add(scratch.stretches, {begin, end});
  }
}

void WeakReach::under_fields(const Window& window, const Context& context, Context::Scratch& names, Scratch& scratch) const {
  for (std::size_t i = 0; i < window.fields.size(); ++i) {
    const FieldMark& mark = window.fields[i];
    const std::uint64_t end = i + 1 < window.fields.size() ? window.fields[i + 1].begin : window.core.end;
    if (end <= window.core.begin) continue;
    if (mark.begin >= window.core.end) break;
    const FieldNames::Name* name = context.field_at(window, mark.begin, names);
    if (name == nullptr) continue;
    std::uint64_t common = 0;
    for (std::size_t word = 0; word < detectors_.size(); ++word) common |= detectors_[word] & name->raised[word];
    if (common != 0) add(scratch.fields, {std::max(mark.begin, window.core.begin), std::min(end, window.core.end)});
  }
}

const std::vector<NormRange>& WeakReach::stretches(const Window& window, const Context& context, Context::Scratch& names,
                                                   Scratch& scratch) const {
  scratch.stretches.clear();
  scratch.fields.clear();
  near_phrases(window, scratch);
  under_fields(window, context, names, scratch);
  if (scratch.fields.empty()) return scratch.stretches;
  std::vector<NormRange>& all = scratch.fields;
  all.insert(all.end(), scratch.stretches.begin(), scratch.stretches.end());
  std::sort(all.begin(), all.end(), [](const NormRange& a, const NormRange& b) { return a.begin < b.begin; });
  scratch.stretches.clear();
  for (const NormRange& range : all) add(scratch.stretches, range);
  return scratch.stretches;
}

}  // namespace assay::detect
