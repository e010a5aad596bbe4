// From a unit that may be the key word of a phrase to the phrases that stand there.
// Threads: one finder serves one thread.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "detect/phrases.h"

namespace assay::detect {

class PhraseFinder {
 public:
  PhraseFinder(const PhraseIndex& index, std::string_view text, UnitMemo& memo, std::vector<PhraseHit>& out)
      : index_(index), text_(text), memo_(memo), out_(out) {}

  /// The unit [begin, end), `canonical` in canonical form, not empty, its key in the index's filter.
  void unit(std::size_t begin, std::size_t end, std::string_view canonical);
  /// The unit that a joint makes of the word [begin, end) and the one behind it, if there is one.
  void joined(std::size_t begin, std::size_t end);

 private:
  /// Where the unit is kept, if it is short enough; what it stands for is `learnt` or about to be.
  const UnitMemo::Slot* place_of(std::string_view canonical, bool& learnt);
  void remember(const PhraseIndex::Entry& entry);
  void all_stems(std::size_t begin, std::size_t end, std::string_view canonical);
  void stem(std::size_t begin, std::size_t end, std::string_view stem, const Tail& tail);
  void phrase(const PhraseIndex::Spelling& spelling, std::size_t begin, std::size_t end);
  bool left(const PhraseIndex::Spelling& spelling, std::size_t& begin);
  void right(const PhraseIndex::Spelling& spelling, std::size_t begin, std::size_t key, std::size_t end);
  void last(const FormedWord& word, const PhraseHit& hit, std::size_t at);
  bool neighbours_fit(char before, char behind, std::size_t begin, std::size_t end);
  char letter_before(std::size_t begin) const;
  char letter_behind(std::size_t end) const;
  bool is(std::size_t begin, std::size_t end, std::string_view word);
  std::string_view canonical_of(std::size_t begin, std::size_t end, std::string& buffer) const;

  const PhraseIndex& index_;
  std::string_view text_;
  UnitMemo& memo_;
  std::vector<PhraseHit>& out_;
  UnitMemo::Slot* learning_ = nullptr;  ///< Where the entries of the unit at hand go.
  std::string unit_;                    ///< While its phrases are looked for.
  std::string joined_, near_;           ///< Of the words around it.
  char before_ = 0, behind_ = 0;        ///< Of the unit at hand.
  bool before_known_ = false, behind_known_ = false;
};

}  // namespace assay::detect
