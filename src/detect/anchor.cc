#include "detect/anchor.h"

#include <algorithm>
#include <limits>

#include "detect/start_conditions.h"

namespace assay::detect {
namespace {

bool only_digits(const ByteSet& bytes) { return (bytes | kDigitBytes) == kDigitBytes; }
bool has_digits(ByteSet bytes) { return !(bytes &= kDigitBytes).empty(); }

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

std::uint64_t most_digits(const Node& node) {
  if (node.kind == Node::Kind::kBytes) return has_digits(node.bytes) ? 1 : 0;
  if (node.kind == Node::Kind::kRepeat) return node.max * most_digits(node.children.front());
  std::uint64_t sum = 0, most = 0;
  for (const Node& child : node.children) {
    const std::uint64_t digits = most_digits(child);
    sum += digits;
    most = std::max(most, digits);
  }
  return node.kind == Node::Kind::kConcat ? sum : most;
}

bool only_digits(const Node& node) {
  if (node.kind == Node::Kind::kBytes) return only_digits(node.bytes);
  return std::all_of(node.children.begin(), node.children.end(), [](const Node& child) { return only_digits(child); });
}

}  // namespace assay::detect
