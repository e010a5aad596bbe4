#include "detect/phrase_units.h"

#include "detect/canonical.h"
#include "detect/words.h"

namespace assay::detect {
namespace {
constexpr char kNone = '\x01';  // no letter at all, and none that a word has
constexpr std::size_t kNowhere = std::string_view::npos;

bool differ(char wanted, char found) { return wanted != 0 && found != 0 && wanted != found; }

/// Tails are short: no call to compare them.
bool ends_with(std::string_view text, std::string_view tail) {
  if (text.size() < tail.size()) return false;
  for (std::size_t i = 1; i <= tail.size(); ++i)
    if (text[text.size() - i] != tail[tail.size() - i]) return false;
  return true;
}
}  // namespace

/// The key is known to be in the filter.
void PhraseFinder::unit(std::size_t begin, std::size_t end, std::string_view canonical) {
  before_known_ = behind_known_ = false;
  bool learnt = false;
  const UnitMemo::Slot* const slot = place_of(canonical, learnt);
  if (!learnt) {
    all_stems(begin, end, canonical);
    learning_ = nullptr;
    return;
  }
  for (std::uint32_t i = slot->first; i < slot->first + slot->count; ++i) {
    const UnitMemo::Known& known = memo_.known_.data()[i];
    if (known.alone)
      out_.push_back({begin, end, begin, known.phrase});
    else if (neighbours_fit(known.before, known.behind, begin, end))
      phrase(index_.spellings_[known.spelling], begin, end);
  }
}

const UnitMemo::Slot* PhraseFinder::place_of(std::string_view canonical, bool& learnt) {
  if (canonical.size() > UnitMemo::kMostBytes) return nullptr;
  std::array<std::uint64_t, UnitMemo::kMostBytes / 8> unit{};
  std::memcpy(unit.data(), canonical.data(), canonical.size());
  const std::uint64_t mixed = PhraseIndex::mix(unit[0] ^ unit[1] * 0xC2B2AE3D27D4EB4FULL);
  UnitMemo::Slot* const slot = &memo_.slots_.data()[mixed % UnitMemo::kSlots];
  learnt = slot->unit == unit;
  if (learnt) return slot;
  if (memo_.known_.size() > UnitMemo::kMostKnown) memo_.forget();
  *slot = {unit, static_cast<std::uint32_t>(memo_.known_.size()), 0};
  return learning_ = slot;
}

void PhraseFinder::remember(const PhraseIndex::Entry& entry) {
  const PhraseIndex::Spelling& spelling = index_.spellings_[entry.spelling];
  memo_.known_.push_back({entry.spelling, spelling.phrase, entry.before, entry.behind, spelling.words.size() == 1});
  ++learning_->count;
}

void PhraseFinder::all_stems(std::size_t begin, std::size_t end, std::string_view canonical) {
  stem(begin, end, canonical, tails().front());
  for (const Tail& tail : tails_ending_in(canonical.back()))
    if (ends_with(canonical, tail.text)) stem(begin, end, canonical.substr(0, canonical.size() - tail.text.size()), tail);
}

/// The letter that the word before `begin` ends in, as canonical text has it; 0 where that is not plain to see.
char PhraseFinder::letter_before(std::size_t begin) const {
  for (std::size_t at = begin; at > 0 && begin - at <= kMaxBetweenWords; --at) {
    if (is_ascii_word_byte(text_[at - 1])) return static_cast<char>(text_[at - 1] | 0x20);
    if (static_cast<unsigned char>(text_[at - 1]) >= 0x80) return 0;
  }
  return kNone;
}

/// Likewise the letter that the word behind `end` begins with.
char PhraseFinder::letter_behind(std::size_t end) const {
  for (std::size_t at = end; at < text_.size() && at - end <= kMaxBetweenWords; ++at) {
    if (is_ascii_word_byte(text_[at])) return static_cast<char>(text_[at] | 0x20);
    if (static_cast<unsigned char>(text_[at]) >= 0x80) return 0;
  }
  return kNone;
}

/// Looked at once for all entries, and not for phrases of one word.
bool PhraseFinder::neighbours_fit(char before, char behind, std::size_t begin, std::size_t end) {
  if (before != 0) {
    if (!before_known_) before_ = letter_before(begin);
    before_known_ = true;
    if (differ(before, before_)) return false;
  }
  if (behind != 0) {
    if (!behind_known_) behind_ = letter_behind(end);
    behind_known_ = true;
    if (differ(behind, behind_)) return false;
  }
  return true;
}

void PhraseFinder::stem(std::size_t begin, std::size_t end, std::string_view stem, const Tail& tail) {
  const PhraseIndex::Slot slot = index_.find(tail_key(stem));
  const PhraseIndex::Entry* const end_of_slot = index_.entries_.data() + slot.first + slot.count;
  for (const PhraseIndex::Entry* each = end_of_slot - slot.count; each != end_of_slot; ++each) {
    const PhraseIndex::Entry& entry = *each;
    if (stem.size() < entry.word.text.size()) continue;
    if (learning_ == nullptr && !neighbours_fit(entry.before, entry.behind, begin, end)) continue;
    const bool same = stem.size() == entry.word.text.size() && stem.size() <= kKeyBytes;  // the key was all of it
    if (!takes(entry.word, tail) || !(same || is_stem(entry.word, stem))) continue;
    if (learning_ != nullptr) remember(entry);
    if (learning_ == nullptr || neighbours_fit(entry.before, entry.behind, begin, end))
      phrase(index_.spellings_[entry.spelling], begin, end);
  }
}

void PhraseFinder::joined(std::size_t begin, std::size_t end) {
  const std::size_t second = joined_word(text_, end);
  if (second == kNowhere) return;
  const std::size_t both = word_end(text_, second);
  if (both - second > kMaxWordBytes) return;
  unit_.clear();
  append_canonical(unit_, text_.substr(begin, end - begin));
  append_canonical(unit_, text_.substr(second, both - second));
  if (!unit_.empty() && index_.may_hold(tail_key(unit_))) unit(begin, both, unit_);
}

void PhraseFinder::phrase(const PhraseIndex::Spelling& spelling, std::size_t key, std::size_t end) {
  std::size_t begin = key;
  if (left(spelling, begin)) right(spelling, begin, key, end);
}

/// The words before the key word, from right to left. A word and its joined unit differ, so at most one of them fits.
bool PhraseFinder::left(const PhraseIndex::Spelling& spelling, std::size_t& begin) {
  for (std::size_t i = spelling.key_word; i > 0; --i) {
    const std::string_view wanted = spelling.words[i - 1];
    const std::size_t end = previous_word(text_, begin);
    if (end == kNowhere) return false;
    begin = word_start(text_, end);
    if (is(begin, end, wanted)) continue;
    const std::size_t first_end = joined_word_before(text_, begin);
    if (first_end == kNowhere) return false;
    const std::size_t second = begin;
    begin = word_start(text_, first_end);
    joined_.assign(canonical_of(begin, first_end, near_));
    joined_.append(canonical_of(second, end, near_));
    if (joined_ != wanted) return false;
  }
  return true;
}

void PhraseFinder::right(const PhraseIndex::Spelling& spelling, std::size_t begin, std::size_t key, std::size_t end) {
  for (std::size_t i = spelling.key_word + 1; i < spelling.words.size(); ++i) {
    const std::size_t next = next_word(text_, end);
    if (next == kNowhere) return;
    if (i + 1 == spelling.words.size()) return last(formed(spelling.words, i), {begin, end, key, spelling.phrase}, next);
    end = word_end(text_, next);
    if (is(next, end, spelling.words[i])) continue;
    const std::size_t second = joined_word(text_, end);
    if (second == kNowhere) return;
    joined_.assign(canonical_of(next, end, near_));
    end = word_end(text_, second);
    joined_.append(canonical_of(second, end, near_));
    if (joined_ != spelling.words[i]) return;
  }
  out_.push_back({begin, end, key, spelling.phrase});
}

/// Here both may fit: "Karte" and "Karte-\nn".
void PhraseFinder::last(const FormedWord& word, const PhraseHit& hit, std::size_t at) {
  const std::size_t end = word_end(text_, at), second = joined_word(text_, end);
  joined_.assign(canonical_of(at, end, near_));
  if (stands_for(word, joined_)) out_.push_back({hit.begin, end, hit.key, hit.phrase});
  if (second == kNowhere) return;
  const std::size_t both = word_end(text_, second);
  joined_.append(canonical_of(second, both, near_));
  if (stands_for(word, joined_)) out_.push_back({hit.begin, both, hit.key, hit.phrase});
}

bool PhraseFinder::is(std::size_t begin, std::size_t end, std::string_view word) {
  return canonical_of(begin, end, near_) == word;
}

/// No word at all for words that are too long to mean anything.
std::string_view PhraseFinder::canonical_of(std::size_t begin, std::size_t end, std::string& buffer) const {
  buffer.clear();
  if (end - begin > kMaxWordBytes) return buffer = kNone;
  append_canonical(buffer, text_.substr(begin, end - begin));
  return buffer;
}

}  // namespace assay::detect
