// The program `assay`.
#include <cstdio>
#include <exception>

#include "apps/cli/commands.h"
#include "apps/cli/exit_codes.h"
#include "apps/cli/output.h"

namespace {

struct Run {
  int operator()(const assay::cli::Ended& ended) const { return ended.exit_code; }
  int operator()(const assay::cli::ScanArgs& args) const { return run_scan(args); }
  int operator()(const assay::cli::DetectArgs& args) const { return run_detect(args); }
  int operator()(const assay::cli::ExtractArgs& args) const { return run_extract(args); }
  int operator()(const assay::cli::RulesArgs& args) const { return run_rules(args); }
  int operator()(const assay::cli::EvalArgs& args) const { return run_eval(args); }
  int operator()(const assay::cli::ExplainArgs& args) const { return run_explain(args); }
  int operator()(const assay::cli::TriageArgs& args) const { return run_triage(args); }
  int operator()(const assay::cli::DoctorArgs& args) const { return run_doctor(args); }
  int operator()(const assay::cli::VersionArgs& args) const { return run_version(args); }
};

}  // namespace

// Nothing of ours throws; what is left is memory that ran out. No locale is set, on purpose: output is UTF-8 everywhere.
int main(int argc, char** argv) {
  try {
    return std::visit(Run{}, assay::cli::parse_arguments(argc, argv));
  } catch (const std::exception& error) {
    assay::cli::complain(std::string("out of resources: ") + error.what());
    return assay::cli::kExitUsage;
  }
}
