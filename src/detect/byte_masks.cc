// Compiled once per vector unit by Highway; the table at the bottom chooses when the program runs.
#include "detect/byte_masks.h"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "detect/byte_masks.cc"
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace assay::detect {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

/// Without vectors: byte by byte.
void fill(const std::uint8_t* bytes, std::size_t blocks, const ByteMasks::Tables& tables, ByteMasks::Block* out) {
  for (std::size_t i = 0; i < 64 * blocks; ++i) {
    if (i % 64 == 0) out[i / 64] = {};
    const unsigned byte = bytes[i], low = byte & 15, row = byte < 128 ? 1U << (byte >> 4) : 0;
    const unsigned first = tables.digits_upper[low] & row, second = tables.joins_at_lower[low] & row;
    const bool in[] = {(first & 0x08) != 0,
                       (first & 0x30) != 0,
                       (second & 0xE0) != 0,
                       (second & 0x0C) != 0,
                       (second & 0x10) != 0,
                       (tables.special[low] & row) != 0,
                       (tables.local[low] & row) != 0 || (byte & tables.local_high & 0x80) != 0,
                       byte >= 0xC0,
                       (tables.runs[low] & row) != 0};
    for (std::size_t c = 0; c < kByteClasses; ++c) out[i / 64][c] |= std::uint64_t{in[c]} << (i % 64);
  }
}

#else

using Bytes = hn::ScalableTag<std::uint8_t>;
using Vector = hn::Vec<Bytes>;

/// Bits for the bytes that share one of `bits`, from bit `at` of the word on (the first byte of a word is its lowest).
HWY_INLINE void store(Vector found, unsigned bits, std::size_t at, std::uint64_t& word) {
  const Bytes d;
  const auto member = hn::Ne(hn::And(found, hn::Set(d, static_cast<std::uint8_t>(bits))), hn::Zero(d));
  hn::StoreMaskBits(d, member, reinterpret_cast<std::uint8_t*>(&word) + at / 8);
}

/// All blocks lie within the bytes.
void fill(const std::uint8_t* bytes, std::size_t blocks, const ByteMasks::Tables& tables, ByteMasks::Block* out) {
  const Bytes d;
  const std::size_t lanes = hn::Lanes(d);
  alignas(16) static constexpr std::uint8_t kRows[16] = {1, 2, 4, 8, 16, 32, 64, 128};
  const auto rows = hn::LoadDup128(d, kRows);
  const auto digits_upper = hn::LoadDup128(d, tables.digits_upper.data());
  const auto joins_at_lower = hn::LoadDup128(d, tables.joins_at_lower.data());
  const auto special = hn::LoadDup128(d, tables.special.data()), local = hn::LoadDup128(d, tables.local.data());
  const auto runs = hn::LoadDup128(d, tables.runs.data());
  const auto low_half = hn::Set(d, std::uint8_t{15}),
             high_local = hn::Set(d, static_cast<std::uint8_t>(tables.local_high & 0x80));
  const hn::Repartition<std::uint16_t, Bytes> d16;
  for (std::size_t block = 0; block < blocks; ++block, bytes += 64) {
    ByteMasks::Block& words = out[block];
    for (std::size_t at = 0; at < 64; at += lanes) {
      const auto text = hn::LoadU(d, bytes + at);
      const auto low = hn::And(text, low_half);
      const auto high = hn::And(hn::BitCast(d, hn::ShiftRight<4>(hn::BitCast(d16, text))), low_half);
      const auto row = hn::TableLookupBytes(rows, high);
      const auto first = hn::And(hn::TableLookupBytes(digits_upper, low), row);
      const auto second = hn::And(hn::TableLookupBytes(joins_at_lower, low), row);
      const auto third = hn::And(hn::TableLookupBytes(special, low), row);
      const auto fourth = hn::Or(hn::And(hn::TableLookupBytes(local, low), row), hn::And(text, high_local));
      store(first, 0x08, at, words[0]);
      store(first, 0x30, at, words[1]);
      store(second, 0xE0, at, words[2]);
      store(second, 0x0C, at, words[3]);
      store(second, 0x10, at, words[4]);
      store(third, 0xFF, at, words[5]);
      store(fourth, 0xFF, at, words[6]);
      store(hn::And(text, hn::Add(text, text)), 0x80, at, words[7]);
      store(hn::And(hn::TableLookupBytes(runs, low), row), 0xFF, at, words[8]);
    }
  }
}

#endif

}  // namespace HWY_NAMESPACE
}  // namespace assay::detect
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace assay::detect {
namespace {

HWY_EXPORT(fill);

constexpr ByteSet kLower = ByteSet::range('a', 'z') | ByteSet::single('_');
constexpr ByteSet kJoins = ByteSet::single(':') | ByteSet::single('-');

std::array<std::uint8_t, 16> half_table(const ByteSet& set) {
  std::array<std::uint8_t, 16> table{};
  for (unsigned b = 0; b < 128; ++b)
    if (set.contains(static_cast<std::uint8_t>(b))) table[b & 15] |= static_cast<std::uint8_t>(1U << (b >> 4));
  return table;
}

void fill_best(const std::uint8_t* bytes, std::size_t blocks, const ByteMasks::Tables& tables, ByteMasks::Block* out) {
  HWY_DYNAMIC_DISPATCH(fill)(bytes, blocks, tables, out);
}

}  // namespace

ByteMasks::ByteMasks(const ByteMaskSets& sets) {
  tables_.digits_upper = half_table(ByteSet::range('0', '9') | ByteSet::range('A', 'Z'));
  tables_.joins_at_lower = half_table(kLower | kJoins | ByteSet::single('@'));
  tables_.runs = half_table(kRunBytes);
  tables_.special = half_table(sets.special);
  tables_.local = half_table(sets.local);
  tables_.local_high = sets.local.contains(0x80) ? 0xFF : 0;
}

void ByteMasks::fill(std::string_view text, std::size_t begin, std::size_t blocks, Block* out) const {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto partial = [&](std::size_t at, Block* block) {  // byte by byte: the block reaches over an end of the text
    std::uint8_t copy[64] = {};
    for (std::size_t i = 0; i < 64; ++i)
      if (at + i < text.size()) copy[i] = bytes[at + i];
    fill_best(copy, 1, tables_, block);
  };
  for (; blocks > 0 && begin + 64 < 64; begin += 64, --blocks) partial(begin, out++);
  const std::size_t whole = begin < text.size() ? std::min(blocks, (text.size() - begin) / 64) : 0;
  if (whole > 0) fill_best(bytes + begin, whole, tables_, out);
  for (std::size_t block = whole; block < blocks; ++block) partial(begin + 64 * block, out + block);
}

std::size_t byte_mask_targets(std::int64_t* out, std::size_t room) {
  std::size_t count = 0;
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets())
    if (count < room) out[count++] = target;
  return count;
}

void force_byte_mask_target(std::int64_t target) {
  hwy::SetSupportedTargetsForTest(target);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

const char* byte_mask_target_name(std::int64_t target) { return hwy::TargetName(target); }

}  // namespace assay::detect
#endif
