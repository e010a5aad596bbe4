#include "support/scanning.h"

#include <cstdio>

#include "api/rule_set.h"
#include "report/json.h"
#include "support/sources.h"
#include "support/target.h"
#ifdef ASSAY_FUZZ_PDF
#include "extract/pdf/pdf.h"
#endif

namespace assay::fuzz {
namespace {

std::shared_ptr<const detect::RuleMatcher> matcher() {
  static const auto rules = [] {
    auto loaded = RuleSet::load({.paths = {ASSAY_SOURCE_DIR "/rules"}});
    if (loaded.ok()) return loaded.value();
    std::fprintf(stderr, "%s\n", loaded.error().front().text().c_str());
    violated("the rules of this tree can be loaded");
  }();
  return dynamic_cast<const api::LoadedRules&>(*rules).matcher();
}

}  // namespace

std::shared_ptr<engine::Setup> local_setup(const Limits& limits) {
  static const base::ValueKey key = base::ValueKey::random();
  auto setup = std::make_shared<engine::Setup>();
  setup->matcher = matcher();
  setup->limits = limits;
  setup->key = key;
  const auto builtin = extract::builtin_extractors();
  setup->extractors.assign(builtin.begin(), builtin.end());
#ifdef ASSAY_FUZZ_PDF
  setup->extractors.push_back(extract::pdf::extractor());
#endif
  return setup;
}

std::string result_of(engine::Pipeline& pipeline, std::string_view bytes, std::string_view name, std::size_t most) {
  ChoppySource source(bytes, most, bytes.size());
  return report::result_json(pipeline.scan(source, name, {}));
}

}  // namespace assay::fuzz
