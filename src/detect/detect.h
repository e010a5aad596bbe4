// Text in, hits out. A RuleMatcher is compiled from packs once and shared; a Scratch belongs to one thread.
//
// The unit is a Window: a stretch of the match view with its core. Hits are exactly those that start in the core, decided with
// the text of the whole window, so they do not depend on where windows end as long as the margins are at least `margin()`.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assay/ranges.h"
#include "assay/result.h"
#include "rulepack/model.h"

namespace assay::detect {

/// From `begin` on the text stands under `name` (column header, key; match view, original case) until the next mark.
struct FieldMark {
  std::uint64_t begin = 0;  ///< In the window's text.
  std::string_view name;    ///< Empty: under no field.
};

struct Window {
  std::string_view text;              ///< Match view.
  NormRange core;                     ///< Hits start here.
  std::span<const FieldMark> fields;  ///< Sorted by begin.
};

/// What a reading of a window reads otherwise than it is written.
struct Changed {
  NormRange here;   ///< In the reading.
  NormRange there;  ///< In the window.
};

/// One (start, longest end) of one pattern where the pattern and both boundaries hold.
struct Candidate {
  std::uint32_t pattern = 0;  ///< Index into Compiled::patterns (all detectors, in order).
  NormRange range;
  friend bool operator==(const Candidate&, const Candidate&) = default;
};

/// All patterns that share a start and the longest end at once: one thing in the text, however many detectors it fits.
struct CandidateSet {
  NormRange range;
  std::uint32_t set = 0;  ///< Index into CompiledCandidates::sets.
  friend bool operator==(const CandidateSet&, const CandidateSet&) = default;
};

enum class CheckResult : std::uint8_t { kNone, kPassed, kFailed };

/// A candidate that a detector stands for, after check, reject lists and context.
struct Hit {
  std::uint32_t detector = 0;  ///< Index into Packs::detectors.
  std::uint32_t pattern = 0;   ///< Within the detector.
  NormRange range;
  std::uint8_t confidence = 0;  ///< 1-100, also below the reporting threshold.
  CheckResult check = CheckResult::kNone;
  std::string value;            ///< In the detector's value form.
  std::string_view context;     ///< Phrase as in the rule; views the packs. Empty: none.
  std::int32_t distance = 0;    ///< Code points between match and phrase; 0 for a field.
  std::string_view negative;    ///< Phrase that lowered; empty: none.
  bool from_field = false;      ///< The context was the field's name.
  std::uint8_t subtracted = 0;  ///< What negative context and reject lists took off the confidence.
  /// Found in another reading of the text, maybe within another one: numbers of who made it; 0: as it is written.
  std::uint8_t reading = 0, outer_reading = 0;
};

struct Trace;  // detect/trace.h

/// Which detectors may have their context where: a bit per detector for every cell of a stretch of text.
struct ActiveCells {
  static constexpr std::uint64_t kBytes = 256;
  std::uint64_t first = 0;  ///< Number of the cell that `bits` begins with; cell i holds the bytes from i * kBytes on.
  std::size_t words = 0;    ///< Per cell.
  std::span<const std::uint64_t> bits;  ///< Bit d % 64 of word d / 64 of a cell: detector d.

  std::span<const std::uint64_t> of(std::uint64_t cell) const { return bits.subspan((cell - first) * words, words); }
};

/// Proposes candidates. Two implementations behind one seam: the fast one (Hyperscan marks, automata) and the reference (RE2
/// anchored at every start). They must agree on every text.
class CandidateFinder {
 public:
  class Scratch {
   public:
    virtual ~Scratch() = default;
  };
  virtual ~CandidateFinder() = default;
  virtual std::unique_ptr<Scratch> make_scratch() const = 0;
  /// Appends the candidates of all patterns but the bound ones that start in `core`, as sets sorted by (begin, end, set). A
  /// pattern stands in at most one set per start.
  virtual void find_sets(std::string_view text, NormRange core, Scratch& scratch, std::vector<CandidateSet>& out) const = 0;
  /// The same of the bound patterns (CompiledCandidates::bound) of the detectors that are active where they start.
  virtual void find_bound(std::string_view text, NormRange core, const ActiveCells& active, Scratch& scratch,
                          std::vector<CandidateSet>& out) const = 0;
  /// Appends all candidates that start in `core`, bound ones too, sorted by (start, pattern): for tests and explanations.
  virtual void find(std::string_view text, NormRange core, Scratch& scratch, std::vector<Candidate>& out) const = 0;
};

enum class Engine : std::uint8_t { kFast, kReference };

struct CompileOptions {
  std::string cache_dir;  ///< Empty: no cache.
  Engine engine = Engine::kFast;
};

class RuleMatcher {
 public:
  class Scratch {
   public:
    virtual ~Scratch() = default;
  };
  /// `packs` is shared, not copied. Errors point into the packs.
  static Result<std::shared_ptr<const RuleMatcher>, Diagnostics> compile(std::shared_ptr<const rulepack::Packs> packs,
                                                                         const CompileOptions& options);
  virtual ~RuleMatcher() = default;
  virtual std::unique_ptr<Scratch> make_scratch() const = 0;
  /// Appends the hits that start in the core, sorted by (begin, end, detector); one per detector and range, but overlaps of one
  /// detector are not merged: that needs hits of the neighbouring cores too, so resolve_overlaps does it.
  virtual void find(const Window& window, Scratch& scratch, std::vector<Hit>& out) const = 0;
  /// The same of a reading of the window that `find` had last with this scratch, where only numbers are changed, no words: hits
  /// that neither hold nor touch what is changed are left out. Costs little where none is possible: phrases are looked for around
  /// candidates only, not once more around everything.
  virtual void find_changed(const Window& reading, const Changed& changed, Scratch& scratch, std::vector<Hit>& out) const = 0;
  /// Appends what became of every candidate that starts in the core, sorted by (begin, pattern). Slow.
  virtual void trace(const Window& window, Scratch& scratch, std::vector<Trace>& out) const = 0;
  /// Bytes of match view that a window must hold on either side of its core.
  virtual std::uint64_t margin() const = 0;
  virtual const rulepack::Packs& packs() const = 0;
  virtual const CandidateFinder& candidates() const = 0;
};

/// Decides all overlaps. First within each detector: highest confidence, then longest, then leftmost; a loser of this step is the
/// same thing seen twice and nobody's business. Then between detectors: checked before unchecked, confidence, length, `beats`
/// (whoever beats an overlapping hit of the same rank is decided before it), start, detector id. In that order each hit takes its
/// place if no hit that has one overlaps it. `lost_to[i]` is the index of the hit that took the place of hit i (the detector is
/// the same for a merge), or -1. `hits` in any order, in coordinates that all share; a pure function of the set of hits. Calling
/// it for parts of that set gives the same if no hit of one part overlaps a hit of another: a cluster is complete when the next
/// hit begins at or behind the greatest end so far. O(n log n).
void resolve_overlaps(const rulepack::Packs& packs, std::span<const Hit> hits, std::vector<std::int32_t>& lost_to);

}  // namespace assay::detect
