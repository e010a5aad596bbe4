// An index of phrases as flat tables, the form in which it lies in the cache: PhraseIndex views some of it and makes the rest
// from it in one pass. Same bytes for the same phrases. Threads: a writer serves one thread; PhraseTables are plain values.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "detect/phrases.h"

namespace assay::detect {

struct PhraseTables {
  struct Word {
    std::uint32_t begin, size;  ///< In the letters.
  };
  struct Spelling {
    std::uint32_t first_word, words, phrase, key_word;
  };
  /// A phrase as a detector writes it.
  struct User {
    std::uint32_t detector, tone, place;  ///< In its list of that tone.
  };
  using Slot = PhraseIndex::Slot;

  std::span<const char> letters;
  std::span<const Word> words;
  std::span<const Spelling> spellings;
  std::span<const User> users;
  std::span<const std::uint32_t> first_user;  ///< By phrase; one more than phrases.
  std::span<const std::uint32_t> order;       ///< Spellings by the key of their key word.
  std::span<const Slot> slots;                ///< Open addressing; a power of two, one of them free.
  std::span<const std::uint64_t> filter;      ///< A power of two.

  /// Views `bytes`. False unless they are whole and all that they name is there, in the packs too.
  bool load(std::string_view bytes, const rulepack::Packs& packs);

 private:
  bool holds_together() const;
  bool fits(const rulepack::Packs& packs) const;
};

class PhraseTablesWriter {
 public:
  /// Spellings added from here on are of this phrase.
  void add_phrase(std::span<const PhraseTables::User> users);
  void add_spelling(std::span<const std::string_view> words, std::uint32_t key_word);
  std::string take();

 private:
  using Slot = PhraseTables::Slot;
  std::vector<Slot> slots();
  std::vector<std::uint64_t> filter();

  std::vector<char> letters_;
  std::vector<PhraseTables::Word> words_;
  std::vector<PhraseTables::Spelling> spellings_;
  std::vector<PhraseTables::User> users_;
  std::vector<std::uint32_t> first_user_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keys_;  ///< Of the key words, with their spelling.
  std::vector<std::uint64_t> unit_keys_;                       ///< Of all units that may stand for a key word.
};

}  // namespace assay::detect
