// assay rules list, lint, test; and the way to the others
#include <algorithm>

#include "apps/cli/commands.h"
#include "apps/cli/engine_setup.h"
#include "apps/cli/exit_codes.h"
#include "apps/cli/output.h"
#include "apps/cli/rules/actions.h"
#include "apps/cli/rules/watch.h"
#include "report/json_writer.h"
#include "report/terminal.h"

namespace assay::cli {
namespace {

std::string detector_json(const DetectorInfo& d) {
  report::JsonWriter json;
  json.begin_object().key("category").string(d.category).key("counter_examples").integer(d.counters);
  json.key("examples").integer(d.examples).key("id").string(d.id).key("jurisdiction").string(d.jurisdiction);
  json.key("name").string(d.name).key("pack").string(d.pack).key("patterns").integer(d.patterns).key("regulations").begin_array();
  for (const std::string& regulation : d.regulations) json.string(regulation);
  json.end_array().key("source").string(d.source).end_object();
  return json.take() + "\n";
}

std::string union_json(const UnionInfo& one) {
  report::JsonWriter json;
  json.begin_object().key("category").string(one.category).key("id").string(one.id).key("jurisdiction").string(one.jurisdiction);
  json.key("members").begin_array();
  for (const std::string& id : one.members) json.string(id);
  json.end_array().key("name").string(one.name).key("pack").string(one.pack).end_object();
  return json.take() + "\n";
}

std::string detector_table(const RuleSet& rules) {
  std::vector<std::vector<std::string>> rows{{"DETECTOR", "CATEGORY", "WHERE", "NAME"}};
  for (const DetectorInfo& d : rules.detectors()) rows.push_back({d.id, d.category, d.jurisdiction, d.name});
  std::string out = aligned(rows);
  if (!rules.unions().empty()) {
    std::vector<std::vector<std::string>> unions{{"UNION", "CATEGORY", "WHERE", "OF", "NAME"}};
    for (const UnionInfo& u : rules.unions())
      unions.push_back({u.id, u.category, u.jurisdiction, std::to_string(u.members.size()), u.name});
    out += "\n" + aligned(unions);
  }
  return out + "\n" + report::counted(rules.detectors().size(), "detector") + ", " +
         report::counted(rules.unions().size(), "union") +
         ". 'assay rules explain ID' shows one; --json has examples and sources.\n";
}

int list(const RuleSet& rules, const RulesArgs& args) {
  Output output;
  if (args.format == RulesArgs::Format::kTable)
    output.write(detector_table(rules));
  else {
    for (const DetectorInfo& detector : rules.detectors()) output.write(detector_json(detector));
    for (const UnionInfo& one : rules.unions()) output.write(union_json(one));
  }
  return output.finish() ? kExitNothing : kExitUsage;
}

int lint(const RulesArgs& args) {
  const auto rules = RuleSet::load(rule_options(args));
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

int test(const RulesArgs& args) {
  const auto rules = load_rules(rule_options(args));
  return rules == nullptr ? kExitUsage : test(*rules);
}

int run_once(const RulesArgs& args) {
  using Action = RulesArgs::Action;
  switch (args.action) {
    case Action::kLint:
      return lint(args);
    case Action::kTest:
      return test(args);
    case Action::kExplain:
      return explain_rules(args);
    case Action::kBench:
      return bench_rules(args);
    case Action::kDiff:
      return diff_rules(args);
    case Action::kNew:
      return new_rule(args.fresh);
    case Action::kImport:
      return import_rules(args.import);
    case Action::kList:
      break;
  }
  const auto rules = load_rules(rule_options(args));
  return rules == nullptr ? kExitUsage : list(*rules, args);
}

}  // namespace

std::string aligned(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& cells : rows) {
    widths.resize(std::max(widths.size(), cells.size()));
    for (std::size_t i = 0; i < cells.size(); ++i)
      widths[i] = std::max(widths[i], report::display_width(report::harmless(cells[i])));
  }
  std::string out;
  for (const auto& cells : rows) {
    for (std::size_t i = 0; i < cells.size(); ++i)
      out += i + 1 < cells.size() ? report::pad(report::harmless(cells[i]), widths[i] + 2) : report::harmless(cells[i]);
    out += '\n';
  }
  return out;
}

int run_rules(const RulesArgs& args) {
  if (!args.watch) return run_once(args);
  std::vector<std::string> paths = args.rules;
  paths.insert(paths.end(), args.add_rules.begin(), args.add_rules.end());
  if (paths.empty()) return complain("--watch needs --rules or --add-rules: the files to watch"), kExitUsage;
  return watch(paths, [&args] { return run_once(args); });
}

}  // namespace assay::cli
