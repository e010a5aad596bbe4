// The lexical half of the pattern parser: reading position, escapes and character classes.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "detect/pattern.h"
#include "detect/utf8_ranges.h"

namespace assay::detect {

/// Where the parser stands. The text is valid UTF-8.
struct PatternReader {
  std::string_view text;
  std::size_t at = 0;

  bool done() const { return at == text.size(); }
  char peek() const { return text[at]; }
  std::string_view rest() const { return text.substr(at); }
  void skip(std::size_t bytes) { at += bytes; }
  bool accept(char c);
  std::uint32_t take_code_point();
  /// An error at the place where the reader stands.
  PatternError error(std::string message, std::string fix) const;
};

/// Members of a class. `bytes` holds those below U+0080; with `negated` any bytes.
struct ClassMembers {
  ByteSet bytes;
  std::vector<CodePointRange> beyond_ascii;
  bool negated = false;

  void add(std::uint32_t code_point) { add_range({code_point, code_point}); }
  void add_range(CodePointRange range);
};

enum class Place : std::uint8_t { kOutsideClass, kInsideClass };

/// Reads "\..." at the reader's place.
Result<ClassMembers, PatternError> take_escape(PatternReader& in, Place place);
/// Reads "[...]" at the reader's place.
Result<ClassMembers, PatternError> take_class(PatternReader& in);

}  // namespace assay::detect
