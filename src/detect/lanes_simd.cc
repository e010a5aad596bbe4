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

ASSAY_AVX2 inline __m256i lanes_of(const Tables& tables, const char* at) {
  const __m256i nibble = _mm256_set1_epi8(15);
  __m256i lanes = _mm256_set1_epi8(-1);
  for (std::size_t i = 0; i < kPrefixBytes; ++i) {
    const __m256i bytes = load(at + i);
    const __m256i low = _mm256_shuffle_epi8(tables.low[i], _mm256_and_si256(bytes, nibble));
    const __m256i high = _mm256_shuffle_epi8(tables.high[i], _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble));
    lanes = _mm256_and_si256(lanes, _mm256_and_si256(low, high));
  }
  const __m256i before = load(at - 1);
  const __m256i digit = in_range(before, '0', 9);
  const __m256i letter = in_range(_mm256_or_si256(before, _mm256_set1_epi8(32)), 'a', 25);
  const __m256i word = _mm256_or_si256(_mm256_or_si256(digit, letter), _mm256_cmpeq_epi8(before, _mm256_set1_epi8('_')));
  lanes = _mm256_andnot_si256(_mm256_and_si256(digit, tables.digit_guard), lanes);
  return _mm256_andnot_si256(_mm256_and_si256(word, tables.word_guard), lanes);
}

ASSAY_AVX2 std::size_t find_blocks(const Tables& tables, std::string_view text, std::size_t begin, std::size_t end,
                                   std::vector<Lanes::Start>& out) {
  alignas(kBlock) std::uint8_t stored[kBlock];
  for (; begin + kBlock <= end && begin + kBlock + kPrefixBytes <= text.size(); begin += kBlock) {
    const __m256i lanes = lanes_of(tables, text.data() + begin);
    auto starts = ~static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(lanes, _mm256_setzero_si256())));
    if (starts == 0) continue;
    _mm256_store_si256(reinterpret_cast<__m256i*>(stored), lanes);
    for (; starts != 0; starts &= starts - 1) {
      const auto i = static_cast<std::size_t>(__builtin_ctz(starts));
      out.push_back({begin + i, stored[i]});
    }
  }
  return begin;
}

}  // namespace

// Split so that no AVX2 register is touched before the processor was asked.
struct LanesTables {
  ASSAY_AVX2 static std::size_t find(const Lanes& lanes, std::string_view text, std::size_t begin, std::size_t end,
                                     std::vector<Lanes::Start>& out) {
    Tables tables;
    for (std::size_t i = 0; i < kPrefixBytes; ++i) {
      tables.low[i] = both_halves(lanes.low_[i]);
      tables.high[i] = both_halves(lanes.high_[i]);
    }
    tables.digit_guard = _mm256_set1_epi8(static_cast<char>(lanes.digit_guard_));
    tables.word_guard = _mm256_set1_epi8(static_cast<char>(lanes.word_guard_));
    return find_blocks(tables, text, begin, end, out);
  }
};

std::size_t LanesAvx2::find(const Lanes& lanes, std::string_view text, std::size_t begin, std::size_t end,
                            std::vector<Lanes::Start>& out) {
  static const bool kAvailable = __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0;
  return kAvailable ? LanesTables::find(lanes, text, begin, end, out) : begin;
}

}  // namespace assay::detect

#else

namespace assay::detect {
std::size_t LanesAvx2::find(const Lanes&, std::string_view, std::size_t begin, std::size_t, std::vector<Lanes::Start>&) {
  return begin;
}
}  // namespace assay::detect

#endif
