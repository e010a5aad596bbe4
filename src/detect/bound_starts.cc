#include "detect/bound_starts.h"

#include <algorithm>

#include "detect/start_conditions.h"

namespace assay::detect {
namespace {

using Word = std::uint64_t;

constexpr ByteSet kClassBytes[] = {kDigitBytes, kUpperBytes, kLowerBytes, ~kWordBytes};

Word of(const ByteMasks::Block& block, ByteClass c) { return block[static_cast<std::size_t>(c)]; }
Word letters(const ByteMasks::Block& block) { return of(block, ByteClass::kUpper) | of(block, ByteClass::kLower); }
Word word_bytes(const ByteMasks::Block& block) { return letters(block) | of(block, ByteClass::kDigit); }

/// Bytes that may start a match, by what stands in front of them. `block[-1]` exists.
Word allowed(const ByteMasks::Block* block, StartEdge edge) {
  if (edge == StartEdge::kAny) return ~Word{0};
  const bool digits = edge == StartEdge::kNoDigit;
  const Word here = digits ? of(block[0], ByteClass::kDigit) : word_bytes(block[0]);
  const Word before = digits ? of(block[-1], ByteClass::kDigit) : word_bytes(block[-1]);
  return ~(here << 1 | before >> 63);
}

Word members(const ByteMasks::Block& block, unsigned classes) {
  Word out = 0;
  if ((classes & 1) != 0) out |= of(block, ByteClass::kDigit);
  if ((classes & 2) != 0) out |= of(block, ByteClass::kUpper);
  if ((classes & 4) != 0) out |= of(block, ByteClass::kLower);
  if ((classes & 8) != 0) out |= ~word_bytes(block);
  return out;
}

/// Word bytes from bit `bit` of a block on, at most 63. `block[1]` exists.
unsigned run_length(const ByteMasks::Block* block, unsigned bit) {
  const Word from = word_bytes(block[0]) >> bit | word_bytes(block[1]) << 1 << (63 - bit);
  return static_cast<unsigned>(__builtin_ctzll(~from | Word{1} << 63));
}

}  // namespace

StartEdge edge_of(Boundary boundary) {
  if (boundary == Boundary::kNone) return StartEdge::kAny;
  return boundary == Boundary::kDigits || boundary == Boundary::kNumber ? StartEdge::kNoDigit : StartEdge::kNoWordByte;
}

void BoundStarts::add(std::uint32_t detector, StartEdge edge, const ByteSet& first, const RunSet& runs, std::uint32_t group) {
  Start start{first, runs, detector, group, edge, 0, 0};
  for (unsigned c = 0; c < 4; ++c) {
    ByteSet common = first;
    common &= kClassBytes[c];
    if (!common.empty()) start.classes |= static_cast<std::uint8_t>(1U << c);
    if (common == kClassBytes[c]) start.whole |= static_cast<std::uint16_t>(1U << c);
  }
  starts_.push_back(start);
  index();
}

void BoundStarts::index() {
  std::stable_sort(starts_.begin(), starts_.end(), [](const Start& a, const Start& b) { return a.detector < b.detector; });
  first_.assign(starts_.empty() ? 1 : starts_.back().detector + 2, 0);
  for (const Start& start : starts_) ++first_[start.detector + 1];
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
}

void BoundStarts::look(std::string_view text, NormRange cell, const Start& start, const ByteMasks::Block* block,
                       WalkQueue& queue) const {
  const bool exact = start.whole == start.classes;
  for (std::uint64_t at = cell.begin / 64 * 64; at < cell.end; at += 64, ++block) {
    Word starts = members(*block, start.classes) & allowed(block, start.edge);
    if (at < cell.begin) starts &= ~Word{0} << (cell.begin - at);
    if (cell.end - at < 64) starts &= (Word{1} << (cell.end - at)) - 1;
    for (; starts != 0; starts &= starts - 1) {
      const auto bit = static_cast<unsigned>(__builtin_ctzll(starts));
      const std::uint64_t place = at + bit;
      if (!exact && !start.first.contains(static_cast<std::uint8_t>(text[place]))) continue;
      if (start.runs.holds(run_end(text, place, run_length(block, bit)))) queue.push(place, start.group);
    }
  }
}

void BoundStarts::find(std::string_view text, NormRange range, const ActiveCells& active, Scratch& scratch,
                       WalkQueue& queue) const {
  const auto nothing = [](std::span<const Word> bits) {
    return std::all_of(bits.begin(), bits.end(), [](Word w) { return w == 0; });
  };
  constexpr std::uint64_t kCell = ActiveCells::kBytes;
  bool filled = false;
  for (std::uint64_t cell = range.begin / kCell; cell * kCell < range.end; ++cell) {
    const std::span<const Word> bits = active.of(cell);
    if (nothing(bits)) continue;
    // Blocks are counted from the cell that the range begins in, with one more in front and one behind.
    const std::uint64_t origin = range.begin / kCell * kCell;
    if (!filled) {
      const std::size_t blocks = (range.end - origin + 63) / 64 + 2;
      scratch.masks.resize(blocks);
      masks_.fill(text, origin - 64, blocks, scratch.masks.data());
      filled = true;
    }
    const NormRange here{std::max(range.begin, cell * kCell), std::min(range.end, (cell + 1) * kCell)};
    const ByteMasks::Block* block = &scratch.masks[(here.begin - origin) / 64 + 1];
    for (std::size_t word = 0; word < bits.size(); ++word)
      for (Word left = bits[word]; left != 0; left &= left - 1) {
        const std::size_t detector = 64 * word + static_cast<unsigned>(__builtin_ctzll(left));
        if (detector + 1 >= first_.size()) continue;
        for (std::uint32_t i = first_[detector]; i < first_[detector + 1]; ++i) look(text, here, starts_[i], block, queue);
      }
  }
}

void BoundStarts::save(BlobWriter& out) const { out.put_all(starts_); }

bool BoundStarts::load(BlobReader& in, std::size_t groups) {
  if (!in.get_all(starts_)) return false;
  constexpr std::uint32_t kMostDetectors = 1 << 20;
  const bool fits = std::all_of(starts_.begin(), starts_.end(), [&](const Start& start) {
    return start.group < groups && start.detector < kMostDetectors && start.edge <= StartEdge::kNoWordByte;
  });
  if (fits) index();
  return fits;
}

}  // namespace assay::detect
