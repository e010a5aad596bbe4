#include "detect/lanes_simd.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define ASSAY_AVX2 __attribute__((target("avx2,bmi")))

namespace assay::detect {
namespace {

constexpr std::size_t kBlock = 32;

struct Tables {
  __m256i low[kPrefixBytes], high[kPrefixBytes];
  __m256i digit_guard, word_guard;
};

ASSAY_AVX2 inline __m256i both_halves(const std::array<std::uint8_t, 16>& table) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table.data())));
}

ASSAY_AVX2 inline __m256i load(const char* at) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at)); }

/// 0xFF where first <= byte <= first + span.
ASSAY_AVX2 inline __m256i in_range(__m256i bytes, char first, char span) {
  const __m256i shifted = _mm256_sub_epi8(bytes, _mm256_set1_epi8(first));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(shifted, _mm256_set1_epi8(span)), shifted);
}

/// Lanes that offsets [from, to) of the starts allow.
template <std::size_t from, std::size_t to>
ASSAY_AVX2 inline __m256i by_prefix(const Tables& tables, const char* at) {
  const __m256i half = _mm256_set1_epi8(15);
  __m256i lanes = _mm256_set1_epi8(-1);
  for (std::size_t i = from; i < to; ++i) {
    const __m256i bytes = load(at + i);
    const __m256i low = _mm256_shuffle_epi8(tables.low[i], _mm256_and_si256(bytes, half));
    const __m256i high = _mm256_shuffle_epi8(tables.high[i], _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half));
    lanes = _mm256_and_si256(lanes, _mm256_and_si256(low, high));
  }
  return lanes;
}

/// Lanes that the byte in front forbids.
ASSAY_AVX2 inline __m256i forbidden(const Tables& tables, const char* at) {
  const __m256i before = load(at - 1);
  const __m256i digit = in_range(before, '0', 9);
  const __m256i letter = in_range(_mm256_or_si256(before, _mm256_set1_epi8(32)), 'a', 25);
  const __m256i word = _mm256_or_si256(_mm256_or_si256(digit, letter), _mm256_cmpeq_epi8(before, _mm256_set1_epi8('_')));
  return _mm256_or_si256(_mm256_and_si256(digit, tables.digit_guard), _mm256_and_si256(word, tables.word_guard));
}

/// In three steps, because prose mostly ends at the first.
ASSAY_AVX2 inline __m256i lanes_of(const Tables& tables, const char* at) {
  __m256i lanes = _mm256_andnot_si256(forbidden(tables, at), by_prefix<0, 4>(tables, at));
  if (_mm256_testz_si256(lanes, lanes) != 0) return lanes;
  lanes = _mm256_and_si256(lanes, by_prefix<4, 8>(tables, at));
  if (_mm256_testz_si256(lanes, lanes) != 0) return lanes;
  return _mm256_and_si256(lanes, by_prefix<8, kPrefixBytes>(tables, at));
}

ASSAY_AVX2 void find_blocks(const Tables& tables, std::string_view text, std::size_t end, LanesSimd::Place& place) {
  alignas(kBlock) std::uint8_t stored[kBlock];
  for (; place.at + kBlock <= end && place.at + kBlock + kPrefixBytes <= text.size(); place.at += kBlock) {
    const __m256i lanes = lanes_of(tables, text.data() + place.at);
    auto starts = ~static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(lanes, _mm256_setzero_si256())));
    if (starts == 0) continue;
    _mm256_store_si256(reinterpret_cast<__m256i*>(stored), lanes);
    const auto offset = static_cast<std::uint32_t>(place.at - place.stripe);
    for (; starts != 0; starts &= starts - 1) {
      const auto i = static_cast<std::uint32_t>(__builtin_ctz(starts));
      *place.out++ = {offset + i, stored[i]};
    }
  }
}

}  // namespace

// Split so that no AVX2 register is touched before the processor was asked.
struct LanesTables {
  ASSAY_AVX2 static void find(const Lanes& lanes, std::string_view text, std::size_t end, LanesSimd::Place& place) {
    Tables tables;
    for (std::size_t i = 0; i < kPrefixBytes; ++i) {
      tables.low[i] = both_halves(lanes.low_[i]);
      tables.high[i] = both_halves(lanes.high_[i]);
    }
    tables.digit_guard = _mm256_set1_epi8(static_cast<char>(lanes.digit_guard_));
    tables.word_guard = _mm256_set1_epi8(static_cast<char>(lanes.word_guard_));
    find_blocks(tables, text, end, place);
  }
};

void LanesSimd::find(const Lanes& lanes, std::string_view text, std::size_t end, Place& place) {
  static const bool kAvailable = __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0;
  if (kAvailable) LanesTables::find(lanes, text, end, place);
}

}  // namespace assay::detect

#else

namespace assay::detect {
void LanesSimd::find(const Lanes&, std::string_view, std::size_t, Place&) {}
}  // namespace assay::detect

#endif
