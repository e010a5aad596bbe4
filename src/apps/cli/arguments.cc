#include "apps/cli/arguments.h"

#include <CLI/CLI.hpp>
#include <map>

#include "apps/cli/exit_codes.h"
#include "apps/cli/fail_on.h"
#include "apps/cli/help_data.h"
#include "apps/cli/isolation_flag.h"
#include "apps/cli/limit_flags.h"
#include "apps/cli/output.h"
#include "apps/cli/suggestion.h"

namespace assay::cli {
namespace {

/// Limits are the profile's with flags applied, whatever the order on the command line: kept apart until all is parsed.
struct PendingLimits {
  std::string profile;
  std::map<std::string, std::string> changes;  // by flag
  bool pixels_matter = false;
};

template <class Value>
CLI::Option* choice(CLI::App& app, const std::string& flag, Value& value, const std::map<std::string, Value>& names,
                    const std::string& help) {
  std::string type;
  for (const auto& [name, unused] : names) type += (type.empty() ? "" : "|") + name;
  const auto set = [&value, names, flag, type](const std::string& name) {
    const auto at = names.find(name);
    if (at == names.end()) throw CLI::ValidationError(flag, "'" + name + "' is none of " + type);
    value = at->second;
  };
  return app.add_option_function<std::string>(flag, set, help)->type_name(type);
}

void add_confidence(CLI::App& app, std::uint8_t& confidence) {
  const auto set = [&confidence](const std::string& text) {
    const auto value = read_confidence(text);
    if (!value) throw CLI::ValidationError("--min-confidence", "'" + text + "' is neither 0-100 nor low, medium, high");
    confidence = *value;
  };
  app.add_option_function<std::string>("--min-confidence", set,
                                       "leave out findings below: 0-100, low (65), medium (75), high (85)")
      ->type_name("N");
}

void add_rules(CLI::App& app, RuleFlags& flags) {
  const auto paths = [&app](const char* flag, std::vector<std::string>& into, const char* help) {
    app.add_option(flag, into, help)->type_name("PATH")->allow_extra_args(false)->group("Rules");
  };
  const auto names = [&app](const char* flag, std::vector<std::string>& into, const char* help) {
    app.add_option(flag, into, help)->type_name("NAME")->allow_extra_args(false)->delimiter(',')->group("Rules");
  };
  paths("--rules", flags.rules, "rule pack or folder of packs instead of the installed ones; repeatable");
  paths("--add-rules", flags.add_rules, "packs on top: they may change the others (override) or add to them; repeatable");
  names("--only", flags.only, "look for these: detectors, unions, categories or countries (DE), separated by commas; repeatable");
  names("--skip", flags.skip, "do not look for these; like --only, which comes first");
  app.add_flag_callback(
         "--no-cache", [&flags] { flags.cache = false; }, "compile the rules anew, keep nothing on disk")
      ->group("Rules");
}

void add_isolation(CLI::App& app, EngineArgs& args) {
  choice<Isolate>(app, "--isolate", args.isolate,
                  {{"none", Isolate::kNone}, {"native", Isolate::kNative}, {"all", Isolate::kAll}},
                  "which readers run in processes of their own: native (default): all but plain text, CSV and JSON; all; none: "
                  "only PDF, for files you trust")
      ->group("Limits");
  const auto set = [&layers = args.required_layers](const std::string& text) {
    const auto wanted = read_isolation(text);
    if (!wanted) throw CLI::ValidationError("--isolation", "'" + text + "' is neither auto nor required:LAYER,LAYER");
    layers = *wanted;
  };
  app.add_option_function<std::string>("--isolation", set,
                                       "auto (default): with the layers that this machine has; required:LAYERS: not without "
                                       "these, separated by commas; 'assay doctor' lists them")
      ->type_name("MODE")
      ->group("Limits");
}

void add_limits(CLI::App& app, EngineArgs& args, PendingLimits& pending) {
  app.add_option("--profile", pending.profile, "limits to begin with: gateway (strict, for strangers' files) or share")
      ->type_name("NAME")
      ->group("Limits");
  for (const LimitFlag& flag : limit_flags())
    app.add_option_function<std::string>(
           flag.flag, [&pending, name = flag.flag](const std::string& text) { pending.changes[name] = text; }, flag.help)
        ->type_name(flag.type)
        ->group("Limits");
  app.add_flag("--pixels-matter", pending.pixels_matter, "a file with pictures or sound not looked at is not 'scanned'")
      ->group("Limits");
  add_isolation(app, args);
  app.add_option("--key-file", args.key_file, "key of the value hashes (32 bytes, made when missing)")
      ->type_name("FILE")
      ->group("Rules");
}

void add_engine(CLI::App& app, EngineArgs& args, PendingLimits& pending) {
  add_rules(app, args);
  add_limits(app, args, pending);
}

void settle_limits(EngineArgs& args, const PendingLimits& pending) {
  if (!pending.profile.empty()) {
    const auto profile = profile_named(pending.profile);
    if (!profile) throw CLI::ValidationError("--profile", "'" + pending.profile + "' is neither gateway nor share");
    args.profile = *profile;
  }
  args.limits = limits_for(args.profile);
  if (pending.pixels_matter) args.limits.pixels_matter = true;
  for (const LimitFlag& flag : limit_flags()) {
    const auto change = pending.changes.find(flag.flag);
    if (change != pending.changes.end() && !flag.set(args.limits, change->second))
      throw CLI::ValidationError(flag.flag, "'" + change->second + "' is not a " + flag.type + " such as " + flag.example);
  }
  if (const auto valid = validate(args.limits); !valid.ok()) throw CLI::ValidationError(valid.error().text());
}

CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& summary, const char* help,
                      const std::string& footer) {
  CLI::App* command = app.add_subcommand(name, summary);
  command->preparse_callback([command, help](std::size_t) { command->description(help); });
  command->footer("\n" + footer);
  return command;
}

void add_scan(CLI::App& app, ScanArgs& args, PendingLimits& pending) {
  CLI::App* scan = add_command(app, "scan", "say which files are sensitive, why, and what could not be read", kHelpScan,
                               std::string(fail_on_help()) + "\n" + exit_codes_help() + "\n" + kNextScan);
  scan->add_option("PATH", args.paths, "files and folders; - is standard input")->required()->type_name("");
  choice<ScanArgs::Format>(
      *scan, "--format", args.format,
      {{"table", ScanArgs::Format::kTable}, {"jsonl", ScanArgs::Format::kJsonl}, {"json", ScanArgs::Format::kJson}},
      "for people (default), one JSON object per line and file, or one JSON document");
  scan->add_option("-j,--jobs", args.jobs, "worker threads; 0: one per core (default)")
      ->type_name("N")
      ->check(CLI::Range(0, 1024));
  scan->add_option("--deadline", args.deadline, "time for the whole call; what is not read by then is limit_exceeded (time)")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.001, 1e9));
  add_confidence(*scan, args.min_confidence);
  scan->add_option("--fail-on", args.fail_on, "what makes the exit code 1 or 3, see below; repeatable")
      ->type_name("CONDITION")
      ->allow_extra_args(false);
  scan->add_option("--allow", args.allow, "allow list of accepted findings (see 'assay triage'); repeatable")
      ->type_name("FILE")
      ->allow_extra_args(false);
  scan->add_option("--baseline", args.baseline, "report of an earlier scan: only findings that are new make the exit code 1")
      ->type_name("REPORT");
  scan->add_flag("--show-values", args.show_values, "print the values found; treat the output as you would the files");
  scan->add_flag("--explain", args.explain, "say what made up each confidence, and what lost to it");
  scan->add_option("-o,--output", args.output, "write there instead (readable by you alone)")->type_name("FILE")->group("Output");
  const std::map<std::string, When> whens{{"auto", When::kAuto}, {"always", When::kAlways}, {"never", When::kNever}};
  choice<When>(*scan, "--color", args.colour, whens, "colours; auto: on a terminal, unless NO_COLOR is set")->group("Output");
  choice<When>(*scan, "--progress", args.progress, whens, "progress on standard error; auto: on a terminal")->group("Output");
  scan->add_flag("-q,--quiet", args.quiet, "no progress, no summary or warnings on standard error")->group("Output");
  add_engine(*scan, args.engine, pending);
}

void add_detect(CLI::App& app, DetectArgs& args, PendingLimits& pending) {
  CLI::App* detect =
      add_command(app, "detect", "find values in short texts: JSON Lines in, JSON Lines out", kHelpDetect, kExitDetect);
  add_confidence(*detect, args.min_confidence);
  detect->add_flag("--explain", args.explain, "say what made up each confidence, and what lost to it");
  args.engine.profile = Profile::kGateway;
  add_engine(*detect, args.engine, pending);
}

void add_extract(CLI::App& app, ExtractArgs& args, PendingLimits& pending) {
  CLI::App* extract = add_command(app, "extract", "print the text that is looked at", kHelpExtract, kExitExtract);
  extract->add_option("FILE", args.path, "the file; - is standard input")->required()->type_name("");
  extract->add_flag_callback(
      "--json", [&args] { args.format = ExtractArgs::Format::kJson; }, "one JSON object per piece of text");
  extract->add_flag_callback(
      "--no-headers", [&args] { args.headers = false; }, "leave out the lines that name the parts");
  add_limits(*extract, args.engine, pending);
}

void add_new_rule(CLI::App& rules, NewRuleArgs& args) {
  CLI::App* app = add_command(rules, "new", "write a detector: from flags, and questions for what they leave out", kHelpRulesNew,
                              kExitRulesNew);
  app->add_option("--id", args.id, "acme_customer")->type_name("ID");
  app->add_option("--name", args.name, "English name")->type_name("TEXT");
  app->add_option("--name-de", args.name_de, "German name")->type_name("TEXT");
  app->add_option("--category", args.category, "pii, phi, financial, credential, government, network ...")->type_name("WORD");
  app->add_option("--jurisdiction", args.jurisdiction, "two-letter country code, EU or GLOBAL")->type_name("CODE");
  app->add_option("--source", args.source, "where the format is defined")->type_name("TEXT");
  app->add_option("--pack", args.pack, "name of the pack (mine)")->type_name("WORD");
  app->add_option("--boundary", args.boundary, "what may not touch it: none, digits, number, word (default), token")
      ->type_name("WORD");
  app->add_option("--check", args.check, "check of the table, as in a pack: '{luhn: true}'")->type_name("YAML");
  const auto several = [app](const char* flag, std::vector<std::string>& into, const char* type, const char* help) {
    app->add_option(flag, into, help)->type_name(type)->allow_extra_args(false);
  };
  several("--regex", args.regexes, "REGEX", "what it looks like; repeatable");
  several("--phrase", args.phrases, "TEXT", "what stands beside it: 'customer number'; repeatable");
  several("--negative", args.negative, "TEXT", "what stands beside look-alikes: 'order number'; repeatable");
  several("--example", args.examples, "TEXT", "text in which it must be found; repeatable");
  several("--counter", args.counters, "TEXT", "text in which it must not be found; repeatable");
  app->add_option("-o,--output", args.output, "file to write (must not exist); default: standard output")->type_name("FILE");
}

void add_import(CLI::App& rules, ImportArgs& args) {
  CLI::App* app =
      add_command(rules, "import", "rules of gitleaks, Presidio or Purview as a pack", kHelpRulesImport, kExitRulesImport);
  app->add_option("FILE", args.path, "gitleaks TOML, Presidio YAML recognisers, or a Purview rule package (XML)")
      ->required()
      ->type_name("");
  app->add_option("--format", args.format, "gitleaks, presidio or purview, if the file does not tell")
      ->type_name("NAME")
      ->check(CLI::IsMember({"gitleaks", "presidio", "purview"}));
  app->add_option("--pack", args.pack, "name of the new pack (imported)")->type_name("WORD");
  app->add_option("-o,--output", args.output, "file to write (must not exist); default: standard output")->type_name("FILE");
}

void add_rules_command(CLI::App& app, RulesArgs& args) {
  CLI::App* rules = add_command(app, "rules", "list, check, measure, compare and write rule packs", kHelpRules, kExitRules);
  rules->require_subcommand(1);
  const auto with_action = [&args](CLI::App* command, RulesArgs::Action action) {
    command->callback([&args, action] { args.action = action; });
    return command;
  };
  const auto add = [&](const char* name, const char* summary, RulesArgs::Action action) {
    CLI::App* command = with_action(rules->add_subcommand(name, summary), action);
    add_rules(*command, args);
    return command;
  };
  const auto json = [&args](CLI::App* command, const char* help) {
    command->add_flag_callback(
        "--json", [&args] { args.format = RulesArgs::Format::kJson; }, help);
  };
  const auto watch = [&args](CLI::App* command) {
    command->add_flag("--watch", args.watch, "again whenever a rule file is saved");
  };
  json(add("list", "every detector and union with category and jurisdiction", RulesArgs::Action::kList),
       "one JSON object per detector");
  watch(add("lint", "mistakes (exit code 2) and what is legal but unwise (exit code 0)", RulesArgs::Action::kLint));
  watch(add("test", "run the examples of the packs; exit code 1 if one fails", RulesArgs::Action::kTest));
  CLI::App* explain = add("explain", "how a detector finds, what decides, what it costs", RulesArgs::Action::kExplain);
  explain->add_option("ID", args.ids, "detectors")->required()->type_name("");
  explain->add_option("--on", args.paths, "files or folders to measure cost and hits on; default: the examples of all rules")
      ->type_name("PATH");
  json(explain, "one JSON object per detector");
  CLI::App* bench = add("bench", "what each rule costs and hits on your files, dearest first", RulesArgs::Action::kBench);
  bench->add_option("PATH", args.paths, "files and folders")->required()->type_name("");
  json(bench, "one JSON object per detector");
  CLI::App* diff =
      with_action(rules->add_subcommand("diff", "which files and findings change with another pack"), RulesArgs::Action::kDiff);
  diff->add_option("OLD", args.old_rules, "rule pack or folder")->required()->type_name("");
  diff->add_option("NEW", args.new_rules, "rule pack or folder")->required()->type_name("");
  diff->add_option("PATH", args.paths, "files and folders to scan with both")->required()->type_name("");
  json(diff, "one JSON object per changed file");
  add_new_rule(*rules, args.fresh);
  with_action(rules->get_subcommand("new"), RulesArgs::Action::kNew);
  add_import(*rules, args.import);
  with_action(rules->get_subcommand("import"), RulesArgs::Action::kImport);
}

double read_share(const std::string& flag, const std::string& text) {
  double value = 0;
  if (!CLI::detail::lexical_cast(text, value) || !(value >= 0 && value <= 1))
    throw CLI::ValidationError(flag, "'" + text + "' is not a number from 0 to 1");
  return value;
}

void add_floors(CLI::App& app, eval::Gates& gates) {
  const auto add = [&app](const std::string& flag, double& value, const std::string& help) {
    app.add_option_function<std::string>(
           flag, [flag, &value](const std::string& text) { value = read_share(flag, text); }, help)
        ->type_name("0-1")
        ->group("Floors");
  };
  add("--min-precision", gates.total.precision, "floor of the precision over all findings");
  add("--min-recall", gates.total.recall, "floor of the recall over all labels");
  add("--min-detector-precision", gates.detector.precision, "floor of the precision of each detector");
  add("--min-detector-recall", gates.detector.recall, "floor of the recall of each detector");
  const auto own = [&gates](const std::string& text) {
    const std::size_t equals = text.find('='), slash = text.find('/', equals);
    if (equals == std::string::npos || slash == std::string::npos)
      throw CLI::ValidationError("--floor", "'" + text + "' is not ID=PRECISION/RECALL");
    gates.own[text.substr(0, equals)] = {read_share("--floor", text.substr(equals + 1, slash - equals - 1)),
                                         read_share("--floor", text.substr(slash + 1))};
  };
  app.add_option_function<std::vector<std::string>>(
         "--floor",
         [own](const std::vector<std::string>& all) {
           for (const std::string& one : all) own(one);
         },
         "floors of one detector instead; repeatable")
      ->type_name("ID=P/R")
      ->allow_extra_args(false)
      ->group("Floors");
}

void add_eval(CLI::App& app, EvalArgs& args) {
  CLI::App* eval =
      add_command(app, "eval", "measure rules on labelled texts: precision, recall, what went wrong", kHelpEval, kExitEval);
  eval->add_option("LABELLED", args.paths, "files of labelled texts, .jsonl or .jsonl.gz")->required()->type_name("");
  eval->add_option("--threshold", args.threshold, "confidence from which a finding counts (65)")
      ->type_name("N")
      ->check(CLI::Range(1, 100));
  eval->add_option("--leave-out", args.leave_out, "detectors that do not count in totals and floors, separated by commas")
      ->type_name("NAME")
      ->allow_extra_args(false)
      ->delimiter(',');
  eval->add_option("--html", args.html, "write a page with plots there (readable by you alone)")
      ->type_name("FILE")
      ->group("Output");
  choice<eval::Language>(*eval, "--lang", args.language, {{"en", eval::Language::kEnglish}, {"de", eval::Language::kGerman}},
                         "language of the page")
      ->group("Output");
  eval->add_flag("--json", args.json, "one JSON object with everything")->group("Output");
  eval->add_flag("--all", args.all, "list the detectors without a fault as well")->group("Output");
  eval->add_option("--examples", args.examples, "how many misses and false alarms to show, each (10)")
      ->type_name("N")
      ->group("Output");
  eval->add_flag("--show-values", args.show_values, "do not mask the values")->group("Output");
  add_floors(*eval, args.gates);
  add_rules(*eval, args.engine);
}

void add_explain(CLI::App& app, ExplainArgs& args) {
  CLI::App* explain = add_command(app, "explain", "why something is found at a place, or is not", kHelpExplain, kExitExplain);
  explain->add_option("FILE", args.path, "the file")->type_name("");
  explain->add_option("--at", args.at, "line, row, page or slide: 12, or MEMBER:12; default: everything")->type_name("PLACE");
  explain->add_option("--text", args.text, "explain this text instead of a file")->type_name("TEXT");
  explain->add_option("--field", args.field, "column header or key that the text stands under")->type_name("NAME");
  add_confidence(*explain, args.min_confidence);
  explain->add_flag("--all", args.all, "also the places where only a pattern holds, without context");
  explain->add_flag("--json", args.json, "one JSON object, with everything");
  add_rules(*explain, args.engine);
}

void add_triage(CLI::App& app, TriageArgs& args) {
  CLI::App* triage =
      add_command(app, "triage", "walk through findings, decide, and keep the decisions", kHelpTriage, kExitTriage);
  triage->add_option("REPORT", args.reports, "reports of 'assay scan --format jsonl'")->required()->type_name("");
  triage->add_option("--allow", args.allow, "allow list to write to (allow.yaml)")->type_name("FILE");
  triage->add_option("--author", args.author, "who decides; default: your user name")->type_name("NAME");
  triage->add_option("--expires", args.expires, "last day of the decisions")->type_name("YYYY-MM-DD");
  triage->add_option("--export", args.export_to, "append false alarms, masked, as labelled texts for 'assay eval'")
      ->type_name("FILE");
}

void add_doctor(CLI::App& app, DoctorArgs& args) {
  CLI::App* doctor = add_command(app, "doctor", "try out what isolates the readers of documents", kHelpDoctor, kExitDoctor);
  doctor->add_flag("--json", args.json, "one JSON object, described in docs/doctor.schema.json");
}

std::vector<std::string> names_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(command->get_name());
  return names;
}

const CLI::App& innermost(const CLI::App& app) {
  const CLI::App* at = &app;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
  return *at;
}

std::string full_name(const CLI::App& app) {
  return app.get_parent() == nullptr ? "assay" : full_name(*app.get_parent()) + " " + app.get_name();
}

// CLI11 names all leftovers at once; the first is what a person mistyped.
std::string about_leftover(const CLI::App& app, const CLI::App& inner) {
  std::string word;
  for (const CLI::App* at = &inner; word.empty(); at = at->get_parent()) {
    const auto left = at->remaining();
    if (!left.empty()) word = left.front();
    if (at == &app) break;
  }
  word = word.substr(0, word.find('='));
  const bool flag = !word.empty() && word[0] == '-';
  const std::vector<std::string> candidates = flag ? names_of(inner) : commands_of(inner);
  const std::string meant = nearest(word, candidates);
  return std::string("unknown ") + (flag ? "option " : "argument ") + "'" + word + "'" +
         (meant.empty() ? "" : "; did you mean " + meant + "?");
}

Ended refuse(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& inner = innermost(app);
  std::string message = error.what();
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && !commands_of(inner).empty())
    message = "a command is missing: " + CLI::detail::join(commands_of(inner), ", ");
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr || !app.remaining(true).empty())
    message = about_leftover(app, inner);
  complain(message);
  complain("see '" + full_name(inner) + " --help'");
  return {kExitUsage};
}

}  // namespace

Arguments parse_arguments(int argc, const char* const* argv) {
  CLI::App app(kHelpMain, "assay");
  app.footer("\n" + exit_codes_help() + "\n" + kNextMain);
  bool version = false;
  app.add_flag("--version", version, "print the version and the revisions of engine and libraries");
  ScanArgs scan;
  DetectArgs detect;
  ExtractArgs extract;
  RulesArgs rules;
  EvalArgs eval;
  PendingLimits limits;
  add_scan(app, scan, limits);
  add_detect(app, detect, limits);
  add_extract(app, extract, limits);
  add_rules_command(app, rules);
  add_eval(app, eval);
  ExplainArgs explain;
  add_explain(app, explain);
  TriageArgs triage;
  add_triage(app, triage);
  DoctorArgs doctor;
  add_doctor(app, doctor);
  app.require_subcommand(0, 1);
  try {
    app.parse(argc, argv);
    for (EngineArgs* args : {&scan.engine, &detect.engine, &extract.engine, &eval.engine, &explain.engine})
      settle_limits(*args, limits);
  } catch (const CLI::Success& help) {
    return Ended{app.exit(help)};
  } catch (const CLI::ParseError& error) {
    return refuse(app, error);
  }
  if (version) return VersionArgs{};
  if (app.got_subcommand("scan")) return scan;
  if (app.got_subcommand("detect")) return detect;
  if (app.got_subcommand("extract")) return extract;
  if (app.got_subcommand("rules")) return rules;
  if (app.got_subcommand("eval")) return eval;
  if (app.got_subcommand("explain")) return explain;
  if (app.got_subcommand("triage")) return triage;
  if (app.got_subcommand("doctor")) return doctor;
  complain("no command was given");
  complain("see 'assay --help'");
  return Ended{kExitUsage};
}

}  // namespace assay::cli
