#include "apps/cli/engine_setup.h"

#include <sys/stat.h>

#include <cstdlib>

#include "apps/cli/output.h"

namespace assay::cli {
namespace {

// The key of this installation: value hashes of different runs join. Empty if there is no place for it.
std::string default_key_file() {
  const char* data = std::getenv("XDG_DATA_HOME");
  const char* home = std::getenv("HOME");
  std::string folder;
  if (data != nullptr && *data == '/') {
    folder = data;
  } else if (home != nullptr && *home == '/') {
    folder = std::string(home) + "/.local";
    ::mkdir(folder.c_str(), 0700);
    folder += "/share";
  } else {
    return {};
  }
  ::mkdir(folder.c_str(), 0700);
  folder += "/assay";
  ::mkdir(folder.c_str(), 0700);
  return folder + "/value.key";
}

}  // namespace

RuleOptions rule_options(const RuleFlags& flags) {
  RuleOptions options;
  options.paths = flags.rules;
  options.add = flags.add_rules;
  options.only = flags.only;
  options.skip = flags.skip;
  options.use_cache = flags.cache;
  return options;
}

std::shared_ptr<const RuleSet> load_rules(const RuleOptions& options) {
  auto rules = RuleSet::load(options);
  if (rules.ok()) return rules.value();
  for (const Diagnostic& mistake : rules.error()) complain(mistake.text());
  return nullptr;
}

std::shared_ptr<const Engine> make_engine(const EngineArgs& args, Warnings warnings) {
  EngineOptions options;
  options.rules = load_rules(rule_options(args));
  if (options.rules == nullptr) return nullptr;
  options.profile = args.profile;
  options.limits = args.limits;
  options.isolate = args.isolate;
  options.required_layers = args.required_layers;
  options.key_file = args.key_file.empty() ? default_key_file() : args.key_file;
  auto engine = Engine::create(options);
  if (!engine.ok() && args.key_file.empty() && !options.key_file.empty()) {
    const std::string trouble = engine.error().text();
    options.key_file.clear();
    engine = Engine::create(options);
    if (engine.ok() && warnings == Warnings::kShow) complain("the value hashes of this run join no others: " + trouble);
  }
  if (engine.ok()) return engine.value();
  complain(engine.error().text());
  return nullptr;
}

}  // namespace assay::cli
