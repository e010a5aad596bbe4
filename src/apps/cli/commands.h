// One function per subcommand: does it and returns the exit code.
#pragma once
#include "apps/cli/arguments.h"

namespace assay::cli {

int run_scan(const ScanArgs& args);
int run_detect(const DetectArgs& args);
int run_extract(const ExtractArgs& args);
int run_rules(const RulesArgs& args);
int run_eval(const EvalArgs& args);
int run_explain(const ExplainArgs& args);
int run_triage(const TriageArgs& args);
int run_doctor(const DoctorArgs& args);
int run_version(const VersionArgs& args);

}  // namespace assay::cli
