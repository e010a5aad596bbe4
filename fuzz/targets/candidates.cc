// The matcher with patterns of every kind, compiled once: both finders on any text, whole and in pieces.
#include "detect/candidates.h"

#include "extract/charset.h"
#include "support/input.h"
#include "support/target.h"
#include "targets/targets.h"
#include "tests/detect/candidate_packs.h"

namespace assay::fuzz {
namespace {

const detect::CompiledCandidates& compiled_with(detect::Engine engine) {
  static const rulepack::Packs packs = detect::packs_of(detect::typical_rows());
  static const detect::CompiledCandidates fast = detect::compiled(packs, detect::Engine::kFast);
  static const detect::CompiledCandidates slow = detect::compiled(packs, detect::Engine::kReference);
  return engine == detect::Engine::kFast ? fast : slow;
}

std::vector<detect::Candidate> found(detect::Engine engine, std::string_view text, NormRange core) {
  static const auto fast = compiled_with(detect::Engine::kFast).finder->make_scratch();
  static const auto slow = compiled_with(detect::Engine::kReference).finder->make_scratch();
  std::vector<detect::Candidate> out;
  compiled_with(engine).finder->find(text, core, *(engine == detect::Engine::kFast ? fast : slow), out);
  return out;
}

}  // namespace

void fuzz_candidates(std::string_view bytes) {
  const std::string text = extract::to_utf8(bytes, "utf-8").text;
  const NormRange whole{0, text.size()};
  const auto expected = found(detect::Engine::kReference, text, whole);
  require(found(detect::Engine::kFast, text, whole) == expected, "both finders find the same");
  std::vector<detect::Candidate> joined;
  Dice dice(bytes.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.size(), at + 1 + dice.below(40));
    const auto part = found(detect::Engine::kFast, text, {at, end});
    joined.insert(joined.end(), part.begin(), part.end());
    at = end;
  }
  require(joined == expected, "cores next to each other find what the whole does");
}

}  // namespace assay::fuzz
