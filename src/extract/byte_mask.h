// Finds any of four bytes, 64 at a time.
#pragma once
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace assay::extract {

/// The bytes looked for.
struct ByteSet4 {
  char a, b, c, d;
};

inline constexpr std::size_t kMaskBytes = 64;

/// Bit i is set where bytes[i] is in `set`. Reads exactly kMaskBytes bytes.
inline std::uint64_t mask_of(const char* bytes, ByteSet4 set) {
  std::uint64_t mask = 0;
#ifdef __SSE2__
  const __m128i a = _mm_set1_epi8(set.a), b = _mm_set1_epi8(set.b), c = _mm_set1_epi8(set.c), d = _mm_set1_epi8(set.d);
  for (unsigned at = 0; at < kMaskBytes; at += 16) {
    const __m128i lanes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + at));
    const __m128i low = _mm_or_si128(_mm_cmpeq_epi8(lanes, a), _mm_cmpeq_epi8(lanes, b));
    const __m128i high = _mm_or_si128(_mm_cmpeq_epi8(lanes, c), _mm_cmpeq_epi8(lanes, d));
    mask |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(low, high)))) << at;
  }
#else
  for (unsigned at = 0; at < kMaskBytes; ++at) {
    const char byte = bytes[at];
    const bool hit = byte == set.a || byte == set.b || byte == set.c || byte == set.d;
    mask |= static_cast<std::uint64_t>(hit) << at;
  }
#endif
  return mask;
}

}  // namespace assay::extract
