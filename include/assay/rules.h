// assay/rules.h - rule packs: loaded, checked, compiled once, then shared.
//
//   auto rules = assay::RuleSet::load({.paths = {"rules"}});
//   if (!rules.ok()) { for (const auto& d : rules.error()) std::puts(d.text().c_str()); return 2; }
//   for (const assay::DetectorInfo& d : rules.value()->detectors()) std::puts(d.id.c_str());
//
// Threads: a RuleSet never changes once loaded; share it. Errors: every mistake found in the packs, with file, line,
// column and what to do, not only the first.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assay/result.h"

namespace assay {
inline namespace v1 {

struct RuleOptions {
  std::vector<std::string> paths;  ///< Folders or files; empty: the installed default packs. Later ones may not repeat ids.
  std::vector<std::string> add;    ///< Folders or files on top of those: packs that change them (`override`) or add to them.
  std::vector<std::string> only;   ///< Detectors, unions, categories or jurisdictions (DE, GLOBAL) to keep; empty: all.
  std::vector<std::string> skip;   ///< Likewise, to leave out; applied behind `only`.
  std::string cache_dir;           ///< Of compiled packs; empty: the user's cache folder. Created 0700.
  bool use_cache = true;
};

/// What a person or a tool wants to know about a detector.
struct DetectorInfo {
  std::string id, name, category, jurisdiction, source, pack;
  std::vector<std::string> regulations;
  std::size_t patterns = 0;
  std::size_t examples = 0, counters = 0;
};

/// A roll-up: a name that selects several detectors.
struct UnionInfo {
  std::string id, name, category, jurisdiction, pack;
  std::vector<std::string> members;  ///< Ids of loaded detectors, sorted.
};

/// One pattern of a detector as its author needs to see it.
struct PatternDetails {
  std::string regex;                ///< Empty if it is a dictionary.
  std::size_t terms = 0;            ///< Words of the dictionary.
  std::string boundary;             ///< "word"
  std::vector<std::string> checks;  ///< Algorithms; all must pass.
  double pass_rate = 1;             ///< Share of random values of the right shape that pass them, measured.
  bool drops_on_fail = true;        ///< False: a failed check just does not count.
  std::uint8_t alone = 0, checked = 0, context = 0, checked_context = 0;  ///< Confidence by case; 0: no finding.
  std::uint32_t max_bytes = 0;                                            ///< Longest match.
  std::string lane, lane_reason;  ///< How its places are proposed, and what in the pattern decided that.
  std::uint32_t line = 0;         ///< In its file. 1-based.
};

struct DetectorDetails {
  DetectorInfo info;
  std::map<std::string, std::string> names;  ///< By language.
  std::string file, unverified, stdnum;
  std::uint32_t line = 0;
  std::vector<PatternDetails> patterns;
  std::uint32_t near = 0;  ///< Code points on either side in which context counts.
  std::uint8_t lower = 0;  ///< What a nearer negative phrase takes off.
  std::vector<std::string> phrases, negative, reject_lists, beats;
  std::vector<std::string> examples, counters;
  std::vector<std::string> unions;  ///< That it is a member of.
};

/// One example or counter-example (or default case of labels.yaml) that did not come out as written.
struct RuleTestFailure {
  std::string detector;  ///< Or the label case's name.
  Diagnostic where;      ///< Place of the example and what happened.
};

class RuleSet {
 public:
  static Result<std::shared_ptr<const RuleSet>, Diagnostics> load(const RuleOptions& options);
  virtual ~RuleSet() = default;

  virtual const std::vector<DetectorInfo>& detectors() const = 0;
  virtual const std::vector<UnionInfo>& unions() const = 0;
  /// kMissing: no detector of that id; the fix names the nearest.
  virtual Result<DetectorDetails> details(std::string_view id) const = 0;
  /// SHA-256 over the packs' contents, hex. Part of every report.
  virtual const std::string& hash() const = 0;
  /// Warnings: what is legal but unwise (pass rates, missing examples, slow patterns).
  virtual Diagnostics lint() const = 0;
  /// Runs every example, counter-example and label case. Empty: all as written.
  virtual std::vector<RuleTestFailure> test() const = 0;

 protected:
  RuleSet() = default;
};

}  // namespace v1
}  // namespace assay
