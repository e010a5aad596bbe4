// Rule and label packs as plain structs, as written in YAML, with the place of everything a message may have to point at.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "assay/result.h"

namespace assay::rulepack {

/// Place in a pack file. 1-based.
struct Mark {
  std::uint32_t file = 0;  ///< Index into `Packs::files`.
  std::uint32_t line = 0, column = 0;
};

/// A scalar or list parameter of a check: `{weighted: {weights: [3, 7, 1], mod: 10}}`.
using Param = std::variant<std::int64_t, std::string, std::vector<std::int64_t>, std::vector<std::string>>;
struct CheckSpec {
  std::string algorithm;  ///< Row of the check table: "luhn".
  /// A bare scalar or list (`iso7064: mod11_10`) is stored under "variant"; `luhn: true` has none.
  std::map<std::string, Param> params;
  Mark mark;
};

/// What may not touch a match. See detect/boundary.h for the exact meaning of each.
enum class Boundary : std::uint8_t { kNone, kDigits, kNumber, kWord, kToken };
enum class OnFail : std::uint8_t { kDrop, kNeutral };
/// What of the match is "the value" for hashing, reject lists and distinct counts.
enum class ValueForm : std::uint8_t { kExact, kLower, kDigits, kAlnumUpper };

struct Confidence {
  std::uint8_t alone = 0, checked = 0, context = 0, checked_context = 0;  ///< 0 = no finding.
};

struct Extend {
  std::string char_class;  ///< "[A-Za-z0-9_-]"
  std::uint32_t max = 16384;
};

/// One pattern of a detector; unset fields were inherited from the detector by the reader, so all are final here.
struct PatternSpec {
  std::string regex;               ///< Our subset; see detect/pattern.h. Empty if there are terms.
  std::vector<std::string> terms;  ///< A dictionary instead of a regex: any of these, a blank in one stands for any separators.
  bool caseless = false;           ///< ASCII only for a regex; default for terms.
  Boundary boundary = Boundary::kWord;
  std::vector<CheckSpec> checks;  ///< All must pass.
  OnFail on_fail = OnFail::kDrop;
  Confidence confidence;
  std::optional<Extend> extend;
  std::string justify;  ///< Why the confidence may be higher than the pass rate allows.
  Mark mark;
};

struct Phrase {
  std::string text;
  Mark mark;
};

struct ContextSpec {
  std::uint32_t near = 300;      ///< Code points of the match view on each side.
  std::vector<Phrase> any;       ///< Raise. Caseless, whole words.
  std::vector<Phrase> negative;  ///< Lower by `lower`.
  std::uint8_t lower = 30;       ///< Subtracted when a negative phrase is nearer than any positive one.
};

struct RejectSpec {
  std::vector<std::string> values;    ///< In the detector's value form.
  std::vector<std::string> lists;     ///< Names of lists in lists.yaml: "placeholders".
  std::vector<std::string> patterns;  ///< Our regex subset, matched against the whole value.
  std::uint8_t lower = 0;             ///< Subtracted from the confidence of such values; 0: they are never reported.
};

struct Example {
  std::string text;
  std::string field;  ///< Column header or key that the text stands under; empty: plain text.
  Mark mark;
};

struct DetectorSpec {
  std::string id, pack, jurisdiction, category, source, unverified;
  std::map<std::string, std::string> name;  ///< Language -> name.
  std::vector<std::string> regulations;
  std::string stdnum;  ///< Modules of python-stdnum that judge the same numbers, joined by |: the oracle of its check.
  std::vector<PatternSpec> patterns;
  ContextSpec context;
  RejectSpec reject;
  ValueForm value = ValueForm::kAlnumUpper;
  std::vector<std::string> beats;  ///< Detectors that lose an overlap against this one.
  std::vector<Example> examples;   ///< Each must be found at confidence >= 65 with at least one pattern.
  std::vector<Example> counters;   ///< Not found at >= 65.
  Mark mark;
};

/// A roll-up: a name for several detectors, no patterns of its own. Selects like a category does.
struct UnionSpec {
  std::string id, pack, jurisdiction, category, source;
  std::map<std::string, std::string> name;
  std::vector<std::string> regulations;
  std::vector<std::string> of;       ///< As written: ids of detectors or unions, `category:pii`, `jurisdiction:DE`.
  std::vector<std::string> members;  ///< What that comes to: ids of detectors, sorted. Never empty once loaded.
  Mark mark;
};

/// Condition language of labels.yaml (and policy.yaml). A tree: leaves hold one test, inner nodes all/any/not.
struct Condition {
  enum class Kind : std::uint8_t {
    kAlways,
    kAll,
    kAny,
    kNot,
    kCount,     ///< At least `at_least` occurrences (or distinct values) of detectors/categories at `min_confidence`.
    kTogether,  ///< Likewise, of those only that have one of `with` in their row or within 300 bytes of text.
    kDocumentType,
    kMediaType,
    kFormat,
    kPath,
    kGapClass,
    kVerdict,
    kDirection,
    kOwnLabel,
  };
  Kind kind = Kind::kAlways;
  std::vector<Condition> children;  ///< kAll, kAny, kNot (one child).
  /// kCount, kTogether: detector ids, "category:NAME" or "*"; other leaves: accepted values (globs for kPath).
  std::vector<std::string> selectors;
  std::vector<std::string> with;  ///< kTogether: the second side.
  std::uint64_t at_least = 1;     ///< At most 65,536 (so is `at_most`): distinct values need not be kept beyond.
  std::optional<std::uint64_t> at_most;
  double per_kilobyte = 0;  ///< kCount: density floor, occurrences per 1,000 bytes of text; 0 = none.
  bool distinct = false;
  std::uint8_t min_confidence = 65;
  Mark mark;
};

struct LabelRule {
  std::string id, label, why;
  Condition when;
  Mark mark;
};

/// A default case of labels.yaml: so many findings give this label.
struct LabelCase {
  std::string name, expect;
  std::string text;                               ///< Scanned with the real rules when not empty ...
  std::map<std::string, std::uint64_t> findings;  ///< ... else these many distinct findings at confidence 85, one per row.
  std::vector<std::string> verdicts;              ///< Each of these must give the label; empty: `scanned` only.
  Mark mark;
};

struct LabelPack {
  std::vector<std::string> labels;  ///< Least sensitive first. Empty: no labels file was loaded.
  std::vector<LabelRule> rules;     ///< First match decides; the last one is kAlways.
  std::vector<LabelCase> cases;
};

/// Everything loaded.
struct Packs {
  std::vector<std::string> files;
  std::vector<DetectorSpec> detectors;                    ///< Sorted by id.
  std::vector<UnionSpec> unions;                          ///< Sorted by id.
  std::map<std::string, std::vector<std::string>> lists;  ///< Reject lists by name.
  LabelPack labels;
  std::string hash;  ///< SHA-256 over names and contents, hex.
  Diagnostics warnings;

  /// Null: no such detector. O(log n).
  const DetectorSpec* find(std::string_view id) const;
  const UnionSpec* find_union(std::string_view id) const;
  Diagnostic at(const Mark& mark, std::string message, std::string fix) const;
};

/// Reads folders (all *.yaml in them, sorted) and files. All mistakes found, not only the first. With a cache folder, packs are
/// kept there, and parsed again when a file is another one; cache trouble is never an error.
Result<Packs, Diagnostics> load(const std::vector<std::string>& paths, const std::string& cache_dir = {});

}  // namespace assay::rulepack
