#include "api/rule_set.h"

#include <algorithm>
#include <set>

#include "api/details.h"
#include "api/places.h"
#include "api/rule_tests.h"
#include "base/fence.h"
#include "base/hash.h"
#include "rulepack/lint.h"
#include "rulepack/unions.h"

namespace assay {
namespace api {
namespace {

template <class Spec>
std::string name_of(const Spec& spec) {
  const auto english = spec.name.find("en");
  return english != spec.name.end() ? english->second : spec.id;
}

DetectorInfo info_of(const rulepack::DetectorSpec& spec) {
  return {.id = spec.id,
          .name = name_of(spec),
          .category = spec.category,
          .jurisdiction = spec.jurisdiction,
          .source = spec.source,
          .pack = spec.pack,
          .regulations = spec.regulations,
          .patterns = spec.patterns.size(),
          .examples = spec.examples.size(),
          .counters = spec.counters.size()};
}

// Ids that `names` select; what nobody is called goes to `unknown`.
std::set<std::string> ids_of(const rulepack::Packs& packs, const std::vector<std::string>& names, Diagnostics& unknown) {
  std::set<std::string> ids;
  for (const std::string& name : names) {
    const std::set<std::string> meant = rulepack::meant_by(packs, name);
    if (meant.empty()) {
      unknown.push_back({.code = Code::kBadConfiguration,
                         .message = "no detector, union, category or jurisdiction is called '" + name + "'",
                         .fix = "see `assay rules list`"});
    }
    ids.insert(meant.begin(), meant.end());
  }
  return ids;
}

// Keeps what `only` names without what `skip` names, and changes the hash with it: other rules, other results.
Diagnostics select(rulepack::Packs& packs, const RuleOptions& options) {
  Diagnostics unknown;
  const std::set<std::string> only = ids_of(packs, options.only, unknown), skip = ids_of(packs, options.skip, unknown);
  if (!unknown.empty()) return unknown;
  const auto is_kept = [&](const std::string& id) {
    return (options.only.empty() || only.count(id) != 0) && skip.count(id) == 0;
  };
  auto& all = packs.detectors;
  all.erase(std::remove_if(all.begin(), all.end(), [&](const auto& spec) { return !is_kept(spec.id); }), all.end());
  for (rulepack::UnionSpec& one : packs.unions) {
    auto& ids = one.members;
    ids.erase(std::remove_if(ids.begin(), ids.end(), [&](const std::string& id) { return !is_kept(id); }), ids.end());
  }
  std::string kept = packs.hash;
  for (const auto& spec : all) kept += '\n' + spec.id;
  packs.hash = base::sha256_hex(kept);
  return {};
}

}  // namespace

LoadedRules::LoadedRules(std::shared_ptr<const rulepack::Packs> packs, std::shared_ptr<const detect::RuleMatcher> matcher)
    : packs_(std::move(packs)), matcher_(std::move(matcher)) {
  for (const rulepack::DetectorSpec& spec : packs_->detectors) infos_.push_back(info_of(spec));
  for (const rulepack::UnionSpec& one : packs_->unions)
    unions_.push_back({one.id, name_of(one), one.category, one.jurisdiction, one.pack, one.members});
}

Diagnostics LoadedRules::lint() const {
  Diagnostics all = packs_->warnings;
  const auto pass_rate = [this](const rulepack::PatternSpec& pattern) { return pass_rate_of(*packs_, pattern); };
  for (Diagnostic& warning : rulepack::lint_confidence(*packs_, pass_rate)) all.push_back(std::move(warning));
  return all;
}

Result<DetectorDetails> LoadedRules::details(std::string_view id) const {
  const rulepack::DetectorSpec* spec = packs_->find(id);
  if (spec != nullptr) return details_of(*packs_, *spec, info_of(*spec), *matcher_);
  return Diagnostic{
      .code = Code::kMissing, .message = "no detector is called '" + std::string(id) + "'", .fix = nearest_id(*packs_, id)};
}

std::vector<RuleTestFailure> LoadedRules::test() const { return run_rule_tests(*packs_, matcher_); }

namespace {

Result<std::shared_ptr<const RuleSet>, Diagnostics> load_rules(const RuleOptions& options) {
  std::vector<std::string> paths = options.paths;
  if (paths.empty()) {
    auto found = default_rules();
    if (!found.ok()) return Diagnostics{found.error()};
    paths.push_back(found.value());
  }
  paths.insert(paths.end(), options.add.begin(), options.add.end());
  detect::CompileOptions compile;
  if (options.use_cache) compile.cache_dir = cache_folder(options.cache_dir);
  auto loaded = rulepack::load(paths, compile.cache_dir);
  if (!loaded.ok()) return loaded.error();
  auto packs = std::make_shared<rulepack::Packs>(std::move(loaded.value()));
  if (!options.only.empty() || !options.skip.empty())
    if (Diagnostics unknown = select(*packs, options); !unknown.empty()) return unknown;
  auto matcher = detect::RuleMatcher::compile(packs, compile);
  if (!matcher.ok()) return matcher.error();
  return std::shared_ptr<const RuleSet>(std::make_shared<LoadedRules>(packs, matcher.value()));
}

}  // namespace
}  // namespace api

inline namespace v1 {

Result<std::shared_ptr<const RuleSet>, Diagnostics> RuleSet::load(const RuleOptions& options) {
  return base::unless_out_of_memory([&] { return api::load_rules(options); });
}

}  // namespace v1
}  // namespace assay
