#include "detect/phrase_tables.h"

#include <algorithm>
#include <bit>

#include "detect/blob.h"

namespace assay::detect {
namespace {
constexpr std::size_t kKeysOfWord =
    4;  // of the filter, which shall stay near the processor; one word in a hundred passes wrongly

template <class T>
bool within(std::uint64_t first, std::uint64_t count, std::span<const T> list) {
  return first <= list.size() && count <= list.size() - first;
}
}  // namespace

bool PhraseTables::load(std::string_view bytes, const rulepack::Packs& packs) {
  BlobReader in(bytes);
  return in.get_view(letters) && in.get_view(words) && in.get_view(spellings) && in.get_view(users) && in.get_view(first_user) &&
         in.get_view(order) && in.get_view(slots) && in.get_view(filter) && in.done() && holds_together() && fits(packs);
}

bool PhraseTables::holds_together() const {
  const auto good_word = [&](const Word& word) { return word.size > 0 && within(word.begin, word.size, letters); };
  const auto good_spelling = [&](const Spelling& one) {
    return one.key_word < one.words && one.phrase + std::size_t{1} < first_user.size() &&
           within(one.first_word, one.words, words);
  };
  const auto good_slot = [&](const Slot& slot) { return within(slot.first, slot.count, order); };
  return !first_user.empty() && first_user.front() == 0 && first_user.back() == users.size() &&
         std::is_sorted(first_user.begin(), first_user.end()) && std::all_of(words.begin(), words.end(), good_word) &&
         std::all_of(spellings.begin(), spellings.end(), good_spelling) &&
         std::all_of(order.begin(), order.end(), [&](std::uint32_t i) { return i < spellings.size(); }) &&
         std::has_single_bit(slots.size()) && std::all_of(slots.begin(), slots.end(), good_slot) &&
         std::any_of(slots.begin(), slots.end(), [](const Slot& slot) { return slot.count == 0; }) &&
         std::has_single_bit(filter.size());
}

bool PhraseTables::fits(const rulepack::Packs& packs) const {
  return std::all_of(users.begin(), users.end(), [&](const User& user) {
    if (user.detector >= packs.detectors.size() || user.tone > static_cast<std::uint32_t>(Tone::kNegative)) return false;
    return user.place < phrases_of(packs.detectors[user.detector], static_cast<Tone>(user.tone)).size();
  });
}

void PhraseTablesWriter::add_phrase(std::span<const PhraseTables::User> users) {
  first_user_.push_back(static_cast<std::uint32_t>(users_.size()));
  users_.insert(users_.end(), users.begin(), users.end());
}

void PhraseTablesWriter::add_spelling(std::span<const std::string_view> words, std::uint32_t key_word) {
  const auto phrase = static_cast<std::uint32_t>(first_user_.size() - 1);
  keys_.emplace_back(tail_key(words[key_word]), static_cast<std::uint32_t>(spellings_.size()));
  PhraseIndex::keys_of(formed(words, key_word), unit_keys_);
  const auto first = static_cast<std::uint32_t>(words_.size());
  spellings_.push_back({first, static_cast<std::uint32_t>(words.size()), phrase, key_word});
  for (const std::string_view word : words) {
    words_.push_back({static_cast<std::uint32_t>(letters_.size()), static_cast<std::uint32_t>(word.size())});
    letters_.insert(letters_.end(), word.begin(), word.end());
  }
}

/// The keys are sorted.
std::vector<PhraseTables::Slot> PhraseTablesWriter::slots() {
  std::size_t different = 0;
  for (std::size_t i = 0; i < keys_.size(); ++i) different += i == 0 || keys_[i].first != keys_[i - 1].first ? 1 : 0;
  std::size_t size = 16;
  while (size < different + different / 2) size *= 2;
  std::vector<Slot> out(size);
  for (std::uint32_t i = 0, end = 0; i < keys_.size(); i = end) {
    while (end < keys_.size() && keys_[end].first == keys_[i].first) ++end;
    std::size_t at = PhraseIndex::mix(keys_[i].first) >> 20 & (size - 1);
    while (out[at].count > 0) at = (at + 1) & (size - 1);
    out[at] = {keys_[i].first, i, end - i};
  }
  return out;
}

std::vector<std::uint64_t> PhraseTablesWriter::filter() {
  std::sort(unit_keys_.begin(), unit_keys_.end());
  unit_keys_.erase(std::unique(unit_keys_.begin(), unit_keys_.end()), unit_keys_.end());
  std::size_t words = 64;
  while (words * kKeysOfWord < unit_keys_.size()) words *= 2;
  std::vector<std::uint64_t> out(words);
  for (const std::uint64_t key : unit_keys_)
    out[PhraseIndex::mix(key) & (words - 1)] |= PhraseIndex::Filter::bits(PhraseIndex::mix(key));
  return out;
}

std::string PhraseTablesWriter::take() {
  first_user_.push_back(static_cast<std::uint32_t>(users_.size()));
  std::sort(keys_.begin(), keys_.end());
  std::vector<std::uint32_t> order;
  for (const auto& [key, spelling] : keys_) order.push_back(spelling);
  BlobWriter out;
  out.put_all(letters_);
  out.put_all(words_);
  out.put_all(spellings_);
  out.put_all(users_);
  out.put_all(first_user_);
  out.put_all(order);
  out.put_all(slots());
  out.put_all(filter());
  return out.take();
}

}  // namespace assay::detect
