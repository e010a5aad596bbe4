#include "detect/start_masks.h"

#include <algorithm>

namespace assay::detect {
namespace {

using Word = std::uint64_t;
using Wide = unsigned __int128;

/// One class of two neighbouring blocks, the first in the low half.
Wide wide(Word low, Word high) { return static_cast<Wide>(high) << 64 | low; }

/// The classes of a block that the conditions are written in.
struct Classes {
  explicit Classes(const ByteMasks::Block& block)
      : digit(block[static_cast<std::size_t>(ByteClass::kDigit)]),
        upper(block[static_cast<std::size_t>(ByteClass::kUpper)]),
        letter(upper | block[static_cast<std::size_t>(ByteClass::kLower)]),
        join(block[static_cast<std::size_t>(ByteClass::kJoin)]),
        at(block[static_cast<std::size_t>(ByteClass::kAt)]),
        special(block[static_cast<std::size_t>(ByteClass::kSpecial)]),
        local(block[static_cast<std::size_t>(ByteClass::kLocal)]),
        lead(block[static_cast<std::size_t>(ByteClass::kLead)]),
        run(block[static_cast<std::size_t>(ByteClass::kRun)]) {}
  Word word() const { return letter | digit; }

  Word digit, upper, letter, join, at, special, local, lead, run;
};

/// Places with `kLength` members from there on.
template <unsigned kLength>
Word runs(Word low, Word high) {
  Wide all = wide(low, high);
  if constexpr (kLength == kCapitalRun) {
    all &= all >> 1;
    return static_cast<Word>(all & all >> 2 & all >> 3);
  } else {
    static_assert(kLength == kLongRun);
    all &= all >> 1;
    all &= all >> 2;
    all &= all >> 4;
    return static_cast<Word>(all & all >> 4);
  }
}

class Marker {
 public:
  Marker(std::span<const ByteMasks::Block> masks, unsigned lanes, std::span<StartBlock> out)
      : masks_(masks), lanes_(lanes), out_(out) {}

  void run() {
    std::fill(out_.begin(), out_.end(), StartBlock{});
    Classes before(masks_[0]), here(masks_[1]);
    // Further than asked for: what is there may belong to a start before.
    for (std::size_t block = 0; block + 1 < out_.size() + kBlocksBehind; ++block) {
      const Classes next(masks_[block + 2]);
      mark(block, before, here, next);
      before = here;
      here = next;
    }
  }

 private:
  bool has(Lane lane) const { return (lanes_ >> static_cast<unsigned>(lane) & 1) != 0; }
  void set(Lane lane, std::size_t block, Word starts) {
    if (block < out_.size()) out_[block][static_cast<std::size_t>(lane)] |= starts;
  }

  void mark(std::size_t block, const Classes& before, const Classes& here, const Classes& next) {
    const Word word = here.word(), behind_word = word << 1 | before.word() >> 63;
    const Word behind_digit = here.digit << 1 | before.digit >> 63;
    set(Lane::kDigits, block, here.digit & ~behind_digit);
    const Word word_starts = here.letter & ~behind_word;
    if (has(Lane::kWords)) {
      mark_runs(block, here, next, word & ~behind_word);
      mark_words(block, before, here, word_starts, next.digit);
    }
    if (has(Lane::kPrefixes)) set(Lane::kPrefixes, block, word_starts | here.special | here.lead);
    if (has(Lane::kLoose)) {
      set(Lane::kLoose, block, here.special);
      if ((lanes_ & kLooseLetters) != 0) {
        const Wide near = wide(here.digit | here.join, next.digit | next.join);
        const auto within = static_cast<Word>(near >> 1 | near >> 2 | near >> 3 | near >> 4);
        set(Lane::kLoose, block, here.letter & ~behind_digit & within);
      }
    }
    if (here.at != 0 && has(Lane::kAt)) mark_locals(block, here);
  }

  void mark_runs(std::size_t block, const Classes& here, const Classes& next, Word starts) {
    const Word capitals = runs<kCapitalRun>(here.upper | here.digit, next.upper | next.digit);
    const Word longs = runs<kLongRun>(here.word() | here.join | here.run, next.word() | next.join | next.run);
    set(Lane::kWords, block, starts & (capitals | longs));
  }

  void mark_words(std::size_t block, const Classes& before, const Classes& here, Word starts, Word next_digit) {
    // Adding a start to its run of letters carries to the place behind the run.
    Word sum = 0;
    const bool over = __builtin_add_overflow(here.letter, starts, &sum);
    const bool over_again = __builtin_add_overflow(sum, Word{carry_}, &sum);
    const Word behind_run = sum & ~here.letter;
    carry_ = over || over_again;
    const Word digit_next = here.digit >> 1 | next_digit << 63;
    const Wide short_from = wide(last_starts_, starts);
    const auto short_run = static_cast<Word>((short_from << 1 | short_from << 2 | short_from << 3 | short_from << 4) >> 64);
    Word hits = behind_run & (here.digit | (~here.word() & digit_next) | (here.join & short_run));
    for (; hits != 0; hits &= hits - 1) mark_run_before(block, before, here, static_cast<unsigned>(__builtin_ctzll(hits)));
    last_starts_ = starts;
  }

  /// The run of letters that ends in front of bit `end` starts where?
  void mark_run_before(std::size_t block, const Classes& before, const Classes& here, unsigned end) {
    const auto back = static_cast<Word>(wide(before.letter, here.letter) >> end);  // bit 63: in front of `end`
    const auto length = static_cast<unsigned>(__builtin_clzll(~back | 1));
    if (length == 0 || length > kMaxLetterRun) return;
    if (length <= end)
      set(Lane::kWords, block, Word{1} << (end - length));
    else
      set(Lane::kWords, block - 1, Word{1} << (64 + end - length));
  }

  void mark_locals(std::size_t block, const Classes& here) {
    for (Word ats = here.at; ats != 0; ats &= ats - 1) {
      auto end = static_cast<unsigned>(__builtin_ctzll(ats));
      for (std::size_t b = block, done = 0; done < kLocalBytes; --b) {
        const unsigned length = mark_locals_before(b, end);
        done += length;
        if (length < end || b + kBlocksBefore == 0) break;
        end = 64;
      }
    }
  }

  /// Marks the starts among the local bytes that lead up to bit `end` of the block; returns how many these are.
  unsigned mark_locals_before(std::size_t block, unsigned end) {
    const std::size_t at = block + kBlocksBefore;
    if (end == 0) return 0;
    const Classes here(masks_[at]);
    const Word behind_word = here.word() << 1 | (at > 0 ? Classes(masks_[at - 1]).word() >> 63 : 0);
    const Word back = here.local << (64 - end);
    const unsigned length = ~back == 0 ? 64 : static_cast<unsigned>(__builtin_clzll(~back));
    const Word within = length == 0 ? 0 : ~Word{0} << (64 - length) >> (64 - end);
    set(Lane::kAt, block, within & here.local & ~behind_word);
    return length;
  }

  std::span<const ByteMasks::Block> masks_;
  unsigned lanes_;
  std::span<StartBlock> out_;
  bool carry_ = false;
  Word last_starts_ = 0;
};

}  // namespace

void mark_starts(std::span<const ByteMasks::Block> masks, unsigned lanes, std::span<StartBlock> out) {
  Marker(masks, lanes, out).run();
}

}  // namespace assay::detect
