// Places where a text may say something in another spelling: escapes, base64, numbers with letters or separators in them.
// One pass over all bytes, so it only points; `layers.h` and `number_readings.h` look closer.
// Threads: pure functions.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace assay::normalize {

enum class SuspectKind : std::uint8_t {
  kEscape,      ///< '&' or '%'.
  kEquals,      ///< '=' before LF or two hexadecimal digits.
  kWrap,        ///< LF with a digit beside it, or a character further.
  kConfusable,  ///< A letter that looks like a digit, beside one.
  kSeparator,   ///< ' ', '.' or '-' of a chain: groups of one to four letters and digits, all of one size.
  kLongRun,     ///< At least kLongRun characters of the base64 alphabet end behind here; `at` is inside of the run.
};
inline constexpr std::size_t kLongRun = 24;

struct Suspect {
  std::size_t at;
  SuspectKind kind;
  friend bool operator==(const Suspect&, const Suspect&) = default;
};

/// Appends all suspects, kinds of one block of 64 bytes behind each other, otherwise in order. A long run is named at least once.
void find_suspects(std::string_view text, std::vector<Suspect>& out);
/// The same without vectors, for tests.
void find_suspects_plainly(std::string_view text, std::vector<Suspect>& out);

}  // namespace assay::normalize
