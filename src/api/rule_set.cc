#include "api/rule_set.h"

#include <sys/stat.h>

#include <algorithm>

#include "api/places.h"
#include "api/rule_tests.h"
#include "base/hash.h"
#include "detect/checks/check.h"
#include "rulepack/lint.h"

namespace assay {
namespace api {
namespace {

DetectorInfo info_of(const rulepack::DetectorSpec& spec) {
  const auto english = spec.name.find("en");
  return {.id = spec.id,
          .name = english != spec.name.end() ? english->second : spec.id,
          .category = spec.category,
          .jurisdiction = spec.jurisdiction,
          .source = spec.source,
          .pack = spec.pack,
          .regulations = spec.regulations,
          .patterns = spec.patterns.size(),
          .examples = spec.examples.size(),
          .counters = spec.counters.size()};
}

bool is_kept(const rulepack::DetectorSpec& spec, const std::vector<std::string>& only) {
  return std::any_of(only.begin(), only.end(), [&](const std::string& name) { return name == spec.id || name == spec.category; });
}

// Keeps what `only` names and changes the hash with it: other rules, other results.
Diagnostics select(rulepack::Packs& packs, const std::vector<std::string>& only) {
  Diagnostics unknown;
  for (const std::string& name : only)
    if (std::none_of(packs.detectors.begin(), packs.detectors.end(), [&](const auto& spec) { return is_kept(spec, {name}); }))
      unknown.push_back({.code = Code::kBadConfiguration,
                         .message = "no detector or category is called '" + name + "'",
                         .fix = "see `assay rules list`"});
  if (!unknown.empty()) return unknown;
  packs.detectors.erase(
      std::remove_if(packs.detectors.begin(), packs.detectors.end(), [&](const auto& spec) { return !is_kept(spec, only); }),
      packs.detectors.end());
  std::string kept = packs.hash;
  for (const auto& spec : packs.detectors) kept += '\n' + spec.id;
  packs.hash = base::sha256_hex(kept);
  return {};
}

std::string made_cache(const RuleOptions& options) {
  if (!options.use_cache) return {};
  const std::string folder = cache_folder(options.cache_dir);
  for (std::size_t at = 1; !folder.empty() && at != folder.npos;) {
    at = folder.find('/', at + 1);
    ::mkdir(folder.substr(0, at).c_str(),
            0700);  // An existing folder is fine; one that cannot be made is found out by the cache.
  }
  return folder;
}

}  // namespace

LoadedRules::LoadedRules(std::shared_ptr<const rulepack::Packs> packs, std::shared_ptr<const detect::RuleMatcher> matcher)
    : packs_(std::move(packs)), matcher_(std::move(matcher)) {
  for (const rulepack::DetectorSpec& spec : packs_->detectors) infos_.push_back(info_of(spec));
}

Diagnostics LoadedRules::lint() const {
  Diagnostics all = packs_->warnings;
  const auto pass_rate = [this](const rulepack::PatternSpec& pattern) {
    double product = 1;
    for (const rulepack::CheckSpec& spec : pattern.checks)
      if (auto check = detect::checks::Check::compile(*packs_, spec); check.ok()) product *= check.value().pass_rate();
    return product;
  };
  for (Diagnostic& warning : rulepack::lint_confidence(*packs_, pass_rate)) all.push_back(std::move(warning));
  return all;
}

std::vector<RuleTestFailure> LoadedRules::test() const { return run_rule_tests(*packs_, matcher_); }

}  // namespace api

inline namespace v1 {

Result<std::shared_ptr<const RuleSet>, Diagnostics> RuleSet::load(const RuleOptions& options) {
  std::vector<std::string> paths = options.paths;
  if (paths.empty()) {
    auto found = api::default_rules();
    if (!found.ok()) return Diagnostics{found.error()};
    paths.push_back(found.value());
  }
  auto loaded = rulepack::load(paths);
  if (!loaded.ok()) return loaded.error();
  auto packs = std::make_shared<rulepack::Packs>(std::move(loaded.value()));
  if (!options.only.empty())
    if (Diagnostics unknown = api::select(*packs, options.only); !unknown.empty()) return unknown;
  detect::CompileOptions compile;
  compile.cache_dir = api::made_cache(options);
  auto matcher = detect::RuleMatcher::compile(packs, compile);
  if (!matcher.ok()) return matcher.error();
  return std::shared_ptr<const RuleSet>(std::make_shared<api::LoadedRules>(packs, matcher.value()));
}

}  // namespace v1
}  // namespace assay
