// Where words may be, 64 bytes at a time: a bit per byte.
#pragma once
#include <cstddef>
#include <cstdint>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "detect/words.h"

namespace assay::detect {

inline constexpr std::size_t kWordBlock = 64;

/// Bit per byte of a block. Beyond ASCII every byte may belong to a word; that is sorted out later, and seldom.
struct WordMasks {
  std::uint64_t word = 0, high = 0, joint = 0, line = 0;
};

#if defined(__SSE2__)
inline __m128i bytes_in_range(__m128i bytes, char first, char last) {
  const __m128i shifted = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
  return _mm_cmpeq_epi8(_mm_min_epu8(shifted, _mm_set1_epi8(static_cast<char>(last - first))), shifted);
}

inline WordMasks word_masks_of(const char* block) {
  WordMasks masks;
  for (unsigned i = 0; i < kWordBlock; i += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + i));
    const __m128i letter = bytes_in_range(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 'z');
    const __m128i word = _mm_or_si128(letter, bytes_in_range(bytes, '0', '9'));
    const auto high = static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(bytes)));
    masks.high |= high << i;
    masks.word |= (static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(word))) | high) << i;
    const __m128i quote = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('-')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\'')));
    const __m128i line = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'));
    const __m128i joint = _mm_or_si128(quote, line);
    masks.line |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(line))) << i;
    masks.joint |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(joint))) << i;
  }
  return masks;
}
#else
inline WordMasks word_masks_of(const char* block) {
  WordMasks masks;
  for (unsigned i = 0; i < kWordBlock; ++i) {
    const bool high = static_cast<unsigned char>(block[i]) >= 0x80;
    masks.high |= static_cast<std::uint64_t>(high) << i;
    masks.word |= static_cast<std::uint64_t>(high || is_ascii_word_byte(block[i])) << i;
    masks.joint |= static_cast<std::uint64_t>(may_begin_joint(block[i])) << i;
    masks.line |= static_cast<std::uint64_t>(block[i] == '\n') << i;
  }
  return masks;
}
#endif

}  // namespace assay::detect
