// One bit per byte of text: which of a few classes it belongs to. 64 bytes become one word per class in a few instructions of
// whatever vector unit this processor has; everything that follows is arithmetic on those words.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "detect/byte_set.h"

namespace assay::detect {

/// Classes of bytes that the start conditions are written in. Bytes from 0x80 belong to kLocal and kLead only.
enum class ByteClass : std::uint8_t {
  kDigit,
  kUpper,    ///< A-Z
  kLower,    ///< a-z and _
  kJoin,     ///< ':' and '-'
  kAt,       ///< '@'
  kSpecial,  ///< What patterns begin with that begin neither with a letter nor a digit.
  kLocal,    ///< What may stand in front of an '@'.
  kLead,     ///< 0xC0-0xFF: a character beyond ASCII begins.
  kRun,      ///< '.', '/', '<' and '+', which stand inside of long identifiers
};
inline constexpr std::size_t kByteClasses = 9;

inline constexpr ByteSet kRunBytes = ByteSet::range('.', '/') | ByteSet::single('<') | ByteSet::single('+');

/// Both sets depend on the patterns. ASCII only, but kLocal may hold all bytes from 0x80.
struct ByteMaskSets {
  ByteSet special, local;
};

class ByteMasks {
 public:
  /// Bits of one block of 64 bytes, by class; bit i for byte i.
  using Block = std::array<std::uint64_t, kByteClasses>;

  explicit ByteMasks(const ByteMaskSets& sets);
  /// Writes a block for every 64 bytes of [begin, begin + 64 * blocks). Bytes outside of the text are in no class. `begin` may be
  /// negative (as a wrapped size) by at most 64.
  void fill(std::string_view text, std::size_t begin, std::size_t blocks, Block* out) const;

  /// By half byte, each bit a row of sixteen characters: a byte is in the class if both halves share one of the class's bits.
  struct Tables {
    alignas(16) std::array<std::uint8_t, 16> digits_upper{}, joins_at_lower{}, special{}, local{}, runs{};
    std::uint8_t local_high = 0;  ///< 0xFF: bytes from 0x80 are local.
  };

 private:
  Tables tables_;
};

/// The vector units that the masks were compiled for and this processor has, best first, and the portable form last.
std::size_t byte_mask_targets(std::int64_t* out, std::size_t room);
/// For tests and measurements: use this one from now on, in all threads; 0: the best.
void force_byte_mask_target(std::int64_t target);
const char* byte_mask_target_name(std::int64_t target);

}  // namespace assay::detect
