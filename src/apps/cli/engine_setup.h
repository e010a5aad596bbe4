// Rules and engine from the command line.
#pragma once
#include <memory>
#include <optional>

#include "apps/cli/arguments.h"
#include "assay/engine.h"

namespace assay::cli {

enum class Warnings : unsigned char { kShow, kHide };

RuleOptions rule_options(const RuleFlags& flags);
/// Complains on standard error and returns nothing if there can be no engine.
std::shared_ptr<const RuleSet> load_rules(const RuleOptions& options);
std::shared_ptr<const Engine> make_engine(const EngineArgs& args, Warnings warnings);

}  // namespace assay::cli
