#include "detect/set_emitter.h"

#include <algorithm>

namespace assay::detect {
namespace {

constexpr std::uint32_t kEmpty = SetTable::kNoSet - 1;

}  // namespace

PatternFacts facts_of(const ParsedPattern& pattern) {
  PatternFacts facts;
  facts.boundary = pattern.boundary;
  facts.max_bytes = pattern.place.max_bytes;
  facts.bound = pattern.bound ? 1 : 0;
  if (!pattern.extension) return facts;
  facts.extend_bytes = pattern.extension->bytes;
  facts.extend_max = pattern.extension->max;
  return facts;
}

void SetEmitter::add_chain(std::uint64_t at, std::span<const WalkEnd> ends, std::uint32_t first) {
  scratch_.chain.clear();
  for (std::uint32_t i = first; i != WalkEnd::kNone; i = ends[i].next) scratch_.chain.push_back(ends[i]);
  for (std::size_t i = 0; i < scratch_.chain.size(); ++i) {
    if (i + 1 < scratch_.chain.size() && scratch_.chain[i].set == scratch_.chain[i + 1].set) continue;  // all end again
    const std::uint32_t set = last_of(i);
    if (set == SetTable::kNoSet)
      add_singly(at, i);
    else if (set != kEmpty)
      out_.push_back({{at, scratch_.chain[i].end}, set});
  }
}

/// The patterns whose last end this is; kNoSet when that is no set that anyone has interned.
std::uint32_t SetEmitter::last_of(std::size_t i) {
  std::uint32_t set = scratch_.chain[i].set;
  if (extended(set)) return SetTable::kNoSet;
  for (std::size_t later = i + 1; later < scratch_.chain.size() && set < kEmpty; ++later)
    set = without(set, scratch_.chain[later].set);
  return set;
}

std::uint32_t SetEmitter::without(std::uint32_t a, std::uint32_t b) {
  const std::size_t slot = (a * 0x9E3779B9U ^ b * 0x85EBCA6BU) % Scratch::kDifferences;
  Scratch::Difference& known = scratch_.differences[slot];
  if (known.a == a && known.b == b) return known.result;
  scratch_.left.clear();
  std::set_difference(sets_[a].begin(), sets_[a].end(), sets_[b].begin(), sets_[b].end(), std::back_inserter(scratch_.left));
  known = {a, b, kEmpty};
  if (!scratch_.left.empty()) known.result = scratch_.left.size() == sets_[a].size() ? a : sets_.find(scratch_.left);
  return known.result;
}

void SetEmitter::add_singly(std::uint64_t at, std::size_t i) {
  const WalkEnd& end = scratch_.chain[i];
  scratch_.left.assign(sets_[end.set].begin(), sets_[end.set].end());
  for (std::size_t later = i + 1; later < scratch_.chain.size(); ++later) {
    const std::span<const std::uint32_t> gone = sets_[scratch_.chain[later].set];
    scratch_.spare.clear();
    std::set_difference(scratch_.left.begin(), scratch_.left.end(), gone.begin(), gone.end(), std::back_inserter(scratch_.spare));
    std::swap(scratch_.left, scratch_.spare);
  }
  for (const std::uint32_t id : scratch_.left) add_one(at, end.end, id);
}

/// A set of one has the number of its pattern.
void SetEmitter::add_one(std::uint64_t at, std::uint64_t end, std::uint32_t id) {
  const PatternFacts& facts = facts_[id];
  if (facts.extend_max == 0) return out_.push_back({{at, end}, id});
  const Extension extension{facts.extend_bytes, facts.extend_max};
  const std::size_t behind = extended_end(extension, text_, end);
  if (extension_may_end(extension, facts.boundary, text_, end, behind)) out_.push_back({{at, behind}, id});
}

}  // namespace assay::detect
