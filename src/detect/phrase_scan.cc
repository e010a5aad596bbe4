// Finds words 64 bytes at a time: most text is words that no phrase begins with, and those cost a bit test each.
#include <algorithm>
#include <bit>
#include <cstring>

#include "base/unicode.h"
#include "detect/canonical.h"
#include "detect/phrase_units.h"
#include "detect/phrases.h"
#include "detect/word_masks.h"
#include "detect/words.h"

namespace assay::detect {
namespace {
bool may_be_word_byte(char c) { return static_cast<unsigned char>(c) >= 0x80 || is_ascii_word_byte(c); }
bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
constexpr std::uint64_t kTopBit = 1ULL << 63;
constexpr std::uint64_t kSmallLetters = 0x2020202020202020ULL;
}  // namespace

/// One scan. A run is a longest stretch of bytes that may belong to words.
class PhraseScan {
 public:
  PhraseScan(const PhraseIndex& index, std::string_view text, std::size_t from, std::size_t to, UnitMemo& memo,
             std::vector<PhraseHit>& out)
      : index_(index),
        finder_(index, text, memo, out),
        text_(text),
        data_(text.data()),
        from_(from),
        to_(std::min(to, text.size())) {}

  void run() {
    for (std::size_t at = behind_first_run(); at < to_; at += kWordBlock) block(at);
    if (open_) close(end_of_open_run());
  }

 private:
  /// A run that began before `from_`: its first word is not ours.
  std::size_t behind_first_run() {
    if (from_ == 0 || from_ >= to_ || !may_be_word_byte(text_[from_ - 1])) return from_;
    std::size_t end = from_;
    bool high = static_cast<unsigned char>(text_[from_ - 1]) >= 0x80;
    for (; end < to_ && may_be_word_byte(text_[end]); ++end) high = high || static_cast<unsigned char>(text_[end]) >= 0x80;
    if (high) mixed(from_, end);
    return end;
  }

  void block(std::size_t at) {
    const WordMasks masks = load(at);
    const std::uint64_t before = masks.word << 1 | (open_ ? 1U : 0U);
    const std::uint64_t ends = before & ~masks.word;
    std::uint64_t begins = masks.word & ~before;
    if ((masks.high | (high_ ? 1U : 0U)) != 0 || at < sizeof(std::uint64_t)) return block_with_high(at, masks, ends, begins);
    if (!open_ && begins != 0) begin_ = at + take_lowest(begins);
    const auto base = static_cast<std::ptrdiff_t>(at);
    begin_ = static_cast<std::size_t>(
        base + ascii_words(data_ + at, ends, begins, joints_of(masks), static_cast<std::ptrdiff_t>(begin_) - base));
    open_ = (masks.word >> (kWordBlock - 1)) != 0;
  }

  /// The words of a block of ASCII, of which the first begins at `begin`, maybe before the block. Where the next one begins. All
  /// that most words cost: a key, and one look at the filter. Nothing branches on what is found before all words are through.
  std::ptrdiff_t ascii_words(const char* block, std::uint64_t ends, std::uint64_t begins, std::uint64_t joints,
                             std::ptrdiff_t begin) {
    const PhraseIndex::Filter filter = index_.filter();
    Word held[kWordBlock / 2 + 1];
    std::size_t count = 0;
    joints &= ends;
    for (; ends != 0; ends &= ends - 1) {
      const auto end = static_cast<std::ptrdiff_t>(std::countr_zero(ends));
      const std::ptrdiff_t size = std::min<std::ptrdiff_t>(end - begin, kKeyBytes);
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, block + end - sizeof(bytes), sizeof(bytes));
      held[count].begin = begin;
      held[count].end = end;
      const bool in_filter = filter.may_hold((bytes | kSmallLetters) >> (-8 * size & 63));
      held[count].in_filter = in_filter;
      count += (in_filter ? 1U : 0U) | (joints >> end & 1);
      begin = std::countr_zero(begins | kTopBit);  // with the last word of the block none is left, and nobody asks
      begins &= begins - 1;
    }
    const auto at = static_cast<std::size_t>(block - data_);
    for (std::size_t i = 0; i < count; ++i) {
      if (held[i].in_filter) ascii_unit(at + held[i].begin, at + held[i].end);
      if ((joints >> held[i].end & 1) != 0) ascii_joint(at + held[i].begin, at + held[i].end);
    }
    return begin;
  }

  void block_with_high(std::size_t at, const WordMasks& masks, std::uint64_t ends, std::uint64_t begins) {
    std::size_t begin = 0;  // within the block, of the run that is open
    while (open_ || begins != 0) {
      if (!open_) {
        begin = take_lowest(begins);
        begin_ = at + begin;
        open_ = true, high_ = false;
      }
      const std::size_t end = ends != 0 ? take_lowest(ends) : kWordBlock;
      high_ = high_ || (masks.high & between(begin, end)) != 0;
      if (end == kWordBlock) return;
      close(at + end);
      open_ = false, high_ = false;
    }
  }

  /// Of a word of the block, relative to it.
  struct Word {
    std::ptrdiff_t begin, end;
    bool in_filter;
  };

  /// Joints that a word may follow, in a block of ASCII. Behind LF anything may.
  static std::uint64_t joints_of(const WordMasks& masks) {
    return masks.joint & (masks.line | masks.line >> 1 | masks.word >> 1 | kTopBit);  // the top bit's next byte is not known
  }

  static std::size_t take_lowest(std::uint64_t& bits) {
    const auto lowest = static_cast<std::size_t>(std::countr_zero(bits));
    bits &= bits - 1;
    return lowest;
  }

  static std::uint64_t between(std::size_t begin, std::size_t end) {
    const std::uint64_t below_end = end == kWordBlock ? ~0ULL : (1ULL << end) - 1;
    return below_end & ~((1ULL << begin) - 1);
  }

  /// Bytes from `to_` on count as separators here; a run that is open at the end is finished by itself.
  WordMasks load(std::size_t at) const {
    const std::size_t size = std::min(kWordBlock, to_ - at);
    if (size == kWordBlock) return word_masks_of(text_.data() + at);
    char padded[kWordBlock];
    std::memset(padded, ' ', kWordBlock);
    std::memcpy(padded, text_.data() + at, size);
    WordMasks masks = word_masks_of(padded);
    masks.line |= 1ULL << size;  // what is there is not known: a joint in front of it may be one
    if (may_be_word_byte(padded[size - 1])) masks.word |= ~0ULL << size;  // keeps the last run open
    return masks;
  }

  /// Where the run that crosses `to_` ends; of a long one it is enough to know that no phrase has such a word.
  std::size_t end_of_open_run() {
    if (high_) return to_;
    std::size_t end = to_;
    while (end < text_.size() && end - begin_ <= kMaxWordBytes && is_ascii_word_byte(text_[end])) ++end;
    high_ = end < text_.size() && static_cast<unsigned char>(text_[end]) >= 0x80;
    return end;
  }

  void close(std::size_t end) {
    if (high_) return mixed(begin_, std::min(end, to_));
    ascii_word(begin_, end);
  }

  /// A run with other than ASCII, or whose first word began before us: character by character.
  void mixed(std::size_t at, std::size_t stop) {
    while (at < stop && continues_character(text_[at])) ++at;
    if (at < stop && !word_begins(text_, at)) at = behind_word_part(at);
    while (at < stop) {
      std::size_t end = at;
      const char32_t first = base::next_code_point(text_, end);
      if (!is_word_point(first)) {
        at = end;
        continue;
      }
      end = word_end(text_, at);
      if (end - at <= kMaxWordBytes) whole_word(at, end);
      at = end;
    }
  }

  /// The part of a word that began before us, or one character that is no part of a word.
  std::size_t behind_word_part(std::size_t at) const {
    std::size_t next = at;
    if (!is_word_point(base::next_code_point(text_, next))) return next;
    return word_end(text_, at);
  }

  void whole_word(std::size_t begin, std::size_t end) {
    word_.clear();
    append_canonical(word_, text_.substr(begin, end - begin));
    if (!word_.empty() && index_.may_hold(tail_key(word_))) finder_.unit(begin, end, word_);
    if (end < text_.size() && may_begin_joint(text_[end])) finder_.joined(begin, end);
  }

  /// The key of an ASCII word, folded; all that most words cost.
  std::uint64_t key_of(std::size_t begin, std::size_t end) const {
    const std::size_t size = std::min(end - begin, kKeyBytes);
    std::uint64_t bytes = 0;
    if (end < sizeof(bytes)) {
      std::memcpy(reinterpret_cast<char*>(&bytes) + (sizeof(bytes) - end), data_, end);
    } else {
      std::memcpy(&bytes, data_ + end - sizeof(bytes), sizeof(bytes));
    }
    return (bytes | kSmallLetters) >> (64 - 8 * size);
  }

  void ascii_word(std::size_t begin, std::size_t end) {
    if (index_.may_hold(key_of(begin, end))) ascii_unit(begin, end);
    if (end < text_.size() && may_begin_joint(data_[end])) ascii_joint(begin, end);
  }

  [[gnu::noinline]] void ascii_unit(std::size_t begin, std::size_t end) {
    if (end - begin > kMaxWordBytes) return;
    char word[kMaxWordBytes + sizeof(std::uint64_t)];
    const std::size_t size = end - begin;
    if (begin + size + sizeof(std::uint64_t) <= text_.size()) {
      for (std::size_t i = 0; i < size; i += sizeof(std::uint64_t)) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, data_ + begin + i, sizeof(bytes));
        bytes |= kSmallLetters;
        std::memcpy(word + i, &bytes, sizeof(bytes));
      }
    } else {
      for (std::size_t i = 0; i < size; ++i) word[i] = static_cast<char>(data_[begin + i] | 0x20);
    }
    finder_.unit(begin, end, {word, end - begin});
  }

  /// Where the second word begins if there is one; 0 if certainly not. `joined_word` decides.
  std::size_t may_be_joined(std::size_t end) const {
    std::size_t at = end + 1;
    if (data_[end] == '-' && at < text_.size() && data_[at] == '\n') ++at;
    if (data_[at - 1] == '\n')
      while (at < text_.size() && (data_[at] == ' ' || data_[at] == '\t')) ++at;
    if (at >= text_.size() || !may_be_word_byte(data_[at])) return 0;
    return data_[end] == '\'' && (data_[at] | 0x20) != 's' ? 0 : at;
  }

  /// Many lines end in the middle of a sentence: the key of the joined unit is made from those of its words, and seldom held.
  [[gnu::noinline]] void ascii_joint(std::size_t begin, std::size_t end) {
    if (end - begin > kMaxWordBytes) return;
    const std::size_t second = may_be_joined(end);
    if (second == 0) return;
    std::size_t both = second;
    while (both < text_.size() && both - second <= kMaxWordBytes && is_ascii_word_byte(data_[both])) ++both;
    if (both == text_.size() || static_cast<unsigned char>(data_[both]) < 0x80) {
      if (both == second || !index_.may_hold(joined_key(begin, end, second, both))) return;
    }
    finder_.joined(begin, end);
  }

  std::uint64_t joined_key(std::size_t begin, std::size_t end, std::size_t second, std::size_t both) const {
    const std::size_t behind = std::min(both - second, kKeyBytes), before = std::min(end - begin, kKeyBytes - behind);
    const std::uint64_t tail = key_of(second, both);
    return before == 0 ? tail : tail << 8 * before | key_of(end - before, end);
  }

  const PhraseIndex& index_;
  PhraseFinder finder_;
  std::string_view text_;
  const char* data_;
  std::size_t from_, to_;
  std::size_t begin_ = 0;
  bool open_ = false, high_ = false;
  std::string word_;
};

void PhraseIndex::scan(std::string_view text, std::size_t from, std::size_t to, UnitMemo& memo,
                       std::vector<PhraseHit>& out) const {
  static_assert(std::endian::native == std::endian::little, "keys are read byte by byte from the right");
  if (!empty()) PhraseScan(*this, text, from, to, memo, out).run();
}

}  // namespace assay::detect
