#include "detect/anchor.h"

#include <algorithm>
#include <limits>

#include "detect/pattern_analysis.h"

namespace assay::detect {
namespace {

constexpr ByteSet kDigitBytes = ByteSet::range('0', '9');
constexpr std::uint64_t kEnoughDigits = 5;

bool only_digits(const ByteSet& bytes) { return (bytes | kDigitBytes) == kDigitBytes; }

}  // namespace

std::uint64_t least_digits(const Node& node) {
  if (node.kind == Node::Kind::kBytes) return only_digits(node.bytes) ? 1 : 0;
  if (node.kind == Node::Kind::kRepeat) return node.min * least_digits(node.children.front());
  std::uint64_t sum = 0, least = std::numeric_limits<std::uint64_t>::max();
  for (const Node& child : node.children) {
    const std::uint64_t digits = least_digits(child);
    sum += digits;
    least = std::min(least, digits);
  }
  return node.kind == Node::Kind::kConcat ? sum : least;
}

bool is_weak(const ParsedPattern& pattern, const rulepack::Confidence& confidence) {
  if (confidence.alone != 0 || confidence.checked != 0 || pattern.extension) return false;
  return least_digits(pattern.pattern.root) < kEnoughDigits && best_factor(pattern.pattern).kind == Factor::Kind::kWhole;
}

}  // namespace assay::detect
