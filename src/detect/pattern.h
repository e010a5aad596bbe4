// The pattern language of rule packs: a subset of the usual regular expressions, the same for every engine because we parse it.
//
//   abc          the characters themselves; beyond ASCII the UTF-8 bytes of the character: ü
//   \. \- \\     any ASCII punctuation, escaped; must be escaped outside classes: \ . ^ $ | ? * + ( ) [ ] { }
//   \t \n \r \f  tab, line feed, carriage return, form feed
//   \xE4 \x{20AC}  the character U+00E4, U+20AC
//   \d \s \w     [0-9], [ \t\n\v\f\r], [A-Za-z0-9_]: ASCII only, also with `caseless` (the match view has folded digits and
//   spaces) .            any one byte but a line feed [a-z\d.-]    one character of the class; ranges by code point; members
//   beyond ASCII are allowed: [a-zäöüß]
//   [^"'<>]      any one *byte* but these (line feeds included); members are ASCII
//   x? x{3} x{2,5}  repeats, bounded; the longest match counts, so there is no lazy form
//   (?:a|b)      group and alternatives, none of them empty
//
// `caseless: true` lets ASCII letters match both cases and nothing else: K is not the Kelvin sign, Ä is not ä.
//
// Refused, each with the column and what to write instead: ^ $ \b \B (declare `boundary`), lookaround, backreferences, names and
// captures, inline flags, \p{...} \D \S \W, repeats without an upper bound (* + {n,}), patterns that may match nothing, more than
// 1,024 bytes (long tails: `extend`), more than 8,192 positions when repeats are written out, groups more than 24 deep.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/result.h"
#include "detect/byte_set.h"

namespace assay::detect {

inline constexpr std::uint32_t kMaxPatternBytes = 1024;
inline constexpr std::uint32_t kMaxPatternPositions = 8192;
inline constexpr unsigned kMaxPatternDepth = 24;

/// Syntax tree over bytes. Depth is at most a few times kMaxPatternDepth, so walking it may recurse.
struct Node {
  enum class Kind : std::uint8_t {
    kBytes,      ///< One byte of `bytes` (never empty).
    kConcat,     ///< `children` one after the other, at least one.
    kAlternate,  ///< One of `children`, at least one.
    kRepeat,     ///< `children[0]` between `min` and `max` times, max >= 1.
  };
  Kind kind = Kind::kBytes;
  ByteSet bytes;
  std::vector<Node> children;
  std::uint32_t min = 1, max = 1;
};

Node bytes_node(const ByteSet& bytes);
/// A single child is returned as it is.
Node concat_node(std::vector<Node> children);
Node alternate_node(std::vector<Node> children);

struct Pattern {
  Node root;
  std::uint32_t min_bytes = 0;  ///< At least 1.
  std::uint32_t max_bytes = 0;  ///< At most kMaxPatternBytes.
};

enum class Case : std::uint8_t { kExact, kAsciiCaseless };

/// What is wrong with a pattern. `column` counts code points from 1.
struct PatternError {
  std::uint32_t column = 1;
  std::string message, fix;
};

Result<Pattern, PatternError> parse_pattern(std::string_view regex, Case letter_case);

/// A single class such as "[A-Za-z0-9_-]" or "\d", ASCII members only: the class of an `extend`.
Result<ByteSet, PatternError> parse_extend_class(std::string_view text);

}  // namespace assay::detect
