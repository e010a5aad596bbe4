// What the bytes of a text are, 64 at a time, a bit for each: for the search for suspects. Compiled for every vector unit and
// chosen when the program runs.
// Threads: pure functions.
#pragma once
#include <cstddef>
#include <cstdint>

namespace assay::normalize {

inline constexpr std::size_t kMaskBlock = 64;

/// The lowest bit is the first byte.
struct SuspectMasks {
  std::uint64_t digit = 0;
  std::uint64_t word = 0;       ///< ASCII letters and digits.
  std::uint64_t run = 0;        ///< Those, '+' and '/'.
  std::uint64_t separator = 0;  ///< ' ', '.', '-'
  std::uint64_t lookalike = 0;  ///< O o l I, and L i.
  std::uint64_t escape = 0;     ///< & %
  std::uint64_t equals = 0;
  std::uint64_t line = 0;  ///< LF
};

/// Masks of `blocks` blocks that begin at `bytes`.
void fill_suspect_masks(const char* bytes, std::size_t blocks, SuspectMasks* out);
/// The same byte by byte, for tests.
void fill_suspect_masks_plainly(const char* bytes, std::size_t blocks, SuspectMasks* out);

}  // namespace assay::normalize
