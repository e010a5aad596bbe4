// The program `assay`.
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <string_view>

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

/// What is in memory is somebody's documents.
void no_core_dumps() {
  const rlimit none{0, 0};
  (void)::setrlimit(RLIMIT_CORE, &none);
}

}  // namespace

// Nothing of ours throws; what is left is memory that ran out. No locale is set, on purpose: output is UTF-8 everywhere.
int main(int argc, char** argv) {
  no_core_dumps();
  try {
    return std::visit(Run{}, assay::cli::parse_arguments(argc, argv));
  } catch (const std::exception&) {
    // Whatever the error is called: saying so must not take what there is none of.
    constexpr std::string_view kWords = "assay: out of memory or another resource\n";
    if (::write(2, kWords.data(), kWords.size()) < 0) return assay::cli::kExitUsage;
    return assay::cli::kExitUsage;
  }
}
