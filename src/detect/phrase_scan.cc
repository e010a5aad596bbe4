// Finds words 64 bytes at a time: most text is words that no phrase begins with, and those cost a bit test each.
#include <algorithm>
#include <bit>
#include <cstring>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/unicode.h"
#include "detect/phrases.h"
#include "detect/words.h"

namespace assay::detect {
namespace {
constexpr std::size_t kBlock = 64;

/// Bit per byte of a block. Beyond ASCII every byte may belong to a word; that is sorted out later, and seldom.
struct Masks {
  std::uint64_t word = 0, high = 0;
};

#if defined(__SSE2__)
__m128i in_range(__m128i bytes, char first, char last) {
  const __m128i shifted = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
  return _mm_cmpeq_epi8(_mm_min_epu8(shifted, _mm_set1_epi8(static_cast<char>(last - first))), shifted);
}

Masks masks_of(const char* block) {
  Masks masks;
  for (unsigned i = 0; i < kBlock; i += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + i));
    const __m128i letter = in_range(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 'z');
    const __m128i word = _mm_or_si128(letter, in_range(bytes, '0', '9'));
    const auto high = static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(bytes)));
    masks.high |= high << i;
    masks.word |= (static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(word))) | high) << i;
  }
  return masks;
}
#else
Masks masks_of(const char* block) {
  Masks masks;
  for (unsigned i = 0; i < kBlock; ++i) {
    const bool high = static_cast<unsigned char>(block[i]) >= 0x80;
    masks.high |= static_cast<std::uint64_t>(high) << i;
    masks.word |= static_cast<std::uint64_t>(high || is_ascii_word_byte(block[i])) << i;
  }
  return masks;
}
#endif

bool may_be_word_byte(char c) { return static_cast<unsigned char>(c) >= 0x80 || is_ascii_word_byte(c); }
bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
unsigned char folded(char c) { return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c); }
}  // namespace

/// One scan. A run is a longest stretch of bytes that may belong to words.
class PhraseScan {
 public:
  PhraseScan(const PhraseIndex& index, std::string_view text, std::size_t from, std::size_t to, std::vector<PhraseHit>& out)
      : index_(index), text_(text), from_(from), to_(std::min(to, text.size())), out_(out) {}

  void run() {
    for (std::size_t at = from_; at < to_; at += kBlock) block(at);
    if (open_) close(end_of_open_run());
  }

 private:
  void block(std::size_t at) {
    const Masks masks = load(at);
    std::uint64_t edges = masks.word ^ (masks.word << 1 | (open_ ? 1U : 0U));
    std::size_t begin = 0;  // within the block, of the run that is open
    while (edges != 0) {
      const auto edge = static_cast<unsigned>(std::countr_zero(edges));
      edges &= edges - 1;
      if (open_) {
        high_ = high_ || (masks.high & between(begin, edge)) != 0;
        close(at + edge);
      } else {
        open_ = true, high_ = false, begin_ = at + edge, begin = edge;
      }
    }
    if (open_) high_ = high_ || (masks.high & between(begin, kBlock)) != 0;
  }

  static std::uint64_t between(std::size_t begin, std::size_t end) {
    const std::uint64_t below_end = end == kBlock ? ~0ULL : (1ULL << end) - 1;
    return below_end & ~((1ULL << begin) - 1);
  }

  /// Bytes from `to_` on count as separators here; a run that is open at the end is finished by itself.
  Masks load(std::size_t at) const {
    const std::size_t size = std::min(kBlock, to_ - at);
    if (size == kBlock) return masks_of(text_.data() + at);
    char padded[kBlock];
    std::memset(padded, ' ', kBlock);
    std::memcpy(padded, text_.data() + at, size);
    Masks masks = masks_of(padded);
    if (may_be_word_byte(padded[size - 1])) masks.word |= ~0ULL << size;  // keeps the last run open
    return masks;
  }

  /// Where the run that crosses `to_` ends; of a long one it is enough to know that no phrase has such a word.
  std::size_t end_of_open_run() {
    if (high_) return to_;
    std::size_t end = to_;
    while (end < text_.size() && end - begin_ <= PhraseIndex::kMaxWord && is_ascii_word_byte(text_[end])) ++end;
    high_ = end < text_.size() && static_cast<unsigned char>(text_[end]) >= 0x80;
    return end;
  }

  void close(std::size_t end) {
    open_ = false;
    const bool entered_in_the_middle = begin_ == from_ && begin_ > 0 && may_be_word_byte(text_[begin_ - 1]);
    if (high_ || entered_in_the_middle) return mixed(begin_, std::min(end, to_));
    ascii_word(begin_, end);
  }

  /// A run with other than ASCII, or whose first word began before us: character by character.
  void mixed(std::size_t at, std::size_t stop) {
    while (at < stop && continues_character(text_[at])) ++at;
    while (at < stop) {
      if (!word_begins(text_, at)) {
        base::next_code_point(text_, at);
        continue;
      }
      const std::size_t end = word_end(text_, at);
      folded_.clear();
      if (end - at <= 2 * PhraseIndex::kMaxWord) append_folded(folded_, text_.substr(at, end - at));
      look_up(at, end, folded_);
      at = end;
    }
  }

  void ascii_word(std::size_t begin, std::size_t end) {
    const std::size_t size = end - begin;
    if (size > PhraseIndex::kMaxWord) return;
    const unsigned char second = folded(text_[begin + (size > 1 ? 1 : 0)]);
    if (!index_.may_hold(size, folded(text_[begin]), second, folded(text_[end - 1]))) return;
    char word[PhraseIndex::kMaxWord];
    for (std::size_t i = 0; i < size; ++i) word[i] = static_cast<char>(folded(text_[begin + i]));
    look_up(begin, end, {word, size});
  }

  void look_up(std::size_t begin, std::size_t end, std::string_view word) {
    if (word.empty()) return;
    const PhraseIndex::Slot slot = index_.find(word);
    for (std::uint32_t i = slot.first; i < slot.first + slot.count; ++i) {
      const std::size_t phrase_end = end_of_phrase(index_.phrases_[i], end);
      if (phrase_end != 0) out_.push_back({begin, phrase_end, i});
    }
  }

  /// 0 if the other words do not follow.
  std::size_t end_of_phrase(const PhraseIndex::Phrase& phrase, std::size_t end) {
    for (std::size_t i = 1; i < phrase.words.size(); ++i) {
      const std::size_t begin = next_word(text_, end);
      if (begin == std::string_view::npos) return 0;
      end = word_end(text_, begin);
      folded_rest_.clear();
      if (end - begin <= 2 * phrase.words[i].size() + 8) append_folded(folded_rest_, text_.substr(begin, end - begin));
      if (folded_rest_ != phrase.words[i]) return 0;
    }
    return end;
  }

  const PhraseIndex& index_;
  std::string_view text_;
  std::size_t from_, to_;
  std::vector<PhraseHit>& out_;
  std::size_t begin_ = 0;
  bool open_ = false, high_ = false;
  std::string folded_, folded_rest_;
};

void PhraseIndex::scan(std::string_view text, std::size_t from, std::size_t to, std::vector<PhraseHit>& out) const {
  if (!phrases_.empty()) PhraseScan(*this, text, from, to, out).run();
}

}  // namespace assay::detect
