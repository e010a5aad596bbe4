#include "detect/phrases.h"

#include <algorithm>
#include <map>

#include "detect/words.h"

namespace assay::detect {
namespace {
std::size_t hash_of(std::string_view word) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a
  for (char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash ^ hash >> 29;
}

using Words = std::vector<std::string>;

/// Gathers phrases under their folded words. A detector that writes one phrase twice is listed once.
class Gather {
 public:
  explicit Gather(std::size_t max_word) : max_word_(max_word) {}

  void add(const rulepack::Packs& packs, std::uint32_t detector, Tone tone, const rulepack::Phrase& phrase) {
    Words words = folded_words(phrase.text);
    if (words.empty()) return complain(packs, phrase, "has no letter or digit");
    if (words.front().size() > max_word_) return complain(packs, phrase, "has a first word of more than 64 bytes");
    auto& users = all[std::move(words)];
    const bool known = std::any_of(users.begin(), users.end(),
                                   [&](const PhraseUser& user) { return user.detector == detector && user.tone == tone; });
    if (!known) users.push_back({detector, tone, phrase.text});
    longest = std::max(longest, phrase.text.size());
  }

  std::map<Words, std::vector<PhraseUser>> all;
  std::size_t longest = 0;
  Diagnostics errors;

 private:
  void complain(const rulepack::Packs& packs, const rulepack::Phrase& phrase, const std::string& what) {
    errors.push_back(packs.at(phrase.mark, "the context phrase " + what, "write it as words, or delete it"));
  }
  std::size_t max_word_;
};
}  // namespace

Result<PhraseIndex, Diagnostics> PhraseIndex::build(const rulepack::Packs& packs) {
  Gather gather(kMaxWord);
  for (std::uint32_t i = 0; i < packs.detectors.size(); ++i) {
    for (const auto& phrase : packs.detectors[i].context.any) gather.add(packs, i, Tone::kPositive, phrase);
    for (const auto& phrase : packs.detectors[i].context.negative) gather.add(packs, i, Tone::kNegative, phrase);
  }
  if (!gather.errors.empty()) return std::move(gather.errors);
  PhraseIndex index;
  index.longest_ = gather.longest;
  for (auto& [words, users] : gather.all) index.phrases_.push_back({words, std::move(users)});
  index.fill_slots();
  return index;
}

void PhraseIndex::fill_slots() {
  std::size_t size = 16;
  while (size < phrases_.size() * 2) size *= 2;
  slots_.assign(size, Slot{});
  for (std::uint32_t i = 0; i < phrases_.size();) {
    const std::string& word = phrases_[i].words.front();
    std::uint32_t end = i + 1;
    while (end < phrases_.size() && phrases_[end].words.front() == word) ++end;
    std::size_t at = hash_of(word) & (size - 1);
    while (slots_[at].count > 0) at = (at + 1) & (size - 1);
    slots_[at] = {i, end - i};
    const auto byte = [&](std::size_t place) { return static_cast<unsigned char>(word[std::min(place, word.size() - 1)]); };
    const std::size_t bit = filter_bit(word.size(), byte(0), byte(1), byte(word.size() - 1));
    filter_[bit / 64] |= 1ULL << (bit % 64);
    i = end;
  }
}

PhraseIndex::Slot PhraseIndex::find(std::string_view folded) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash_of(folded) & mask;
  while (slots_[at].count > 0 && phrases_[slots_[at].first].words.front() != folded) at = (at + 1) & mask;
  return slots_[at];
}

}  // namespace assay::detect
