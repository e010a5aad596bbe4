// Compiled once per vector unit by Highway; the table at the bottom chooses when the program runs.
#include "normalize/suspect_masks.h"

#include <array>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "normalize/suspect_masks.cc"
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>

#ifndef ASSAY_SUSPECT_CLASSES
#define ASSAY_SUSPECT_CLASSES
namespace assay::normalize {
/// Classes of bytes, each a product of high and low nibbles, so that two table look-ups and one AND tell all of them.
enum Class : unsigned { kDigit, kLettersLow, kLettersHigh, kPlusOrSlash, kSeparator, kLookalike, kEscape, kClasses };
struct Product {
  std::uint16_t high, low;  ///< Bit per nibble.
};
inline constexpr std::array<Product, kClasses> kProducts{{
    {1U << 3, 0x03FF},            // 0-9
    {1U << 4 | 1U << 6, 0xFFFE},  // A-O a-o
    {1U << 5 | 1U << 7, 0x07FF},  // P-Z p-z
    {1U << 2, 0x8800},            // + /
    {1U << 2, 0x6001},            // blank - .
    {1U << 4 | 1U << 6, 0x9200},  // O o l I, and L i
    {1U << 2, 0x0060},            // & %
}};
inline constexpr unsigned kWordClasses = 1U << kDigit | 1U << kLettersLow | 1U << kLettersHigh;
inline constexpr unsigned kRunClasses = kWordClasses | 1U << kPlusOrSlash;

constexpr std::array<std::uint8_t, 16> nibbles_of(std::uint16_t Product::*half) {
  std::array<std::uint8_t, 16> table{};
  for (unsigned i = 0; i < kClasses; ++i)
    for (unsigned nibble = 0; nibble < 16; ++nibble)
      if ((kProducts[i].*half >> nibble & 1U) != 0) table[nibble] |= static_cast<std::uint8_t>(1U << i);
  return table;
}
alignas(16) inline constexpr auto kHighNibbles = nibbles_of(&Product::high);
alignas(16) inline constexpr auto kLowNibbles = nibbles_of(&Product::low);
}  // namespace assay::normalize
#endif

HWY_BEFORE_NAMESPACE();
namespace assay::normalize {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

void fill(const char* bytes, std::size_t blocks, SuspectMasks* out) { fill_suspect_masks_plainly(bytes, blocks, out); }

#else

using Bytes = hn::ScalableTag<std::uint8_t>;

/// Bits from `at` of the word on.
template <class Mask>
HWY_INLINE void store(Mask mask, std::size_t at, std::uint64_t& word) {
  hn::StoreMaskBits(Bytes(), mask, reinterpret_cast<std::uint8_t*>(&word) + at / 8);
}

void fill(const char* bytes, std::size_t blocks, SuspectMasks* out) {
  const Bytes d;
  const hn::Repartition<std::uint16_t, Bytes> d16;
  const auto high_nibbles = hn::LoadDup128(d, kHighNibbles.data()), low_nibbles = hn::LoadDup128(d, kLowNibbles.data());
  const auto low_half = hn::Set(d, std::uint8_t{15});
  for (std::size_t block = 0; block < blocks; ++block, bytes += kMaskBlock) {
    SuspectMasks& masks = out[block];
    for (std::size_t at = 0; at < kMaskBlock; at += hn::Lanes(d)) {
      const auto text = hn::LoadU(d, reinterpret_cast<const std::uint8_t*>(bytes) + at);
      const auto high = hn::And(hn::BitCast(d, hn::ShiftRight<4>(hn::BitCast(d16, text))), low_half);
      const auto classes =
          hn::And(hn::TableLookupBytes(high_nibbles, high), hn::TableLookupBytes(low_nibbles, hn::And(text, low_half)));
      const auto any_of = [&](unsigned bits) {
        return hn::Ne(hn::And(classes, hn::Set(d, static_cast<std::uint8_t>(bits))), hn::Zero(d));
      };
      store(any_of(1U << kDigit), at, masks.digit);
      store(any_of(kWordClasses), at, masks.word);
      store(any_of(kRunClasses), at, masks.run);
      store(any_of(1U << kSeparator), at, masks.separator);
      store(any_of(1U << kLookalike), at, masks.lookalike);
      store(any_of(1U << kEscape), at, masks.escape);
      store(hn::Eq(text, hn::Set(d, std::uint8_t{'='})), at, masks.equals);
      store(hn::Eq(text, hn::Set(d, std::uint8_t{'\n'})), at, masks.line);
    }
  }
}

#endif

}  // namespace HWY_NAMESPACE
}  // namespace assay::normalize
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace assay::normalize {
namespace {
HWY_EXPORT(fill);
}

void fill_suspect_masks_plainly(const char* bytes, std::size_t blocks, SuspectMasks* out) {
  for (std::size_t i = 0; i < kMaskBlock * blocks; ++i) {
    SuspectMasks& masks = out[i / kMaskBlock];
    if (i % kMaskBlock == 0) masks = {};
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const unsigned classes = kHighNibbles[byte >> 4] & kLowNibbles[byte & 15];
    const auto put = [&](std::uint64_t& mask, bool in) { mask |= std::uint64_t{in} << (i % kMaskBlock); };
    put(masks.digit, (classes & 1U << kDigit) != 0);
    put(masks.word, (classes & kWordClasses) != 0);
    put(masks.run, (classes & kRunClasses) != 0);
    put(masks.separator, (classes & 1U << kSeparator) != 0);
    put(masks.lookalike, (classes & 1U << kLookalike) != 0);
    put(masks.escape, (classes & 1U << kEscape) != 0);
    put(masks.equals, byte == '=');
    put(masks.line, byte == '\n');
  }
}

void fill_suspect_masks(const char* bytes, std::size_t blocks, SuspectMasks* out) {
  HWY_DYNAMIC_DISPATCH(fill)(bytes, blocks, out);
}

}  // namespace assay::normalize
#endif
