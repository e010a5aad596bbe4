// The fast CandidateFinder. Possible starts come from two sources: lanes (patterns whose first bytes are telling: nearly all
// identifiers) and Hyperscan marks (patterns with a literal inside, and those that start with anything). At a start the group's
// automaton decides. Replacing a source by a better one changes nothing else: both may propose too much, never too little.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "detect/detect.h"
#include "detect/hyperscan_marks.h"
#include "detect/lanes.h"
#include "detect/pattern_group.h"

namespace assay::detect {

class FastFinder final : public CandidateFinder {
 public:
  static Result<std::unique_ptr<FastFinder>> build(std::span<const ParsedPattern> patterns);
  /// From what `save` wrote; null when it is anything else.
  static std::unique_ptr<FastFinder> load(std::string_view bytes);
  std::string save() const;
  std::span<const PatternFacts> facts() const { return facts_; }

  std::unique_ptr<CandidateFinder::Scratch> make_scratch() const override;
  void find(std::string_view text, NormRange core, CandidateFinder::Scratch& scratch, std::vector<Candidate>& out) const override;
  void find_sets(std::string_view text, NormRange core, CandidateFinder::Scratch& scratch,
                 std::vector<CandidateSet>& out) const override;
  void find_weak(std::string_view text, NormRange range, CandidateFinder::Scratch& scratch,
                 std::vector<CandidateSet>& out) const override;

 private:
  struct Scratch;
  void find_some(std::string_view text, NormRange core, CandidateFinder::Scratch& scratch, std::uint8_t weak,
                 std::vector<CandidateSet>& out) const;
  void find_by_marks(std::string_view text, NormRange core, Scratch& scratch) const;
  void find_by_lanes(std::string_view text, NormRange core, Scratch& scratch, std::vector<Candidate>& out) const;
  void match_one_by_one(std::string_view text, std::size_t stripe, std::size_t count, Scratch& scratch,
                        std::vector<Candidate>& out) const;
  void match_in_batches(std::string_view text, std::size_t stripe, std::size_t count, Scratch& scratch,
                        std::vector<Candidate>& out) const;

  std::vector<PatternFacts> facts_;       ///< By pattern id.
  std::vector<PatternGroup> groups_;      ///< First those of the lanes, then those of the marks.
  std::vector<std::uint8_t> lane_masks_;  ///< By group of the lanes: the lanes whose starts it is for.
  Lanes lanes_;
  HyperscanMarks marks_;
};

}  // namespace assay::detect
