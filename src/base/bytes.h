// Passes over bytes that every text goes through, sixteen at a time.
#pragma once
#if defined(__SSE2__)
#include <emmintrin.h>
#endif
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assay::base {

/// Number of `byte` in `bytes`.
std::uint64_t count_byte(std::string_view bytes, char byte);

/// Number of bytes that are not ASCII.
std::uint64_t count_non_ascii(std::string_view bytes);

/// First offset from `at` on whose byte is not ASCII, or is `also`; the size if there is none. `also` >= 0x80: only the former.
inline std::size_t find_special(std::string_view bytes, std::size_t at, char also) {
  const auto is_special = [&](char c) { return static_cast<unsigned char>(c) >= 0x80 || c == also; };
#if defined(__SSE2__)
  const __m128i wanted = _mm_set1_epi8(also);
  const auto load = [&](std::size_t i) {
    const __m128i lanes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data() + i));
    return _mm_or_si128(lanes, _mm_cmpeq_epi8(lanes, wanted));
  };
  const auto mask = [](__m128i lanes) { return static_cast<unsigned>(_mm_movemask_epi8(lanes)); };
  for (; at + 64 <= bytes.size(); at += 64) {
    const __m128i a = load(at), b = load(at + 16), c = load(at + 32), d = load(at + 48);
    if (mask(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d))) == 0) continue;
    const std::uint64_t low = mask(a) | mask(b) << 16, high = mask(c) | mask(d) << 16;
    return at + static_cast<std::size_t>(std::countr_zero(low | high << 32));
  }
  for (; at + 16 <= bytes.size(); at += 16)
    if (const unsigned found = mask(load(at)); found != 0) return at + static_cast<std::size_t>(std::countr_zero(found));
#endif
  while (at < bytes.size() && !is_special(bytes[at])) ++at;
  return at;
}

/// First offset from `at` on that is not ASCII; the size if there is none.
inline std::size_t find_non_ascii(std::string_view bytes, std::size_t at) { return find_special(bytes, at, '\xFF'); }

}  // namespace assay::base
