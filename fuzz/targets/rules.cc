// A rule file from a stranger: read, judged, and compiled if it is small.
#include "base/unicode.h"
#include "detect/detect.h"
#include "rulepack/model.h"
#include "rulepack/pack_bytes.h"
#include "support/target.h"
#include "support/temp_file.h"
#include "targets/targets.h"

namespace assay::fuzz {
namespace {

constexpr std::size_t kMostPatternBytes = 200;
constexpr std::uint32_t kMostBytesOfRegex = 60;

std::size_t pattern_bytes(const rulepack::Packs& packs) {
  std::size_t sum = 0;
  for (const auto& detector : packs.detectors) {
    for (const auto& pattern : detector.patterns) {
      sum += pattern.regex.size() > kMostBytesOfRegex ? kMostPatternBytes : pattern.regex.size();
      for (const auto& term : pattern.terms) sum += term.size();
    }
  }
  return sum;
}

}  // namespace

void fuzz_rules(std::string_view bytes) {
  const TempFile file(bytes);
  auto loaded = rulepack::load({file.path()});
  if (!loaded.ok()) {
    require(!loaded.error().empty(), "a refusal has a reason");
    for (const Diagnostic& d : loaded.error()) require(!d.message.empty(), "a mistake is named");
    return;
  }
  auto packs = std::make_shared<const rulepack::Packs>(std::move(loaded.value()));
  const auto again = rulepack::from_bytes(rulepack::to_bytes(*packs));
  require(again && rulepack::fingerprint(*again) == rulepack::fingerprint(*packs), "packs survive the cache");
  if (pattern_bytes(*packs) > kMostPatternBytes) return;
  const auto matcher = detect::RuleMatcher::compile(packs, {});
  if (!matcher.ok()) require(!matcher.error().empty(), "a refusal has a reason");
}

}  // namespace assay::fuzz
