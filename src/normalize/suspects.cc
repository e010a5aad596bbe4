#include "normalize/suspects.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "normalize/suspect_masks.h"

namespace assay::normalize {
namespace {
constexpr std::size_t kStripe = 32;     // blocks whose masks are made at once
constexpr std::size_t kMostGroup = 4;   // letters and digits between two separators
constexpr unsigned kChainReaches = 11;  // bits that two such groups and their separators take, and one before them

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_quoted_hex(char c) { return is_digit(c) || (c >= 'A' && c <= 'F'); }

/// The bits of a block moved `by` places behind, so that each byte sees the one `by` before it.
struct Behind {
  std::uint64_t here, before;  ///< Of this block and the one before.
  std::uint64_t by(unsigned places) const { return here << places | before >> (kMaskBlock - places); }
};

class Pass {
 public:
  Pass(std::string_view text, std::vector<Suspect>& out) : text_(text), out_(out) {}

  template <class Fill>
  void all(Fill fill) {
    std::array<SuspectMasks, kStripe> masks;
    std::size_t at = 0;
    while (text_.size() - at >= kMaskBlock) {
      const std::size_t blocks = std::min(kStripe, (text_.size() - at) / kMaskBlock);
      fill(text_.data() + at, blocks, masks.data());
      for (std::size_t i = 0; i < blocks; ++i, at += kMaskBlock) block(at, masks[i]);
    }
    if (at == text_.size()) return;
    char rest[kMaskBlock] = {};
    std::memcpy(rest, text_.data() + at, text_.size() - at);
    fill(rest, 1, masks.data());
    block(at, masks[0]);
  }

 private:
  void block(std::size_t at, const SuspectMasks& masks) {
    // Of the next block nothing is known: who looks closer sees it.
    constexpr std::uint64_t kLast = std::uint64_t{1} << (kMaskBlock - 1), kLastTwo = kLast | kLast >> 1;
    const bool digit_behind = at + kMaskBlock < text_.size() && is_digit(text_[at + kMaskBlock]);
    const std::uint64_t behind_digit = masks.digit << 1 | before_.digit >> (kMaskBlock - 1);
    const std::uint64_t before_digit = masks.digit >> 1 | static_cast<std::uint64_t>(digit_behind) << (kMaskBlock - 1);
    const std::uint64_t beside_digit = behind_digit | before_digit;
    const std::uint64_t between_digits = masks.separator & behind_digit & before_digit;
    if (masks.escape != 0) add(at, masks.escape, SuspectKind::kEscape);
    if (const std::uint64_t found = masks.lookalike & beside_digit; found != 0) add_lookalikes(at, found);
    if ((between_digits | between_before_ >> (kMaskBlock - kChainReaches)) != 0)
      add(at, chained(masks, between_digits), SuspectKind::kSeparator);
    const std::uint64_t one_off = masks.digit << 2 | before_.digit >> (kMaskBlock - 2) | masks.digit >> 2 | kLastTwo;
    if (const std::uint64_t found = masks.line & (beside_digit | one_off); found != 0) add(at, found, SuspectKind::kWrap);
    const std::uint64_t before_two = (masks.word >> 1 | kLast) & (masks.word >> 2 | kLastTwo);
    if (const std::uint64_t found = masks.equals & (masks.line >> 1 | before_two | kLast); found != 0) add_equals(at, found);
    add_run(at, masks.run);
    before_ = masks;
    between_before_ = between_digits;
  }

  void add(std::size_t at, std::uint64_t bits, SuspectKind kind) {
    for (; bits != 0; bits &= bits - 1) out_.push_back({at + static_cast<std::size_t>(std::countr_zero(bits)), kind});
  }

  /// Separators with a group of one to four letters and digits before them and, before that, a separator behind a group of the
  /// same size; or between two groups of four. One of the separators stands between digits.
  std::uint64_t chained(const SuspectMasks& masks, std::uint64_t between_digits) const {
    const Behind word{masks.word, before_.word}, separator{masks.separator, before_.separator};
    const Behind between{between_digits, between_before_};
    std::uint64_t found = 0, group = ~std::uint64_t{0};
    for (unsigned size = 1; size <= kMostGroup; ++size) {
      group &= word.by(size);
      std::uint64_t two = group & separator.by(size + 1) & masks.separator & (between_digits | between.by(size + 1));
      if (two == 0) continue;
      for (unsigned i = 1; i <= size; ++i) two &= word.by(size + 1 + i);
      found |= two & ~word.by(2 * size + 2);
    }
    std::uint64_t fours = between_digits & group & ~word.by(kMostGroup + 1);  // of the next block nothing is known
    for (unsigned i = 1; i <= kMostGroup; ++i) fours &= masks.word >> i | ~std::uint64_t{0} << (kMaskBlock - i);
    return found | (fours & ~(masks.word >> (kMostGroup + 1)));
  }

  void add_lookalikes(std::size_t at, std::uint64_t bits) {
    for (; bits != 0; bits &= bits - 1) {
      const std::size_t place = at + static_cast<std::size_t>(std::countr_zero(bits));
      if (text_[place] != 'L' && text_[place] != 'i') out_.push_back({place, SuspectKind::kConfusable});
    }
  }

  void add_equals(std::size_t at, std::uint64_t bits) {
    for (; bits != 0; bits &= bits - 1) {
      const std::size_t sign = at + static_cast<std::size_t>(std::countr_zero(bits));
      if (sign + 1 == text_.size()) return;
      const bool escape = is_quoted_hex(text_[sign + 1]) && sign + 2 < text_.size() && is_quoted_hex(text_[sign + 2]);
      if (text_[sign + 1] == '\n' || escape) out_.push_back({sign, SuspectKind::kEquals});
    }
  }

  /// Runs that reach over blocks are counted on.
  void add_run(std::size_t at, std::uint64_t run) {
    const auto leading = static_cast<std::size_t>(std::countr_one(run));
    if (open_ < kLongRun && open_ + leading >= kLongRun) out_.push_back({at + leading - 1, SuspectKind::kLongRun});
    if (leading == kMaskBlock) {
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
    if (long_runs != 0) add(at, long_runs & ~(long_runs << 1), SuspectKind::kLongRun);
    const auto trailing = static_cast<std::size_t>(std::countl_one(run));
    open_ = std::min(trailing, kLongRun);
  }

  std::string_view text_;
  std::vector<Suspect>& out_;
  SuspectMasks before_;               ///< Of the block before.
  std::uint64_t between_before_ = 0;  ///< Its separators between digits.
  std::size_t open_ = 0;              ///< Length of the run that goes on, up to kLongRun.
};
}  // namespace

void find_suspects_plainly(std::string_view text, std::vector<Suspect>& out) { Pass(text, out).all(fill_suspect_masks_plainly); }

void find_suspects(std::string_view text, std::vector<Suspect>& out) { Pass(text, out).all(fill_suspect_masks); }

}  // namespace assay::normalize
