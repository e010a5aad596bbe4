#include "detect/pattern_analysis.h"

#include <algorithm>
#include <cmath>

namespace assay::detect {
namespace {

constexpr std::uint64_t kPlenty = std::uint64_t{1} << 40;
/// A stretch this rare is worth marking although it is short: an '@'.
constexpr double kRareRate = 1e-3;
constexpr std::uint64_t kMinLiteralBytes = 3;

std::uint64_t saturated(std::uint64_t value) { return std::min(value, kPlenty); }

NodeSize measure_repeat(const Node& node) {
  const NodeSize child = measure(node.children.front());
  return {saturated(child.min_bytes * node.min), saturated(child.max_bytes * node.max), saturated(child.positions * node.max)};
}

NodeSize measure_children(const Node& node) {
  NodeSize size;
  const bool concat = node.kind == Node::Kind::kConcat;
  if (!concat) size.min_bytes = kPlenty;
  for (const Node& each : node.children) {
    const NodeSize child = measure(each);
    size.positions = saturated(size.positions + child.positions);
    size.min_bytes = concat ? saturated(size.min_bytes + child.min_bytes) : std::min(size.min_bytes, child.min_bytes);
    size.max_bytes = concat ? saturated(size.max_bytes + child.max_bytes) : std::max(size.max_bytes, child.max_bytes);
  }
  return size;
}

/// Set of offsets 0..11 as bits; further ones fall off.
using Offsets = unsigned;
constexpr Offsets kAllOffsets = (1U << kPrefixBytes) - 1;

/// Adds what `node` may put at the offsets where it can begin; returns where it can end.
Offsets fill_prefix(const Node& node, Offsets begin, Prefix& prefix) {
  Offsets end = 0;
  switch (node.kind) {
    case Node::Kind::kBytes:
      for (std::size_t i = 0; i < kPrefixBytes; ++i)
        if ((begin >> i & 1) != 0) prefix[i] |= node.bytes;
      return begin << 1 & kAllOffsets;
    case Node::Kind::kConcat:
      for (const Node& child : node.children) begin = fill_prefix(child, begin, prefix);
      return begin;
    case Node::Kind::kAlternate:
      for (const Node& child : node.children) end |= fill_prefix(child, begin, prefix);
      return end;
    case Node::Kind::kRepeat:
      break;
  }
  if (node.min == 0) end = begin;
  for (std::uint32_t count = 1; count <= node.max && begin != 0; ++count) {
    begin = fill_prefix(node.children.front(), begin, prefix);
    if (count >= node.min) end |= begin;
  }
  return end;
}

constexpr std::array<double, 256> kShares = [] {
  std::array<double, 256> table{};
  for (unsigned b = 0; b < 256; ++b) table[b] = b >= 128 ? 0.0004 : b >= 33 ? 0.0015 : 0.0001;
  for (unsigned c = 'a'; c <= 'z'; ++c) table[c] = 0.012;
  for (const char c : std::string_view("etaoinsrhl")) table[static_cast<unsigned>(c)] = 0.04;
  for (const char c : std::string_view("jqxzkv")) table[static_cast<unsigned>(c)] = 0.003;
  for (unsigned c = 'A'; c <= 'Z'; ++c) table[c] = 0.002;
  for (unsigned c = '0'; c <= '9'; ++c) table[c] = 0.012;
  for (const char c : std::string_view(".,-/_\"():=")) table[static_cast<unsigned>(c)] = 0.007;
  table[' '] = 0.14;
  table['\n'] = 0.02;
  table['@'] = 0.0004;
  return table;
}();

bool is_literal_byte(const ByteSet& bytes) {
  return bytes.size() == 1 || (bytes.size() == 2 && bytes == both_cases(ByteSet::single(bytes.first())));
}

/// A class so small that it does not make strings of it vague.
constexpr unsigned kSmallClass = 4;
/// An optional part so short that it does not either.
constexpr std::uint32_t kFewRepeats = 16;

/// Letters that all of the node's strings hold at least; nothing when it is more than a few strings.
std::optional<std::uint64_t> literal_bytes(const Node& node) {
  if (node.kind == Node::Kind::kBytes) {
    if (is_literal_byte(node.bytes)) return 1;
    return node.bytes.size() <= kSmallClass ? std::optional<std::uint64_t>(0) : std::nullopt;
  }
  if (node.kind == Node::Kind::kRepeat && node.min != node.max && node.max > kFewRepeats) return std::nullopt;
  std::uint64_t shortest = kPlenty, sum = 0;
  for (const Node& child : node.children) {
    const auto length = literal_bytes(child);
    if (!length) return std::nullopt;
    shortest = std::min(shortest, *length);
    sum += *length;
  }
  return node.kind == Node::Kind::kConcat ? sum : node.kind == Node::Kind::kRepeat ? sum * node.min : shortest;
}

void collect_bytes(const Node& node, ByteSet& bytes) {
  bytes |= node.bytes;
  for (const Node& child : node.children) collect_bytes(child, bytes);
}

Factor make_factor(const std::vector<Node>& items, std::size_t begin, std::size_t end) {
  Factor factor;
  factor.node =
      concat_node({items.begin() + static_cast<std::ptrdiff_t>(begin), items.begin() + static_cast<std::ptrdiff_t>(end)});
  for (std::size_t i = 0; i < end; ++i) {
    const NodeSize size = measure(items[i]);
    factor.min_back += static_cast<std::uint32_t>(size.min_bytes);
    factor.max_back += static_cast<std::uint32_t>(size.max_bytes);
    if (i < begin) collect_bytes(items[i], factor.before);
  }
  factor.rate = rate_of(factor.node);
  return factor;
}

/// The items [begin, end) without those at either side that may be nothing.
Factor trimmed_factor(const std::vector<Node>& items, std::size_t begin, std::size_t end) {
  while (begin + 1 < end && measure(items[begin]).min_bytes == 0) ++begin;
  while (begin + 1 < end && measure(items[end - 1]).min_bytes == 0) --end;
  return make_factor(items, begin, end);
}

/// Runs of the top level that are nothing but strings.
std::vector<Factor> literal_runs(const std::vector<Node>& items) {
  std::vector<Factor> runs;
  for (std::size_t begin = 0, end = 0; begin < items.size(); begin = end + 1) {
    std::uint64_t bytes = 0;
    for (end = begin; end < items.size(); ++end) {
      const auto more = literal_bytes(items[end]);
      if (!more) break;
      bytes += *more;
    }
    if (bytes == 0) continue;
    Factor& factor = runs.emplace_back(trimmed_factor(items, begin, end));
    if (bytes >= kMinLiteralBytes)
      factor.kind = Factor::Kind::kLiteral;
    else if (factor.rate <= kRareRate)
      factor.kind = Factor::Kind::kRare;
  }
  return runs;
}

}  // namespace

NodeSize measure(const Node& node) {
  if (node.kind == Node::Kind::kBytes) return {1, 1, 1};
  return node.kind == Node::Kind::kRepeat ? measure_repeat(node) : measure_children(node);
}

Prefix prefix_of(const Node& root) {
  Prefix prefix{};
  const Offsets ended = fill_prefix(root, 1, prefix);
  for (std::size_t i = 0; i < kPrefixBytes; ++i)
    if ((ended & ((2U << i) - 1)) != 0) prefix[i] = ByteSet::all();
  return prefix;
}

double share_of(const ByteSet& bytes) {
  double share = 0;
  for (unsigned b = 0; b < 256; ++b)
    if (bytes.contains(static_cast<std::uint8_t>(b))) share += kShares[b];
  return std::min(share, 1.0);
}

double rate_of(const Node& node) {
  if (node.kind == Node::Kind::kBytes) return share_of(node.bytes);
  if (node.kind == Node::Kind::kRepeat) return std::pow(rate_of(node.children.front()), node.min);
  double sum = 0, product = 1;
  for (const Node& child : node.children) {
    const double rate = rate_of(child);
    sum += rate;
    product *= rate;
  }
  return node.kind == Node::Kind::kConcat ? product : std::min(sum, 1.0);
}

namespace {

Factor best_factor_of(const Node& root) {
  const std::vector<Node> items = root.kind == Node::Kind::kConcat ? root.children : std::vector<Node>{root};
  Factor best = make_factor(items, 0, items.size());
  for (Factor& run : literal_runs(items))
    if (run.kind > best.kind || (run.kind == best.kind && run.kind != Factor::Kind::kWhole && run.rate < best.rate))
      best = std::move(run);
  return best;
}

}  // namespace

Factor best_factor(const Pattern& pattern) { return best_factor_of(pattern.root); }

std::vector<Factor> best_factors(const Pattern& pattern) {
  if (pattern.root.kind != Node::Kind::kAlternate) return {best_factor(pattern)};
  std::vector<Factor> factors;
  for (const Node& child : pattern.root.children) factors.push_back(best_factor_of(child));
  return factors;
}

}  // namespace assay::detect
