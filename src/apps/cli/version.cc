// assay --version
#include "apps/cli/commands.h"
#include "apps/cli/exit_codes.h"
#include "apps/cli/output.h"
#include "assay/engine.h"

namespace assay::cli {

int run_version(const VersionArgs&) {
  Output output;
  output.write("assay " + std::string(version()) + "\n");
  const auto rules = RuleSet::load({});
  if (rules.ok()) {
    EngineOptions options;
    options.rules = rules.value();
    const auto engine = Engine::create(options);
    output.write("engine: " + (engine.ok() ? engine.value()->revision() : engine.error().text()) + "\n");
    output.write("rules:  " + rules.value()->hash() + "\n");
  } else {
    output.write("rules:  " + rules.error().front().text() + "\n");
  }
  return output.finish() ? kExitNothing : kExitUsage;
}

}  // namespace assay::cli
