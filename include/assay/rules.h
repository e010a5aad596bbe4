// assay/rules.h - rule packs: loaded, checked, compiled once, then shared.
//
//   auto rules = assay::RuleSet::load({.paths = {"rules"}});
//   if (!rules.ok()) { for (const auto& d : rules.error()) std::puts(d.text().c_str()); return 2; }
//   for (const assay::DetectorInfo& d : rules.value()->detectors()) std::puts(d.id.c_str());
//
// Threads: a RuleSet never changes once loaded; share it. Errors: every mistake found in the packs, with file, line,
// column and what to do, not only the first.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "assay/result.h"

namespace assay {
inline namespace v1 {

struct RuleOptions {
  std::vector<std::string> paths;  ///< Folders or files; empty: the installed default packs. Later ones may not repeat ids.
  std::vector<std::string> only;   ///< Detector ids or categories to keep; empty: all.
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
