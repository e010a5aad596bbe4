#include "normalize/suspects.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace assay::normalize {
namespace {
constexpr std::size_t kBlock = 64;

/// Classes of bytes, each a product of high and low nibbles, so that two table look-ups and one AND tell all eight.
enum Class : unsigned {
  kDigit,
  kLookalike,
  kSeparator,
  kAmpersandOrPercent,
  kEqualsOrLf,
  kLettersLow,
  kLettersHigh,
  kPlusOrSlash
};
struct Product {
  std::uint16_t high, low;  ///< Bit per nibble.
};
constexpr std::array<Product, 8> kProducts{{
    {1U << 3, 0x03FF},            // 0-9
    {1U << 4 | 1U << 6, 0x9200},  // O o l I, and L i
    {1U << 2, 0x6001},            // blank - .
    {1U << 2, 0x0060},            // & %
    {1U << 3 | 1U << 0, 0x2400},  // = LF, and : CR
    {1U << 4 | 1U << 6, 0xFFFE},  // A-O a-o
    {1U << 5 | 1U << 7, 0x07FF},  // P-Z p-z
    {1U << 2, 0x8800},            // + /
}};

constexpr std::array<std::uint8_t, 16> nibbles(bool high) {
  std::array<std::uint8_t, 16> table{};
  for (unsigned i = 0; i < kProducts.size(); ++i)
    for (unsigned nibble = 0; nibble < 16; ++nibble)
      if (((high ? kProducts[i].high : kProducts[i].low) >> nibble & 1U) != 0)
        table[nibble] |= static_cast<std::uint8_t>(1U << i);
  return table;
}
alignas(16) constexpr auto kHigh = nibbles(true);
alignas(16) constexpr auto kLow = nibbles(false);

struct Masks {
  std::uint64_t digit = 0, lookalike = 0, separator = 0, escape = 0, equals = 0, run = 0;
};

Masks plain_masks(const char* block) {
  std::array<std::uint64_t, 8> of{};
  for (unsigned i = 0; i < kBlock; ++i) {
    const auto byte = static_cast<unsigned char>(block[i]);
    const unsigned classes = kHigh[byte >> 4] & kLow[byte & 15];
    for (unsigned k = 0; k < of.size(); ++k) of[k] |= static_cast<std::uint64_t>(classes >> k & 1U) << i;
  }
  const std::uint64_t run = of[kDigit] | of[kLettersLow] | of[kLettersHigh] | of[kPlusOrSlash];
  return {of[kDigit], of[kLookalike], of[kSeparator], of[kAmpersandOrPercent], of[kEqualsOrLf], run};
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) std::uint64_t bit_of(__m256i low, __m256i high, int shift) {
  const __m128i count = _mm_cvtsi32_si128(shift);
  const auto a = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_sll_epi16(low, count)));
  const auto b = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_sll_epi16(high, count)));
  return a | static_cast<std::uint64_t>(b) << 32;
}

__attribute__((target("avx2"))) __m256i classes_of(const char* bytes) {
  const __m256i text = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
  const __m256i nibble = _mm256_set1_epi8(15);
  const __m256i low_table = _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(kLow.data())));
  const __m256i high_table = _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(kHigh.data())));
  const __m256i low = _mm256_shuffle_epi8(low_table, _mm256_and_si256(text, nibble));
  const __m256i high = _mm256_shuffle_epi8(high_table, _mm256_and_si256(_mm256_srli_epi16(text, 4), nibble));
  return _mm256_and_si256(low, high);
}

__attribute__((target("avx2"))) Masks vector_masks(const char* block) {
  const __m256i a = classes_of(block), b = classes_of(block + 32);
  const __m256i runs =
      _mm256_set1_epi8(static_cast<char>(1U << kDigit | 1U << kLettersLow | 1U << kLettersHigh | 1U << kPlusOrSlash));
  const __m256i none = _mm256_setzero_si256();
  const auto c = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_and_si256(a, runs), none)));
  const auto d = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_and_si256(b, runs), none)));
  Masks out;
  out.digit = bit_of(a, b, 7 - kDigit);
  out.lookalike = bit_of(a, b, 7 - kLookalike);
  out.separator = bit_of(a, b, 7 - kSeparator);
  out.escape = bit_of(a, b, 7 - kAmpersandOrPercent);
  out.equals = bit_of(a, b, 7 - kEqualsOrLf);
  out.run = ~(c | static_cast<std::uint64_t>(d) << 32);
  return out;
}
#endif

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Pass {
 public:
  Pass(std::string_view text, std::vector<Suspect>& out) : text_(text), out_(out) {}

  template <class MasksOf>
  void all(MasksOf masks_of) {
    std::size_t at = 0;
    for (; at + kBlock <= text_.size(); at += kBlock) block(at, masks_of(text_.data() + at));
    char rest[kBlock] = {};
    std::memcpy(rest, text_.data() + at, text_.size() - at);
    if (at < text_.size()) block(at, masks_of(rest));
  }

 private:
  void block(std::size_t at, const Masks& masks) {
    const bool digit_before = at > 0 && is_digit(text_[at - 1]);
    const bool digit_behind = at + kBlock < text_.size() && is_digit(text_[at + kBlock]);
    const std::uint64_t behind_digit = masks.digit << 1 | (digit_before ? 1U : 0U);
    const std::uint64_t before_digit = masks.digit >> 1 | static_cast<std::uint64_t>(digit_behind) << (kBlock - 1);
    add(at, masks.escape, SuspectKind::kEscape);
    add(at, masks.lookalike & (behind_digit | before_digit), SuspectKind::kConfusable);
    add(at, masks.separator & behind_digit & before_digit, SuspectKind::kSeparator);
    add_equals(at, masks.equals, behind_digit | before_digit);
    add_run(at, masks.run);
  }

  void add(std::size_t at, std::uint64_t bits, SuspectKind kind) {
    for (; bits != 0; bits &= bits - 1) out_.push_back({at + static_cast<std::size_t>(std::countr_zero(bits)), kind});
  }

  void add_equals(std::size_t at, std::uint64_t bits, std::uint64_t beside_digit) {
    for (; bits != 0; bits &= bits - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(bits));
      const char c = text_[at + bit];
      if (c == '\n' && (beside_digit >> bit & 1U) != 0) out_.push_back({at + bit, SuspectKind::kWrap});
      if (c == '=') out_.push_back({at + bit, SuspectKind::kEquals});
    }
  }

  /// Runs that reach over blocks are counted on.
  void add_run(std::size_t at, std::uint64_t run) {
    const auto leading = static_cast<std::size_t>(std::countr_one(run));
    if (open_ < kLongRun && open_ + leading >= kLongRun) out_.push_back({at + leading - 1, SuspectKind::kLongRun});
    if (leading == kBlock) {
      open_ = std::min(open_ + leading, kLongRun);
      return;
    }
    std::uint64_t long_runs = run & run >> 1;
    long_runs &= long_runs >> 2;
    long_runs &= long_runs >> 4;
    long_runs &= long_runs >> 8;  // sixteen
    long_runs &= long_runs >> 8;  // 24: bit i says that i to i + 23 belong to a run
    const std::uint64_t behind_first = leading == 0 ? ~std::uint64_t{0} : ~((std::uint64_t{1} << leading) - 1);
    long_runs &= behind_first;
    add(at, long_runs & ~(long_runs << 1), SuspectKind::kLongRun);
    const auto trailing = static_cast<std::size_t>(std::countl_one(run));
    open_ = std::min(trailing, kLongRun);
  }

  std::string_view text_;
  std::vector<Suspect>& out_;
  std::size_t open_ = 0;  ///< Length of the run that goes on, up to kLongRun.
};
}  // namespace

void find_suspects_plainly(std::string_view text, std::vector<Suspect>& out) { Pass(text, out).all(plain_masks); }

void find_suspects(std::string_view text, std::vector<Suspect>& out) {
#if defined(__x86_64__)
  static const bool kVectors = __builtin_cpu_supports("avx2") != 0;
  if (kVectors) return Pass(text, out).all([](const char* block) { return vector_masks(block); });
#endif
  find_suspects_plainly(text, out);
}

}  // namespace assay::normalize
