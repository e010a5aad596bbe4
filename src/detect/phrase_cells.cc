#include "detect/phrase_cells.h"

#include <algorithm>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace assay::detect {
namespace {
constexpr std::size_t kMaxPointBytes = 4;  // of UTF-8
constexpr std::size_t kManyHits = 16'384;  // then those that nobody needs any more are dropped

/// At least as many bytes as `near` code points take; seldom many more. `first` are the nearest `near` bytes.
std::size_t enough_bytes(std::string_view first, std::size_t near) {
  const std::size_t missing = near - std::min(near, count_points(first));
  return near + missing * kMaxPointBytes;
}
}  // namespace

std::size_t count_points(std::string_view text) {
  std::size_t points = 0, at = 0;
#if defined(__SSE2__)
  const __m128i zero = _mm_setzero_si128();
  for (; at + 16 <= text.size(); at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const __m128i begins = _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(-65)), _mm_set1_epi8(1));
    const __m128i sums = _mm_sad_epu8(begins, zero);
    points += static_cast<std::size_t>(_mm_cvtsi128_si32(sums) + _mm_extract_epi16(sums, 4));
  }
#endif
  for (; at < text.size(); ++at) points += static_cast<signed char>(text[at]) > -65 ? 1 : 0;
  return points;
}

std::size_t bytes_before(std::string_view text, std::size_t at, std::size_t near) {
  const std::size_t head = std::min(at, near);
  return enough_bytes(text.substr(at - head, head), near);
}

std::size_t bytes_behind(std::string_view text, std::size_t at, std::size_t near) {
  return enough_bytes(text.substr(at, near), near);
}

PhraseCells::PhraseCells(PhraseIndex index, std::size_t detectors, std::uint32_t near)
    : index_(std::move(index)), words_((detectors + 63) / 64), near_(near) {
  speaks_for_.assign(std::size_t{index_.size()} * 2 * words_, 0);
  for (std::uint32_t phrase = 0; phrase < index_.size(); ++phrase)
    for (const PhraseUser& user : index_.users(phrase)) {
      const std::size_t list = phrase * 2 + (user.tone == Tone::kNegative ? 1 : 0);
      speaks_for_[list * words_ + user.detector / 64] |= 1ULL << (user.detector % 64);
    }
}

void PhraseCells::begin_window(Scratch& scratch) const {
  scratch.hits_.clear();
  scratch.first_.clear();
  scratch.bits_.clear();
  scratch.united_.assign(words_, 0);
  scratch.dropped_ = 0;
  scratch.known_ = false;
}

PhraseCells::Span PhraseCells::reach_of(std::string_view text, Span match) const {
  const std::size_t begin = match.first * kCell, end = std::min(text.size(), (match.last + 1) * kCell);
  const std::size_t back = std::min(begin, bytes_before(text, begin, near_));
  return {(begin - back) / kCell, std::min(text.size(), end + bytes_behind(text, end, near_)) / kCell};
}

void PhraseCells::skip_to(std::size_t cell, Scratch& scratch) const {
  if (scratch.first_.size() >= cell) return;
  scratch.first_.resize(cell, scratch.dropped_ + scratch.hits_.size());
  scratch.bits_.resize(cell * words_, 0);
}

/// Where the hits of a cell begin among those that are left.
std::size_t PhraseCells::place_of(std::size_t cell, const Scratch& scratch) {
  return scratch.first_[cell] - std::min(scratch.first_[cell], scratch.dropped_);
}

void PhraseCells::drop_before(std::size_t cell, Scratch& scratch) const {
  if (scratch.hits_.size() < kManyHits) return;
  const std::size_t unused = cell < scratch.first_.size() ? place_of(cell, scratch) : scratch.hits_.size();
  scratch.hits_.erase(scratch.hits_.begin(), scratch.hits_.begin() + static_cast<std::ptrdiff_t>(unused));
  scratch.dropped_ += unused;
}

void PhraseCells::scan(std::string_view text, Span cells, Scratch& scratch) const {
  std::size_t next = scratch.hits_.size();
  index_.scan(text, cells.first * kCell, (cells.last + 1) * kCell, scratch.memo_, scratch.hits_);
  scratch.first_.resize(cells.last + 1);
  scratch.bits_.resize((cells.last + 1) * words_, 0);
  for (std::size_t cell = cells.first; cell <= cells.last; ++cell) {
    scratch.first_[cell] = scratch.dropped_ + next;
    for (; next < scratch.hits_.size() && scratch.hits_[next].key / kCell == cell; ++next) {
      const std::uint64_t* raised = &speaks_for_[std::size_t{scratch.hits_[next].phrase} * 2 * words_];
      for (std::size_t i = 0; i < words_; ++i) scratch.bits_[cell * words_ + i] |= raised[i];
    }
  }
}

/// Matches come by begin, so what is scanned only grows at its end, or starts anew behind it. `reach_of` may guess further left
/// than for a match before; what a match needs (`near` code points, no guess) never begins left of what an earlier one needed.
void PhraseCells::cover(std::string_view text, Span cells, Scratch& scratch) const {
  drop_before(cells.first, scratch);
  skip_to(cells.first, scratch);
  const std::size_t seen = scratch.first_.size();
  if (seen <= cells.last) scan(text, {seen, cells.last}, scratch);
}

void PhraseCells::look_at(std::string_view text, Span asked, Scratch& scratch) const {
  scratch.asked_ = asked;
  scratch.reach_ = reach_of(text, asked);
  scratch.known_ = true;
  cover(text, scratch.reach_, scratch);
  std::fill(scratch.united_.begin(), scratch.united_.end(), 0);
  for (std::size_t cell = scratch.reach_.first; cell <= scratch.reach_.last; ++cell)
    for (std::size_t i = 0; i < words_; ++i) scratch.united_[i] |= scratch.bits_[cell * words_ + i];
}

std::span<const PhraseHit> PhraseCells::hits(std::string_view text, NormRange match, Scratch& scratch) const {
  look_at(text, match, scratch);
  return hits_of(scratch.reach_, scratch);
}

std::span<const PhraseHit> PhraseCells::between(std::string_view text, NormRange range, Scratch& scratch) const {
  const Span cells{static_cast<std::size_t>(range.begin) / kCell, static_cast<std::size_t>(range.end) / kCell};
  cover(text, cells, scratch);
  return hits_of(cells, scratch);
}

std::span<const PhraseHit> PhraseCells::hits_of(Span cells, const Scratch& scratch) {
  const std::size_t behind = cells.last + 1;
  const std::size_t from = place_of(cells.first, scratch);
  const std::size_t to = behind < scratch.first_.size() ? place_of(behind, scratch) : scratch.hits_.size();
  return std::span<const PhraseHit>(scratch.hits_).subspan(from, to - from);
}

}  // namespace assay::detect
