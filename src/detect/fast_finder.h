// The fast CandidateFinder. Possible starts come from two sources: lanes (nearly all identifiers; lane_starts.h) and Hyperscan
// marks (patterns with a literal inside, and those that begin with anything). Both may propose too much, never too little; the
// automata decide. Bound patterns have neither: they are tried where the caller says that they are active (bound_starts.h).
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "base/cache.h"
#include "detect/bound_starts.h"
#include "detect/detect.h"
#include "detect/hyperscan_marks.h"
#include "detect/lane_starts.h"
#include "detect/set_emitter.h"

namespace assay::detect {

class FastFinder final : public CandidateFinder {
 public:
  static Result<std::unique_ptr<FastFinder>> build(std::span<const ParsedPattern> patterns);
  /// From what `save` wrote, which it views and keeps; null when it is anything else.
  static std::unique_ptr<FastFinder> load(base::CachedBytes bytes);
  std::string save() const;
  std::span<const PatternFacts> facts() const { return facts_; }
  const SetTable& sets() const { return sets_; }
  /// Bytes of the tables that walks go through.
  std::size_t automaton_bytes() const { return walkers_.bytes(); }

  std::unique_ptr<CandidateFinder::Scratch> make_scratch() const override;
  void find(std::string_view text, NormRange core, CandidateFinder::Scratch& scratch, std::vector<Candidate>& out) const override;
  void find_sets(std::string_view text, NormRange core, CandidateFinder::Scratch& scratch,
                 std::vector<CandidateSet>& out) const override;
  void find_bound(std::string_view text, NormRange core, const ActiveCells& active, CandidateFinder::Scratch& scratch,
                  std::vector<CandidateSet>& out) const override;

 private:
  friend class FastFinderBuilder;
  struct Scratch;
  void queue_marks(std::string_view text, NormRange core, Scratch& scratch) const;
  void queue_stripe(std::string_view text, NormRange stripe, Scratch& scratch) const;
  void walk_all(std::string_view text, Scratch& scratch, std::vector<CandidateSet>& out) const;
  void walk_lone(std::string_view text, const LoneWalk& walk, Scratch& scratch, std::vector<CandidateSet>& out) const;

  std::shared_ptr<const char[]> loaded_;
  std::vector<PatternFacts> facts_;  ///< By pattern id.
  SetTable sets_;
  Walkers walkers_;
  std::vector<AutomatonStock::Lone> lone_;
  std::vector<PatternGroup> groups_;
  LaneStarts lanes_;
  HyperscanMarks marks_;
  BoundStarts bound_;
};

}  // namespace assay::detect
