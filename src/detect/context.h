// What stands around a match: phrases of its detector in the text near by, or in the name of the field it stands under.
//
// Text: the phrase lies wholly within `near` code points before the match, or wholly within `near` behind it (a phrase inside of
// the match is no context). In which forms it holds, and where it then stands, is said in detect/word_forms.h and words.h. Of
// several the one with the fewest code points between it and the match counts, then the one before it, then the longest as
// written. Field: the name holds the phrase, as written or split (split_name); of several the longest counts. That is distance 0,
// before all text. A negative phrase lowers if it is nearer than every positive one, or as near and longer: it holds that one
// then. Behind the match it counts only on the match's own line: what begins the next line names the next value ("Passport
// number: Y53732406", then "Phone: ...").
//
// Text is scanned only where somebody asks, and no stretch of a window twice. Ask in order of the match's begin.
// Threads: Context is immutable; a Scratch serves one thread.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "assay/result.h"
#include "detect/detect.h"
#include "detect/field_names.h"
#include "detect/phrase_cells.h"
#include "rulepack/pack_cache.h"

namespace assay::detect {

struct Evidence {
  std::string_view positive;  ///< As written in the pack; empty: none.
  std::string_view negative;  ///< Likewise, and only if it is nearer than `positive`.
  std::int32_t distance = 0;  ///< Code points between match and `positive`.
  bool from_field = false;    ///< `positive` stands in the name of the field.
};

class Context {
 public:
  class Scratch {
   private:
    friend class Context;
    PhraseCells::Scratch cells_;
    FieldNames::Scratch names_;
    DetectorBits united_;
  };

  /// `packs` must outlive the context. Its indexes come from the cache if that holds them.
  static Result<Context, Diagnostics> build(const rulepack::Packs& packs, const rulepack::PackCache& cache = {});

  void begin_window(Scratch& scratch) const;
  /// Detectors for which `look` may find a positive phrase: all that have one, and few more. Valid until the next call.
  const std::uint64_t* may_have(const Window& window, NormRange match, Scratch& scratch) const {
    const std::uint64_t* in_text = cells_->near(window.text, match, scratch.cells_);
    return window.fields.empty() ? in_text : with_field(window, match, in_text, scratch);
  }
  Evidence look(const Window& window, std::uint32_t detector, NormRange match, Scratch& scratch) const;
  /// What the name of the field says that `at` lies in; null: no field, or no name.
  const FieldNames::Name* field_at(const Window& window, std::uint64_t at, Scratch& scratch) const;
  /// All phrases whose key lies in `range` or near it, by key. Ask in order, as for matches.
  std::span<const PhraseHit> phrases(const Window& window, NormRange range, Scratch& scratch) const {
    return cells_->between(window.text, range, scratch.cells_);
  }
  const PhraseCells& cells() const { return *cells_; }
  /// Bytes of text on either side of a match that may matter.
  std::uint64_t reach() const;
  /// Words of a DetectorBits.
  std::size_t words() const { return cells_->words(); }

 private:
  struct Nearest;
  const std::uint64_t* with_field(const Window& window, NormRange match, const std::uint64_t* in_text, Scratch& scratch) const;
  Nearest nearest(const Window& window, std::uint32_t detector, Tone tone, NormRange match, Scratch& scratch) const;
  std::string_view text_of(std::uint32_t phrase, std::uint32_t detector, Tone tone) const;

  std::unique_ptr<const PhraseIndex> names_;  ///< For names of fields.
  std::unique_ptr<const PhraseCells> cells_;  ///< For text.
  std::vector<std::uint32_t> near_;           ///< Per detector, code points.
  std::uint32_t max_near_ = 0;
};

}  // namespace assay::detect
