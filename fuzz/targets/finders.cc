// Pattern compiler and matcher: the fast finder and the reference finder agree on every text and core.
#include <algorithm>

#include "detect/candidates.h"
#include "extract/charset.h"
#include "support/input.h"
#include "support/target.h"
#include "targets/targets.h"

namespace assay::fuzz {
namespace {

constexpr std::size_t kLongestPattern = 80;
constexpr std::size_t kMostPatterns = 3;
constexpr std::uint32_t kLongestMatch = 300;  // compiling is not what is tried here

constexpr rulepack::Boundary kBoundaries[] = {rulepack::Boundary::kNone, rulepack::Boundary::kWord, rulepack::Boundary::kDigits,
                                              rulepack::Boundary::kNumber, rulepack::Boundary::kToken};

/// First byte of a line: boundary and case; the rest of it: a pattern. An empty line ends the list.
rulepack::Packs packs_of(Input& input) {
  rulepack::Packs packs;
  packs.files = {"fuzz.yaml"};
  for (std::string_view line = input.line(); !line.empty() && packs.detectors.size() < kMostPatterns; line = input.line()) {
    Input row(line);
    const std::uint8_t flags = row.byte();
    rulepack::DetectorSpec& detector = packs.detectors.emplace_back();
    detector.id = "row_" + std::to_string(packs.detectors.size());
    rulepack::PatternSpec& pattern = detector.patterns.emplace_back();
    pattern.regex = row.rest().substr(0, kLongestPattern);
    pattern.boundary = kBoundaries[flags % std::size(kBoundaries)];
    pattern.caseless = (flags & 32) != 0;
    pattern.mark = {0, static_cast<std::uint32_t>(packs.detectors.size()), 1};
  }
  return packs;
}

std::vector<detect::Candidate> found(const detect::CandidateFinder& finder, std::string_view text, NormRange core) {
  std::vector<detect::Candidate> out;
  const auto scratch = finder.make_scratch();
  finder.find(text, core, *scratch, out);
  return out;
}

}  // namespace

void fuzz_finders(std::string_view bytes) {
  Input input(bytes);
  const rulepack::Packs packs = packs_of(input);
  const std::string text = extract::to_utf8(input.rest(), "utf-8").text;
  const auto slow = detect::compile_candidates(packs, {"", detect::Engine::kReference});
  if (!slow.ok() || slow.value().finder == nullptr || slow.value().max_bytes > kLongestMatch) return;
  const auto fast = detect::compile_candidates(packs, {"", detect::Engine::kFast});
  require(fast.ok(), "what one finder compiles the other does too");

  const NormRange whole{0, text.size()};
  const auto expected = found(*slow.value().finder, text, whole);
  require(found(*fast.value().finder, text, whole) == expected, "both finders find the same");
  std::vector<detect::Candidate> joined;
  Dice dice(bytes.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.size(), at + 1 + dice.below(40));
    const auto part = found(*fast.value().finder, text, {at, end});
    joined.insert(joined.end(), part.begin(), part.end());
    at = end;
  }
  require(joined == expected, "cores next to each other find what the whole does");
}

}  // namespace assay::fuzz
