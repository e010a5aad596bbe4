// assay rules list, lint, test
#include <algorithm>

#include "apps/cli/commands.h"
#include "apps/cli/engine_setup.h"
#include "apps/cli/exit_codes.h"
#include "apps/cli/output.h"
#include "report/json_writer.h"
#include "report/terminal.h"

namespace assay::cli {
namespace {

RuleOptions options_of(const RulesArgs& args) {
  RuleOptions options;
  options.paths = args.rules;
  options.only = args.only;
  options.use_cache = args.cache;
  return options;
}

std::string detector_json(const DetectorInfo& d) {
  report::JsonWriter json;
  json.begin_object().key("category").string(d.category).key("counter_examples").integer(d.counters);
  json.key("examples").integer(d.examples).key("id").string(d.id).key("jurisdiction").string(d.jurisdiction);
  json.key("name").string(d.name).key("pack").string(d.pack).key("patterns").integer(d.patterns).key("regulations").begin_array();
  for (const std::string& regulation : d.regulations) json.string(regulation);
  json.end_array().key("source").string(d.source).end_object();
  return json.take() + "\n";
}

std::string row(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) out += i + 1 < cells.size() ? report::pad(cells[i], widths[i] + 2) : cells[i];
  return out + "\n";
}

std::string detector_table(const std::vector<DetectorInfo>& detectors) {
  std::vector<std::vector<std::string>> rows{{"DETECTOR", "CATEGORY", "WHERE", "NAME"}};
  for (const DetectorInfo& d : detectors)
    rows.push_back(
        {report::harmless(d.id), report::harmless(d.category), report::harmless(d.jurisdiction), report::harmless(d.name)});
  std::vector<std::size_t> widths(4);
  for (const auto& cells : rows)
    for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], report::display_width(cells[i]));
  std::string out;
  for (const auto& cells : rows) out += row(cells, widths);
  return out + "\n" + report::counted(detectors.size(), "detector") +
         ". 'assay rules list --json' has patterns, examples, sources.\n";
}

int list(const RuleSet& rules, const RulesArgs& args) {
  Output output;
  if (args.format == RulesArgs::Format::kTable)
    output.write(detector_table(rules.detectors()));
  else
    for (const DetectorInfo& detector : rules.detectors()) output.write(detector_json(detector));
  return output.finish() ? kExitNothing : kExitUsage;
}

int lint(const RulesArgs& args) {
  const auto rules = RuleSet::load(options_of(args));
  const Diagnostics found = rules.ok() ? rules.value()->lint() : rules.error();
  Output output;
  for (const Diagnostic& d : found) output.write(report::harmless(d.text()) + "\n");
  if (rules.ok())
    output.write(report::counted(rules.value()->detectors().size(), "detector") + ", " +
                 report::counted(found.size(), "warning") + "\n");
  else
    output.write(report::counted(found.size(), "error") + "\n");
  return output.finish() && rules.ok() ? kExitNothing : kExitUsage;
}

int test(const RuleSet& rules) {
  const auto failures = rules.test();
  std::size_t examples = 0;
  for (const DetectorInfo& d : rules.detectors()) examples += d.examples + d.counters;
  Output output;
  for (const RuleTestFailure& failure : failures)
    output.write(report::harmless(failure.detector) + ": " + report::harmless(failure.where.text()) + "\n");
  output.write(report::counted(rules.detectors().size(), "detector") + ", " + report::counted(examples, "example") + ", " +
               report::counted(failures.size(), "failure") + "\n");
  if (!output.finish()) return kExitUsage;
  return failures.empty() ? kExitNothing : kExitFound;
}

}  // namespace

int run_rules(const RulesArgs& args) {
  if (args.action == RulesArgs::Action::kLint) return lint(args);
  const auto rules = load_rules(options_of(args));
  if (rules == nullptr) return kExitUsage;
  return args.action == RulesArgs::Action::kList ? list(*rules, args) : test(*rules);
}

}  // namespace assay::cli
