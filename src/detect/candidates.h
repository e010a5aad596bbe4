// From packs to a CandidateFinder: every pattern parsed, checked and compiled, for either engine.
//
// A candidate of pattern p is (start, end): start lies in the core, the start boundary of p holds there, and end is the longest
// such that p matches the bytes [start, end) and the end boundary holds at end. Every start counts; nothing is consumed.
//
// With `extend` the end is found otherwise: the longest match of p regardless of boundary, then as many bytes of the class as
// follow, at most `max`. There the end boundary must hold, unless the run was cut by `max`: a tail too long is still reported.
//
// Threads: a finder is immutable and shared; a Scratch serves one thread.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assay/result.h"
#include "detect/detect.h"
#include "rulepack/model.h"
#include "rulepack/pack_cache.h"

namespace assay::detect {

/// One pattern of one detector; `Candidate::pattern` is the index in the list of all of them, detectors in order.
struct CompiledPattern {
  std::uint32_t detector = 0;   ///< Index into Packs::detectors.
  std::uint32_t pattern = 0;    ///< Index into DetectorSpec::patterns.
  std::uint32_t max_bytes = 0;  ///< Longest candidate, extension included. Bytes.
};

struct CompiledCandidates {
  std::unique_ptr<CandidateFinder> finder;
  std::vector<CompiledPattern> patterns;
  /// By CandidateSet::set: its patterns, ascending. Never empty; every pattern is somewhere.
  std::vector<std::vector<std::uint32_t>> sets;
  /// Patterns that are looked for only where their context is, ascending: without it they report nothing, whatever their check
  /// says.
  std::vector<std::uint32_t> bound;
  std::uint32_t max_bytes = 0;    ///< Largest of all patterns. A window's text must reach at least this far behind its core ...
  std::uint32_t look_around = 0;  ///< ... plus this, and this far before its core, for the boundaries. Bytes.
};

/// Compiles all patterns, or says what is wrong with each that does not obey the language of detect/pattern.h (file, line and
/// column of the pattern, and the fix). Cache trouble is never an error: without a cache it compiles.
Result<CompiledCandidates, Diagnostics> compile_candidates(const rulepack::Packs& packs, Engine engine,
                                                           const rulepack::PackCache& cache);
Result<CompiledCandidates, Diagnostics> compile_candidates(const rulepack::Packs& packs, const CompileOptions& options);

/// How the fast engine comes upon a pattern, for people: "digits", "words", "loose", "@", "prefixes", "literal", "whole" or
/// "context", with the reason in a sentence. Empty for a pattern that does not compile. Takes milliseconds; not for use while
/// scanning.
struct PatternLane {
  std::string lane, why;
};
PatternLane lane_of(const rulepack::PatternSpec& pattern);

/// A pattern that must match a whole value (reject lists): no boundaries, no extension. Immutable, cheap to copy.
class ValuePattern {
 public:
  /// kBadRules with the character of the pattern in the message; the caller adds the place.
  static Result<ValuePattern> compile(std::string_view regex);
  bool matches(std::string_view value) const;

 private:
  struct Program;
  std::shared_ptr<const Program> program_;
};

}  // namespace assay::detect
