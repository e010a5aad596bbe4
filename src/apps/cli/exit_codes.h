// Exit codes of `assay`, as one table.
#pragma once
#include <string>

namespace assay::cli {

enum ExitCode : int {
  kExitNothing = 0,
  kExitFound = 1,
  kExitUsage = 2,
  kExitUnread = 3,
  kExitFoundAndUnread = 4,
  kExitInterrupted = 130,
};

/// "Exit codes:" and one line each, for --help.
std::string exit_codes_help();

}  // namespace assay::cli
