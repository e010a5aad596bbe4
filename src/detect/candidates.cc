#include "detect/candidates.h"

#include <algorithm>

#include "detect/bit_automaton.h"
#include "detect/fast_finder.h"
#include "detect/fingerprint.h"
#include "detect/pattern_table.h"
#include "detect/reference_finder.h"

namespace assay::detect {
namespace {

/// Two characters of UTF-8: all that a boundary looks at.
constexpr std::uint32_t kLookAround = 8;

constexpr std::string_view kKind = ".patterns";

std::string maker() { return HyperscanMarks::platform() + '\n' + kFingerprint; }

std::vector<CompiledPattern> places(const rulepack::Packs& packs) {
  std::vector<CompiledPattern> out;
  for (std::uint32_t d = 0; d < packs.detectors.size(); ++d)
    for (std::uint32_t p = 0; p < packs.detectors[d].patterns.size(); ++p) out.push_back({d, p, 0});
  return out;
}

CompiledCandidates assemble(std::unique_ptr<CandidateFinder> finder, std::vector<CompiledPattern> patterns,
                            std::vector<std::uint32_t> bound, std::vector<std::vector<std::uint32_t>> sets) {
  CompiledCandidates out;
  out.finder = std::move(finder);
  out.patterns = std::move(patterns);
  out.bound = std::move(bound);
  out.look_around = kLookAround;
  out.sets = std::move(sets);
  for (const CompiledPattern& pattern : out.patterns) out.max_bytes = std::max(out.max_bytes, pattern.max_bytes);
  return out;
}

/// Empty finder: nothing usable in the cache.
CompiledCandidates from_cache(const rulepack::Packs& packs, const rulepack::PackCache& cache) {
  std::optional<base::CachedBytes> bytes = cache.load(kKind, maker());
  std::unique_ptr<FastFinder> finder = bytes ? FastFinder::load(*bytes) : nullptr;
  if (finder) base::rest(*bytes);  // most of it is states that no text comes to
  std::vector<CompiledPattern> patterns = places(packs);
  if (!finder || finder->facts().size() != patterns.size()) return {};
  std::vector<std::uint32_t> bound;
  for (std::uint32_t i = 0; i < patterns.size(); ++i) {
    patterns[i].max_bytes = finder->facts()[i].max_bytes;
    if (finder->facts()[i].bound != 0) bound.push_back(i);
  }
  auto sets = finder->sets().lists();
  return assemble(std::move(finder), std::move(patterns), std::move(bound), std::move(sets));
}

}  // namespace

Result<CompiledCandidates, Diagnostics> compile_candidates(const rulepack::Packs& packs, const CompileOptions& options) {
  return compile_candidates(packs, options.engine, rulepack::PackCache(packs, options.cache_dir));
}

Result<CompiledCandidates, Diagnostics> compile_candidates(const rulepack::Packs& packs, Engine engine,
                                                           const rulepack::PackCache& cache) {
  if (engine == Engine::kFast)
    if (CompiledCandidates found = from_cache(packs, cache); found.finder) return found;
  Result<std::vector<ParsedPattern>, Diagnostics> parsed = parse_all(packs);
  if (!parsed.ok()) return parsed.error();
  std::vector<CompiledPattern> patterns;
  std::vector<std::uint32_t> bound;
  for (const ParsedPattern& each : parsed.value()) {
    if (each.bound) bound.push_back(static_cast<std::uint32_t>(patterns.size()));
    patterns.push_back(each.place);
  }
  if (engine == Engine::kReference) {
    Result<std::unique_ptr<CandidateFinder>> finder = make_reference_finder(parsed.value());
    if (!finder.ok()) return Diagnostics{finder.error()};
    auto sets = SetTable(static_cast<std::uint32_t>(patterns.size())).lists();
    return assemble(std::move(finder.value()), std::move(patterns), std::move(bound), std::move(sets));
  }
  Result<std::unique_ptr<FastFinder>> finder = FastFinder::build(parsed.value());
  if (!finder.ok()) return Diagnostics{finder.error()};
  if (cache.keeps()) cache.store(kKind, maker(), finder.value()->save());
  auto sets = finder.value()->sets().lists();
  return assemble(std::move(finder.value()), std::move(patterns), std::move(bound), std::move(sets));
}

struct ValuePattern::Program {
  BitAutomaton automaton;
};

Result<ValuePattern> ValuePattern::compile(std::string_view regex) {
  const Result<Pattern, PatternError> pattern = parse_pattern(regex, Case::kExact);
  if (!pattern.ok()) {
    Diagnostic error;
    error.code = Code::kBadRules;
    error.message = pattern.error().message + " (character " + std::to_string(pattern.error().column) + " of the pattern)";
    error.fix = pattern.error().fix;
    return error;
  }
  ValuePattern out;
  out.program_ = std::make_shared<const Program>(Program{BitAutomaton::build(pattern.value())});
  return out;
}

bool ValuePattern::matches(std::string_view value) const {
  if (!program_ || value.empty()) return false;
  BitAutomaton::Bits bits, spare;
  bool whole = false;
  program_->automaton.walk(value, 0, bits, spare, [&](std::size_t end) { whole = end == value.size(); });
  return whole;
}

}  // namespace assay::detect
