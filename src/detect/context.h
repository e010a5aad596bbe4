// What stands around a match: phrases of its detector in the text near by, or in the name of the field it stands under.
//
// Text: the phrase lies wholly within `near` code points before the match, or wholly within `near` behind it (a phrase inside of
// the match is no context). It holds as whole words (detect/words.h); between its words stand one to eight separators, or none
// where words end without. Of several the one with the fewest code points between it and the match counts, then the one before
// it, then the longest.
// Field: the name holds the phrase, as written or split (split_name); of several the longest counts. That is distance 0, before
// all text.
// A negative phrase lowers if it is nearer than every positive one. Behind the match it counts only on the match's own line: what
// begins the next line names the next value ("Passport number: Y53732406", then "Phone: ...").
//
// Text is scanned only where somebody asks, and no stretch of a window twice. Ask in order of the match's begin.
// Threads: Context is immutable; a Scratch serves one thread.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "assay/result.h"
#include "detect/detect.h"
#include "detect/phrases.h"

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
    struct Spot {
      std::size_t begin, end;
      std::string_view text;
    };
    /// Phrases met in the window for one detector and tone, by begin.
    struct Spots {
      std::vector<Spot> all;
      std::size_t longest = 0;
      std::uint64_t window = 0;  ///< They belong to this window; else they are stale.
    };
    struct FieldPhrase {
      std::uint32_t detector;
      Tone tone;
      std::string_view text;
    };
    using FieldPhrases = std::vector<FieldPhrase>;

    std::vector<Spots> spots_;  ///< Detector * 2 + tone.
    std::vector<PhraseHit> hits_;
    std::unordered_map<std::string, FieldPhrases> fields_;
    std::string field_key_;
    std::size_t scanned_to_ = 0;  ///< Everything a later match needs is scanned up to here.
    std::uint64_t window_ = 0;
  };

  /// `packs` must outlive the context.
  static Result<Context, Diagnostics> build(const rulepack::Packs& packs);

  void begin_window(Scratch& scratch) const;
  Evidence look(const Window& window, std::uint32_t detector, NormRange match, Scratch& scratch) const;
  /// Bytes of text on either side of a match that may matter.
  std::uint64_t reach() const;

 private:
  struct Nearest {
    std::string_view text;
    std::int64_t distance = -1;  ///< Code points; -1: none.
    bool any() const { return distance >= 0; }
    bool nearer_than(const Nearest& other) const { return any() && (!other.any() || distance < other.distance); }
  };
  void scan_around(std::string_view text, NormRange match, std::uint32_t near, Scratch& scratch) const;
  void scan(std::string_view text, std::size_t from, std::size_t to, Scratch& scratch) const;
  Nearest nearest(std::string_view text, std::uint32_t detector, Tone tone, NormRange match, const Scratch& scratch) const;
  static Nearest nearest_before(std::string_view text, std::size_t begin, std::uint32_t near, const Scratch::Spots& spots);
  static Nearest nearest_behind(std::string_view text, std::size_t end, std::uint32_t near, const Scratch::Spots& spots);
  Nearest in_field(const Window& window, std::uint32_t detector, Tone tone, std::uint64_t at, Scratch& scratch) const;
  const Scratch::FieldPhrases& phrases_in(std::string_view name, Scratch& scratch) const;
  void add_phrases_in(std::string_view name, Scratch& scratch, Scratch::FieldPhrases& out) const;

  PhraseIndex index_;
  std::vector<std::uint32_t> near_;  ///< Per detector, code points.
  std::uint32_t max_near_ = 0;
};

}  // namespace assay::detect
