#include "detect/fast_finder.h"

#include <algorithm>
#include <tuple>

#include "detect/walk_memo.h"

namespace assay::detect {
namespace {

constexpr std::uint64_t kMaxGroups = 1 << 16;

bool by_place(const CandidateSet& a, const CandidateSet& b) {
  return std::tie(a.range.begin, a.range.end, a.set) < std::tie(b.range.begin, b.range.end, b.set);
}
bool by_start(const Candidate& a, const Candidate& b) {
  return a.range.begin != b.range.begin ? a.range.begin < b.range.begin : a.pattern < b.pattern;
}
bool walk_before(const Walk& a, const Walk& b) { return a.at < b.at; }

}  // namespace

struct FastFinder::Scratch final : CandidateFinder::Scratch {
  explicit Scratch(const HyperscanMarks& marks_source) : hyperscan(marks_source) {}
  HyperscanMarks::Scratch hyperscan;
  LaneStarts::Scratch lanes;
  BoundStarts::Scratch bound;
  WalkQueue::Lists queue, marked;
  std::size_t marked_walk = 0, marked_lone = 0;  ///< How many of `marked` have been queued.
  Walkers::Scratch walkers;
  SetEmitter::Scratch emitter;
  std::vector<WalkMemo> memos;  ///< By lone pattern.
  std::vector<HyperscanMarks::Mark> marks;
  std::vector<CandidateSet> sets;
};

std::unique_ptr<CandidateFinder::Scratch> FastFinder::make_scratch() const {
  auto scratch = std::make_unique<Scratch>(marks_);
  scratch->memos.resize(lone_.size());
  return scratch;
}

void FastFinder::find_sets(std::string_view text, NormRange core, CandidateFinder::Scratch& any_scratch,
                           std::vector<CandidateSet>& out) const {
  auto& scratch = static_cast<Scratch&>(any_scratch);
  core.end = std::min<std::uint64_t>(core.end, text.size());
  if (core.begin >= core.end) return;
  queue_marks(text, core, scratch);
  for (std::size_t begin = core.begin; begin < core.end; begin += LaneStarts::kStripe) {
    queue_stripe(text, {begin, std::min<std::size_t>(core.end, begin + LaneStarts::kStripe)}, scratch);
    walk_all(text, scratch, out);
  }
}

/// Walks from Hyperscan's marks, by start.
void FastFinder::queue_marks(std::string_view text, NormRange core, Scratch& scratch) const {
  scratch.marks.clear();
  scratch.marked.walks.clear();
  scratch.marked.lone.clear();
  scratch.marked_walk = scratch.marked_lone = 0;
  marks_.find(text, core.begin, core.end, scratch.hyperscan, scratch.marks);
  WalkQueue queue(text, groups_, walkers_, scratch.marked);
  for (const HyperscanMarks::Mark& mark : scratch.marks)
    for (std::size_t at = mark.begin; at < mark.end; ++at)
      if (groups_[mark.group].first.contains(static_cast<std::uint8_t>(text[at]))) queue.push(at, mark.group);
  std::stable_sort(scratch.marked.walks.begin(), scratch.marked.walks.end(), walk_before);
  std::stable_sort(scratch.marked.lone.begin(), scratch.marked.lone.end(),
                   [](const LoneWalk& a, const LoneWalk& b) { return a.at < b.at; });
}

void FastFinder::queue_stripe(std::string_view text, NormRange stripe, Scratch& scratch) const {
  scratch.queue.walks.clear();
  scratch.queue.lone.clear();
  WalkQueue queue(text, groups_, walkers_, scratch.queue);
  lanes_.find(text, stripe.begin, stripe.end, scratch.lanes, queue);
  std::vector<Walk>& walks = scratch.queue.walks;
  const WalkQueue::Lists& marked = scratch.marked;
  for (; scratch.marked_walk < marked.walks.size() && marked.walks[scratch.marked_walk].at < stripe.end; ++scratch.marked_walk)
    walks.push_back(marked.walks[scratch.marked_walk]);
  for (; scratch.marked_lone < marked.lone.size() && marked.lone[scratch.marked_lone].at < stripe.end; ++scratch.marked_lone)
    scratch.queue.lone.push_back(marked.lone[scratch.marked_lone]);
}

/// The walks come by block, lane or cell; what they find is put in order.
void FastFinder::walk_all(std::string_view text, Scratch& scratch, std::vector<CandidateSet>& out) const {
  const std::vector<Walk>& walks = scratch.queue.walks;
  const auto from = static_cast<std::ptrdiff_t>(out.size());
  walkers_.run(text, walks, scratch.walkers);
  SetEmitter emitter(text, sets_, facts_, scratch.emitter, out);
  for (const std::uint32_t i : scratch.walkers.ended) emitter.add(walks[i].at, scratch.walkers.ends, scratch.walkers.first[i]);
  for (const LoneWalk& walk : scratch.queue.lone) walk_lone(text, walk, scratch, out);
  if (!std::is_sorted(out.begin() + from, out.end(), by_place)) std::sort(out.begin() + from, out.end(), by_place);
}

void FastFinder::walk_lone(std::string_view text, const LoneWalk& walk, Scratch& scratch, std::vector<CandidateSet>& out) const {
  const AutomatonStock::Lone& lone = lone_[walk.lone];
  if (!holds_at_start(lone.start, text, walk.at)) return;
  std::uint64_t last = 0;
  scratch.memos[walk.lone].walk(lone.automaton, text, walk.at, [&](std::size_t end) {
    if (holds_at_end(lone.end, text, end)) last = end;
  });
  if (last != 0) SetEmitter(text, sets_, facts_, scratch.emitter, out).add_one(walk.at, last, lone.id);
}

void FastFinder::find_bound(std::string_view text, NormRange core, const ActiveCells& active,
                            CandidateFinder::Scratch& any_scratch, std::vector<CandidateSet>& out) const {
  auto& scratch = static_cast<Scratch&>(any_scratch);
  core.end = std::min<std::uint64_t>(core.end, text.size());
  for (std::uint64_t begin = core.begin, end = 0; begin < core.end && !bound_.empty(); begin = end) {
    end = std::min(core.end, (begin / BoundStarts::kStripe + 1) * BoundStarts::kStripe);
    scratch.queue.walks.clear();
    scratch.queue.lone.clear();
    WalkQueue queue(text, groups_, walkers_, scratch.queue);
    bound_.find(text, {begin, end}, active, scratch.bound, queue);
    walk_all(text, scratch, out);
  }
}

void FastFinder::find(std::string_view text, NormRange core, CandidateFinder::Scratch& any_scratch,
                      std::vector<Candidate>& out) const {
  core.end = std::min<std::uint64_t>(core.end, text.size());
  if (core.begin >= core.end) return;
  std::vector<CandidateSet> sets;
  find_sets(text, core, any_scratch, sets);
  ActiveCells everywhere{core.begin / ActiveCells::kBytes, bound_.words(), {}};
  const std::vector<std::uint64_t> bits(((core.end - 1) / ActiveCells::kBytes + 1 - everywhere.first) * everywhere.words,
                                        ~std::uint64_t{0});
  everywhere.bits = bits;
  find_bound(text, core, everywhere, any_scratch, sets);
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  for (const CandidateSet& each : sets)
    for (const std::uint32_t id : sets_[each.set]) out.push_back({id, each.range});
  std::sort(out.begin() + first, out.end(), by_start);
}

std::string FastFinder::save() const {
  BlobWriter out;
  out.put_all(facts_);
  sets_.save(out);
  walkers_.save(out);
  out.put(static_cast<std::uint64_t>(lone_.size()));
  for (const AutomatonStock::Lone& lone : lone_) {
    out.put(lone.id);
    out.put(lone.start);
    out.put(lone.end);
    lone.automaton.save(out);
  }
  out.put(static_cast<std::uint64_t>(groups_.size()));
  for (const PatternGroup& group : groups_) group.save(out);
  lanes_.save(out);
  marks_.save(out);
  bound_.save(out);
  return out.take();
}

std::unique_ptr<FastFinder> FastFinder::load(base::CachedBytes bytes) {
  auto finder = std::make_unique<FastFinder>();
  BlobReader in(bytes.bytes);
  finder->loaded_ = std::move(bytes.owner);
  std::uint64_t count = 0;
  if (!in.get_all(finder->facts_) || !finder->sets_.load(in, finder->facts_.size())) return nullptr;
  if (!finder->walkers_.load(in, finder->sets_.size()) || !in.get(count) || count > kMaxGroups) return nullptr;
  for (; count > 0; --count) {
    AutomatonStock::Lone& lone = finder->lone_.emplace_back();
    if (!in.get(lone.id) || lone.id >= finder->facts_.size() || !in.get(lone.start) || !in.get(lone.end)) return nullptr;
    if (!lone.automaton.load(in)) return nullptr;
  }
  if (!in.get(count) || count > kMaxGroups) return nullptr;
  for (; count > 0; --count)
    if (!finder->groups_.emplace_back().load(in, finder->walkers_.automata(), finder->lone_.size())) return nullptr;
  const std::size_t groups = finder->groups_.size();
  if (!finder->lanes_.load(in, groups) || !finder->marks_.load(in) || !finder->bound_.load(in, groups) || !in.done())
    return nullptr;
  return finder->marks_.groups_below(groups) ? std::move(finder) : nullptr;
}

}  // namespace assay::detect
