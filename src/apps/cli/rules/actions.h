// One function per action of `assay rules`: does it and returns the exit code.
#pragma once
#include <string>
#include <vector>

#include "apps/cli/arguments.h"

namespace assay::cli {

int explain_rules(const RulesArgs& args);
int bench_rules(const RulesArgs& args);
int diff_rules(const RulesArgs& args);
int new_rule(const NewRuleArgs& args);
int import_rules(const ImportArgs& args);

/// Lines of columns, two blanks between; cells are made harmless for a terminal.
std::string aligned(const std::vector<std::vector<std::string>>& rows);

}  // namespace assay::cli
