// assay doctor
#include "apps/cli/commands.h"
#include "apps/cli/exit_codes.h"
#include "apps/cli/output.h"
#include "assay/isolation.h"
#include "report/json_writer.h"
#include "report/terminal.h"

namespace assay::cli {
namespace {

using Checks = std::vector<IsolationCheck>;

void add_checks(report::JsonWriter& json, const char* key, const Checks& checks) {
  json.key(key).begin_array();
  for (const IsolationCheck& check : checks)
    json.begin_object()
        .key("detail")
        .string(check.detail)
        .key("holds")
        .boolean(check.holds)
        .key("name")
        .string(check.name)
        .end_object();
  json.end_array();
}

std::string as_json(const IsolationReport& report) {
  report::JsonWriter json;
  json.begin_object().key("in_process").begin_array();
  for (const std::string& reader : report.in_process) json.string(reader);
  json.end_array().key("processes").begin_array();
  for (const ProcessCheck& process : report.processes) {
    json.begin_object();
    add_checks(json, "layers", process.layers);
    json.key("program").string(process.program);
    add_checks(json, "readers", process.readers);
    add_checks(json, "refusals", process.refusals);
    json.key("sound").boolean(process.sound());
    if (!process.trouble.empty()) json.key("trouble").string(process.trouble);
    json.end_object();
  }
  json.end_array().key("schema").string("assay.doctor.v1").key("sound").boolean(report.sound()).end_object();
  return json.take() + "\n";
}

std::string as_lines(const char* title, const Checks& checks) {
  std::string out = std::string("\n  ") + title + "\n";
  for (const IsolationCheck& check : checks)
    out += std::string(check.holds ? "    yes  " : "    NO   ") + report::pad(check.name, 15) +
           report::harmless_line(check.detail) + "\n";
  return out;
}

std::string as_text(const ProcessCheck& process) {
  const std::string head = report::harmless_line(process.program) + "\n";
  if (!process.trouble.empty())
    return head + "  NO   it cannot be asked: " + report::harmless_line(process.trouble) + "\n" +
           "       Install assay-reader and assay-worker beside assay, or set ASSAY_READER and ASSAY_WORKER to their paths: "
           "without\n"
           "       the first assay does not start (but with --isolate none), without the second no PDF is read.\n";
  return head + as_lines("Layers", process.layers) + as_lines("Refused inside", process.refusals) +
         as_lines("Reads in spite of that", process.readers);
}

std::string as_text(const IsolationReport& report) {
  std::string out;
  for (const ProcessCheck& process : report.processes) out += as_text(process) + "\n";
  out += "Read in the process of assay itself, without these layers:";
  for (const std::string& reader : report.in_process) out += " " + reader;
  return out + "\n\n" +
         (report.sound() ? "Everything that isolates the readers holds.\n"
                         : "Something is missing: see the lines with NO. What each layer is for stands in SECURITY.md.\n");
}

}  // namespace

int run_doctor(const DoctorArgs& args) {
  const IsolationReport report = check_isolation();
  Output output;
  output.write(args.json ? as_json(report) : as_text(report));
  if (!output.finish()) return kExitUsage;
  return report.sound() ? kExitNothing : kExitFound;
}

}  // namespace assay::cli
