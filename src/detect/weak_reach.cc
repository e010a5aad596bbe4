#include "detect/weak_reach.h"

#include <algorithm>

namespace assay::detect {
namespace {
constexpr std::size_t kMaxPointBytes = 4;

/// Adds a range that begins no further left than the last one.
void add(std::vector<NormRange>& out, NormRange range) {
  if (!out.empty() && range.begin <= out.back().end) {
    out.back().end = std::max(out.back().end, range.end);
  } else {
    out.push_back(range);
  }
}
}  // namespace

WeakReach::WeakReach(const rulepack::Packs& packs, const CompiledCandidates& candidates, const Context& context)
    : any_(!candidates.weak.empty()) {
  const PhraseIndex& index = context.cells().index();
  std::vector<std::uint32_t> longest(packs.detectors.size(), 0);
  for (const std::uint32_t pattern : candidates.weak) {
    const CompiledPattern& place = candidates.patterns[pattern];
    longest[place.detector] = std::max(longest[place.detector], place.max_bytes);
  }
  detectors_.assign(context.words(), 0);
  for (std::size_t i = 0; i < longest.size(); ++i)
    if (longest[i] > 0) detectors_[i / 64] |= 1ULL << (i % 64);
  reach_.resize(index.size());
  for (std::uint32_t phrase = 0; phrase < reach_.size(); ++phrase) {
    Reach& reach = reach_[phrase];
    for (const PhraseUser& user : index.users(phrase)) {
      if (user.tone != Tone::kPositive || longest[user.detector] == 0) continue;
      reach.near = std::max(reach.near, packs.detectors[user.detector].context.near);
      reach.max_bytes = std::max(reach.max_bytes, longest[user.detector]);
    }
    most_.near = std::max(most_.near, reach.near);
    most_.max_bytes = std::max(most_.max_bytes, reach.max_bytes);
  }
}

/// A match begins at most `near` behind the begin of its phrase, or ends at most `near` before the phrase's end.
void WeakReach::add_around(std::string_view text, const PhraseHit& hit, NormRange part, std::vector<NormRange>& out) const {
  const Reach& reach = reach_[hit.phrase];
  const std::size_t size = hit.end - hit.begin;
  if (reach.near * kMaxPointBytes < size || count_points(text.substr(hit.begin, size)) > reach.near) return;
  const std::uint64_t back = bytes_before(text, hit.end, reach.near) + reach.max_bytes;
  const std::uint64_t begin = std::max(part.begin, hit.end - std::min<std::uint64_t>(hit.end, back));
  const std::uint64_t end = std::min(part.end, hit.begin + bytes_behind(text, hit.begin, reach.near) + 1);
  if (begin < end) out.push_back({begin, end});
}

void WeakReach::near_phrases(const Window& window, NormRange part, const Context& context, Context::Scratch& memory,
                             std::vector<NormRange>& out) const {
  const std::uint64_t most = (most_.near + 1ULL) * kMaxPointBytes;
  const std::uint64_t from = part.begin - std::min(part.begin, most);
  const std::uint64_t to = std::min<std::uint64_t>(window.text.size(), part.end + most_.max_bytes + most);
  for (const PhraseHit& hit : context.phrases(window, {from, to}, memory))
    if (reach_[hit.phrase].near != 0) add_around(window.text, hit, part, out);
}

void WeakReach::under_fields(const Window& window, NormRange part, const Context& context, Context::Scratch& memory,
                             std::vector<NormRange>& out) const {
  const auto behind = std::upper_bound(window.fields.begin(), window.fields.end(), part.begin,
                                       [](std::uint64_t at, const FieldMark& mark) { return at < mark.begin; });
  auto mark = behind == window.fields.begin() ? behind : behind - 1;
  for (; mark != window.fields.end() && mark->begin < part.end; ++mark) {
    const std::uint64_t end = mark + 1 != window.fields.end() ? (mark + 1)->begin : part.end;
    const FieldNames::Name* name = context.field_at(window, mark->begin, memory);
    if (name == nullptr) continue;
    std::uint64_t common = 0;
    for (std::size_t word = 0; word < detectors_.size(); ++word) common |= detectors_[word] & name->raised[word];
    const NormRange range{std::max(mark->begin, part.begin), std::min(end, part.end)};
    if (common != 0 && range.begin < range.end) out.push_back(range);
  }
}

const std::vector<NormRange>& WeakReach::stretches(const Window& window, NormRange part, const Context& context,
                                                   Context::Scratch& memory, Scratch& scratch) const {
  scratch.found.clear();
  scratch.stretches.clear();
  near_phrases(window, part, context, memory, scratch.found);
  under_fields(window, part, context, memory, scratch.found);
  std::sort(scratch.found.begin(), scratch.found.end(), [](const NormRange& a, const NormRange& b) { return a.begin < b.begin; });
  for (const NormRange& range : scratch.found) add(scratch.stretches, range);
  return scratch.stretches;
}

}  // namespace assay::detect
