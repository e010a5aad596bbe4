// What can be said of a pattern without running it: sizes, what its first bytes may be, and a stretch that every match must hold.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "detect/pattern.h"

namespace assay::detect {

struct NodeSize {
  std::uint64_t min_bytes = 0, max_bytes = 0;
  std::uint64_t positions = 0;  ///< Leaves when repeats are written out.
};
/// Saturates far above the limits instead of overflowing.
NodeSize measure(const Node& node);

/// Bytes that a match may have at offsets 0..11; all bytes where a match may already have ended.
inline constexpr std::size_t kPrefixBytes = 12;
using Prefix = std::array<ByteSet, kPrefixBytes>;
Prefix prefix_of(const Node& root);

/// Share of text bytes that belong to the set, by a fixed table for mixed prose, code and tables. Between 0 and 1.
double share_of(const ByteSet& bytes);
/// Estimated share of places in a text where the node matches.
double rate_of(const Node& node);

/// A stretch of the pattern that every match must hold, and how far in front of its end a match may begin.
struct Factor {
  enum class Kind : std::uint8_t {
    kWhole,    ///< Nothing better than the pattern itself.
    kRare,     ///< One or two bytes that text seldom has: '@', "::".
    kLiteral,  ///< Strings (either case), each of at least three bytes.
  };
  Node node;
  Kind kind = Kind::kWhole;
  double rate = 1;             ///< Estimated share of places where it matches.
  std::uint32_t min_back = 0;  ///< From the end of the factor back to the start of the match, bytes.
  std::uint32_t max_back = 0;
  ByteSet before;  ///< All that may stand between the start of the match and the factor.
};
/// The best stretch of the top level: literal before rare before whole, then the rarest.
Factor best_factor(const Pattern& pattern);
/// One for each alternative of the top level: every match holds one of them.
std::vector<Factor> best_factors(const Pattern& pattern);

}  // namespace assay::detect
