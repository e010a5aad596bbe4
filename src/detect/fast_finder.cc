#include "detect/fast_finder.h"

#include <algorithm>
#include <tuple>

namespace assay::detect {
namespace {

constexpr std::uint64_t kMaxGroups = 1 << 16;

bool by_start(const Candidate& a, const Candidate& b) {
  return a.range.begin != b.range.begin ? a.range.begin < b.range.begin : a.pattern < b.pattern;
}

bool by_place(const CandidateSet& a, const CandidateSet& b) {
  return std::tie(a.range.begin, a.range.end, a.set) < std::tie(b.range.begin, b.range.end, b.set);
}

}  // namespace

struct FastFinder::Scratch final : CandidateFinder::Scratch {
  explicit Scratch(const HyperscanMarks& marks_source) : hyperscan(marks_source) {}
  HyperscanMarks::Scratch hyperscan;
  PatternGroup::Scratch group;
  std::vector<HyperscanMarks::Mark> marks;
  Lanes::Starts starts;  // one stripe: the text is still in the first-level cache when they are decided
  std::vector<Candidate> marked;
  std::vector<Candidate> all;
};

std::unique_ptr<CandidateFinder::Scratch> FastFinder::make_scratch() const { return std::make_unique<Scratch>(marks_); }

void FastFinder::find(std::string_view text, NormRange core, CandidateFinder::Scratch& any_scratch,
                      std::vector<Candidate>& out) const {
  auto& scratch = static_cast<Scratch&>(any_scratch);
  core.end = std::min<std::uint64_t>(core.end, text.size());
  if (core.begin >= core.end) return;
  find_by_marks(text, core, scratch);
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  find_by_lanes(text, core, scratch, out);
  if (scratch.marked.empty()) return;
  const auto middle = static_cast<std::ptrdiff_t>(out.size());
  out.insert(out.end(), scratch.marked.begin(), scratch.marked.end());
  std::inplace_merge(out.begin() + first, out.begin() + middle, out.end(), by_start);
}

void FastFinder::find_some(std::string_view text, NormRange core, CandidateFinder::Scratch& any_scratch, std::uint8_t weak,
                           std::vector<CandidateSet>& out) const {
  auto& all = static_cast<Scratch&>(any_scratch).all;
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  all.clear();
  find(text, core, any_scratch, all);
  for (const Candidate& each : all)
    if (facts_[each.pattern].weak == weak) out.push_back({each.range, each.pattern});
  std::sort(out.begin() + first, out.end(), by_place);
}

void FastFinder::find_sets(std::string_view text, NormRange core, CandidateFinder::Scratch& scratch,
                           std::vector<CandidateSet>& out) const {
  find_some(text, core, scratch, 0, out);
}

void FastFinder::find_weak(std::string_view text, NormRange range, CandidateFinder::Scratch& scratch,
                           std::vector<CandidateSet>& out) const {
  find_some(text, range, scratch, 1, out);
}

void FastFinder::find_by_marks(std::string_view text, NormRange core, Scratch& scratch) const {
  scratch.marks.clear();
  scratch.marked.clear();
  marks_.find(text, core.begin, core.end, scratch.hyperscan, scratch.marks);
  for (const HyperscanMarks::Mark& mark : scratch.marks) {
    const PatternGroup& group = groups_[mark.group];
    for (std::size_t at = mark.begin; at < mark.end; ++at) {
      if (!group.may_start_with(text[at])) continue;
      group.match(text, at, all_at_start(text, at), facts_, scratch.group, scratch.marked);
    }
  }
  std::sort(scratch.marked.begin(), scratch.marked.end(), by_start);
}

void FastFinder::find_by_lanes(std::string_view text, NormRange core, Scratch& scratch, std::vector<Candidate>& out) const {
  for (std::size_t begin = core.begin; begin < core.end; begin += Lanes::kStripe) {
    const std::size_t count = lanes_.find(text, begin, std::min<std::size_t>(core.end, begin + Lanes::kStripe), scratch.starts);
    lane_masks_.size() == 1 ? match_in_batches(text, begin, count, scratch, out)
                            : match_one_by_one(text, begin, count, scratch, out);
  }
}

void FastFinder::match_in_batches(std::string_view text, std::size_t stripe, std::size_t count, Scratch& scratch,
                                  std::vector<Candidate>& out) const {
  for (std::size_t first = 0; first < count; first += Automaton::kBatch) {
    Automaton::Batch batch;
    for (std::size_t i = 0; i < Automaton::kBatch; ++i) {
      batch.at[i] = stripe + scratch.starts[std::min(first + i, count - 1)].offset;
      batch.holding[i] = first + i < count ? all_at_start(text, batch.at[i]) : BoundarySet{0};
    }
    groups_.front().match_batch(text, batch, facts_, scratch.group, out);
  }
}

void FastFinder::match_one_by_one(std::string_view text, std::size_t stripe, std::size_t count, Scratch& scratch,
                                  std::vector<Candidate>& out) const {
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = stripe + scratch.starts[i].offset, before = out.size();
    const BoundarySet holding = all_at_start(text, at);
    for (std::size_t group = 0; group < lane_masks_.size(); ++group)
      if ((scratch.starts[i].lanes & lane_masks_[group]) != 0)
        groups_[group].match(text, at, holding, facts_, scratch.group, out);
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(), by_start);
  }
}

std::string FastFinder::save() const {
  BlobWriter out;
  out.put_all(facts_);
  out.put(static_cast<std::uint64_t>(groups_.size()));
  for (const PatternGroup& group : groups_) group.save(out);
  out.put_all(lane_masks_);
  lanes_.save(out);
  marks_.save(out);
  return out.take();
}

std::unique_ptr<FastFinder> FastFinder::load(std::string_view bytes) {
  auto finder = std::make_unique<FastFinder>();
  BlobReader in(bytes);
  std::uint64_t groups = 0;
  if (!in.get_all(finder->facts_) || !in.get(groups) || groups > kMaxGroups) return nullptr;
  for (; groups > 0; --groups)
    if (!finder->groups_.emplace_back().load(in, finder->facts_.size())) return nullptr;
  if (!in.get_all(finder->lane_masks_) || !finder->lanes_.load(in) || !finder->marks_.load(in) || !in.done()) return nullptr;
  const bool lanes_fit = finder->lane_masks_.size() <= finder->groups_.size();
  return lanes_fit && finder->marks_.groups_below(finder->groups_.size()) ? std::move(finder) : nullptr;
}

}  // namespace assay::detect
