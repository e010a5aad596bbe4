#include "detect/run_table.h"

#include <algorithm>
#include <bit>

#include "detect/position_walk.h"
#include "detect/start_conditions.h"

namespace assay::detect {
namespace {

constexpr ByteSet kBeyondAscii = ByteSet::range(128, 255);
constexpr ByteSet kPiece = ByteSet::single(',') | ByteSet::single(':') | ByteSet::single('\'');
constexpr ByteSet kNamed = ByteSet::single(' ') | ByteSet::range('-', '/') | kPiece | kWordBytes | kBeyondAscii;
constexpr std::array<ByteSet, kBehindKinds> kBehindBytes = {
    ~kNamed, ByteSet::single(' '), ByteSet::single('-'), ByteSet::single('.'), ByteSet::single('/'),
    kPiece,  kLetterBytes,         kBeyondAscii};
constexpr std::array<ByteSet, kNextKinds> kNextBytes = {~kWordBytes, kDigitBytes, kUpperBytes, kLowerBytes};
constexpr unsigned kLetter = 6, kDigitNext = 1;

template <std::size_t kKinds>
std::array<std::uint8_t, 256> table_of(const std::array<ByteSet, kKinds>& kinds) {
  std::array<std::uint8_t, 256> table{};
  for (unsigned b = 0; b < 256; ++b)
    for (std::size_t kind = 0; kind < kKinds; ++kind)
      if (kinds[kind].contains(static_cast<std::uint8_t>(b))) table[b] = static_cast<std::uint8_t>(kind);
  return table;
}

/// May a match be over in front of such bytes? True: perhaps.
bool may_be_over(Boundary boundary, unsigned behind, unsigned next) {
  const bool word = behind == kLetter;
  switch (boundary) {
    case Boundary::kNone:
    case Boundary::kDigits:
      break;
    case Boundary::kNumber:
      return next != kDigitNext || behind < 2 || behind == kLetter || behind == 7;
    case Boundary::kWord:
      return !word;
    case Boundary::kToken:
      return !word && !((behind == 2 || behind == 3 || behind == 4) && next != 0);
  }
  return true;
}

}  // namespace

namespace run_internal {
const std::array<std::uint8_t, 256> kBehind = table_of(kBehindBytes), kNext = table_of(kNextBytes);
}

RunEnd run_end_slow(std::string_view text, std::size_t at, std::size_t length) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint8_t>(text[i]) : std::uint8_t{'\n'}; };
  const std::size_t behind = at + std::min(length, text.size() - at);
  return {static_cast<unsigned>(std::min<std::size_t>(behind - at, RunEnd::kMost)), run_internal::kBehind[byte(behind)],
          run_internal::kNext[byte(behind + 1)]};
}

namespace {

/// Runs of one kind of bytes that a pattern may begin with, or go on with, and what each may be followed by.
class RunWalk {
 public:
  RunWalk(const ParsedPattern& pattern, const ByteSet& run_bytes)
      : walk_(pattern.pattern.root),
        end_(pattern.extension ? Boundary::kNone : pattern.boundary),
        run_bytes_(run_bytes),
        of_digits_(run_bytes == kDigitBytes) {}

  /// Calls `mark(end)` for everything that may follow runs from `from` on, and `deeper(end, positions behind the byte)` where a
  /// digit stands behind the one byte that follows.
  template <class Mark, class Deeper>
  void go(const PositionSet& from, const ByteSet& first, unsigned least, unsigned most, const Mark& mark,
          const Deeper& deeper) const {
    PositionSet at = from;
    bool ended_before = false;  // inside of the run
    for (unsigned length = 0; length <= RunEnd::kMost; ++length) {
      const bool whole = length >= least && (most == 0 || length <= most);
      if (length > 0) {
        ByteSet bytes = run_bytes_;
        if (length == 1) bytes &= first;
        at = walk_.step(at, bytes);
      }
      const bool ends = length > 0 && walk_.may_end(at);
      if (length == RunEnd::kMost) {  // what is longer looks the same
        if ((!at.empty() && (most == 0 || length <= most)) || (ended_before && may_end_inside())) mark_all(length, mark);
        return;
      }
      if (ended_before && may_end_inside())
        mark_all(length, mark);
      else if (whole)
        behind_run(at, length, length == 0 ? first : ByteSet::all(), ends, mark, deeper);
      ended_before = ended_before || ends;
      if (at.empty() && !(ended_before && may_end_inside())) return;
    }
  }

 private:
  /// Runs of words go on behind a match where only digits may not follow.
  bool may_end_inside() const {
    return end_ == Boundary::kNone || (!of_digits_ && (end_ == Boundary::kDigits || end_ == Boundary::kNumber));
  }
  template <class Mark>
  static void mark_all(unsigned length, const Mark& mark) {
    for (unsigned behind = 0; behind < kBehindKinds; ++behind)
      for (unsigned next = 0; next < kNextKinds; ++next) mark(RunEnd{length, behind, next});
  }
  template <class Mark, class Deeper>
  void behind_run(const PositionSet& at, unsigned length, const ByteSet& first, bool ends, const Mark& mark,
                  const Deeper& deeper) const {
    ByteSet possible = walk_.next_bytes(at);
    possible &= first;
    for (unsigned behind = 0; behind < kBehindKinds; ++behind) {
      ByteSet bytes = kBehindBytes[behind];
      bytes &= possible;
      const PositionSet past = bytes.empty() ? PositionSet{} : walk_.step(at, bytes);
      const bool over = !past.empty() && walk_.may_end(past);
      const ByteSet beyond = walk_.next_bytes(past);
      for (unsigned next = 0; next < kNextKinds; ++next) {
        const RunEnd end{length, behind, next};
        if (over || (ends && may_be_over(end_, behind, next))) mark(end);
        ByteSet there = kNextBytes[next];
        there &= beyond;
        if (there.empty()) continue;
        next == kDigitNext&& length > 0 ? deeper(end, past) : mark(end);
      }
    }
  }

  PositionWalk walk_;
  Boundary end_;
  ByteSet run_bytes_;
  bool of_digits_;
};

bool all_below(const GroupSet* sets, std::size_t count, std::size_t groups) {
  return std::all_of(sets, sets + count, [&](GroupSet set) { return set >> groups == 0; });
}

}  // namespace

namespace {
/// Calls `mark(end)` for every run of letters, digits and '_' that a match may begin with, and what follows it.
template <class Mark>
void for_words(const ParsedPattern& pattern, const ByteSet& first, const Mark& mark) {
  RunWalk(pattern, kWordBytes).go({0}, first, 0, 0, mark, [&](const RunEnd& end, const PositionSet&) { mark(end); });
}
}  // namespace

void WordTable::add(const ParsedPattern& pattern, const ByteSet& first, unsigned group) {
  for_words(pattern, first, [&](const RunEnd& end) { sets_[end.index()] |= GroupSet{1} << group; });
}

void RunSet::add(const ParsedPattern& pattern, const ByteSet& first) {
  for_words(pattern, first, [&](const RunEnd& end) { bits_[end.index() / 64] |= std::uint64_t{1} << (end.index() % 64); });
}

bool WordTable::below(std::size_t count) const { return all_below(sets_.data(), sets_.size(), count); }

void NumberTable::add(const ParsedPattern& pattern, const GroupMember& member, unsigned group) {
  const RunWalk walk(pattern, kDigitBytes);
  const GroupSet bit = GroupSet{1} << group;
  const ByteSet any = ByteSet::all();
  const auto third = [&](std::uint32_t key, const PositionSet& at) {
    const auto mark = [&](const RunEnd& end) { further_[key_of(key, end)] |= bit; };
    walk.go(at, any, 1, 0, mark, [&](const RunEnd& end, const PositionSet&) { mark(end); });
  };
  const auto second = [&](std::uint32_t key, const PositionSet& at) {
    walk.go(
        at, any, 1, 0, [&](const RunEnd& end) { further_[key_of(key, end)] |= bit; },
        [&](const RunEnd& end, const PositionSet& past) { third(key_behind(key, end), past); });
  };
  walk.go(
      {0}, member.first, std::max(member.least, 1U), member.most, [&](const RunEnd& end) { first_[end.index()] |= bit; },
      [&](const RunEnd& end, const PositionSet& past) {
        continues_[end.index()] |= bit;
        second(key_behind(1, end), past);
      });
  add_begins(pattern, member.first, bit);
}

void NumberTable::add_begins(const ParsedPattern& pattern, const ByteSet& first, GroupSet bit) {
  const PositionWalk walk(pattern.pattern.root);
  for (unsigned digit = 0; digit < 10; ++digit) {
    const auto byte = static_cast<std::uint8_t>('0' + digit);
    const PositionSet behind = first.contains(byte) ? walk.step({0}, ByteSet::single(byte)) : PositionSet{};
    if (behind.empty()) continue;
    const bool over = walk.may_end(behind);
    const ByteSet next = walk.next_bytes(behind);
    for (unsigned second = 0; second < 10; ++second)
      if (over || next.contains(static_cast<std::uint8_t>('0' + second))) begins_[digit * 16 + second] |= bit;
    begins_[digit * 16 + kAlone] |= bit;
  }
}

void NumberTable::finish() {
  keys_.assign(std::bit_ceil(2 * further_.size() + 1), 0);
  sets_.assign(keys_.size(), 0);
  mask_ = keys_.size() - 1;
  for (const auto& [key, groups] : further_) {
    std::size_t at = slot_of(key) & mask_;
    while (keys_[at] != 0) at = (at + 1) & mask_;
    keys_[at] = key;
    sets_[at] = groups;
  }
  further_.clear();
}

GroupSet NumberTable::further(std::string_view text, std::size_t at, std::uint64_t digits, unsigned length,
                              const RunEnd& first) const {
  const unsigned from = length + 1;
  const std::uint64_t left = digits >> from;
  const auto more = static_cast<unsigned>(__builtin_ctzll(~left | std::uint64_t{1} << (63 - from)));
  const RunEnd second = run_end(text, at + from, more);
  const std::uint32_t key = key_behind(1, first);
  const GroupSet found = find(key_of(key, second));
  if (second.next != kDigit) return found;
  if (from + more >= kFurther) return found | continues_[first.index()];
  const unsigned last = from + more + 1;
  const std::uint64_t rest = digits >> last;
  const auto most = static_cast<unsigned>(__builtin_ctzll(~rest | std::uint64_t{1} << (63 - last)));
  return found | find(key_of(key_behind(key, second), run_end(text, at + last, most)));
}

bool NumberTable::below(std::size_t count) const {
  return all_below(begins_.data(), begins_.size(), count) && all_below(first_.data(), first_.size(), count) &&
         all_below(continues_.data(), continues_.size(), count) && all_below(sets_.data(), sets_.size(), count);
}

void NumberTable::save(BlobWriter& out) const {
  out.put(begins_);
  out.put(first_);
  out.put(continues_);
  out.put_all(keys_);
  out.put_all(sets_);
}

bool NumberTable::load(BlobReader& in) {
  if (!in.get(begins_) || !in.get(first_) || !in.get(continues_) || !in.get_all(keys_) || !in.get_all(sets_)) return false;
  mask_ = keys_.size() - 1;
  const bool free = std::any_of(keys_.begin(), keys_.end(), [](std::uint32_t key) { return key == 0; });
  return std::has_single_bit(keys_.size()) && sets_.size() == keys_.size() && free;  // or a search would not end
}

}  // namespace assay::detect
