#include "apps/cli/exit_codes.h"

namespace assay::cli {
namespace {

struct Row {
  ExitCode code;
  const char* meaning;
};
constexpr Row kRows[] = {
    {kExitNothing, "everything was read and nothing was found (at or above --fail-on)"},
    {kExitFound, "something was found"},
    {kExitUsage, "usage, configuration, rules, malformed input of detect, or output that cannot be written"},
    {kExitUnread, "something could not be read"},
    {kExitFoundAndUnread, "something was found and something could not be read"},
    {kExitInterrupted, "interrupted (Ctrl-C); the summary tells what was seen until then"},
};

}  // namespace

std::string exit_codes_help() {
  std::string out = "Exit codes:\n";
  for (const Row& row : kRows) {
    const std::string code = std::to_string(row.code);
    out += "  " + code + std::string(5 - code.size(), ' ') + row.meaning + "\n";
  }
  return out;
}

}  // namespace assay::cli
