// assay rules new
#include <unistd.h>

#include <iostream>

#include "apps/cli/exit_codes.h"
#include "apps/cli/output.h"
#include "apps/cli/rules/actions.h"
#include "apps/cli/rules/trial.h"
#include "report/terminal.h"

namespace assay::cli {
namespace {

/// Single quotes of YAML: everything stands for itself, a quote is doubled.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

std::string list_of(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() > 1 ? ", " : "") + quoted(text);
  return out + "]";
}

std::string lines_of(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += "\n      - " + quoted(text);
  return out;
}

/// Asks on standard error, so that the detector itself may go to standard output.
class Questions {
 public:
  void ask(std::string& into, const char* question, const char* preset = "") {
    if (!into.empty()) return;
    std::cerr << question << (*preset != '\0' ? std::string(" [") + preset + "]" : "") << ": " << std::flush;
    std::getline(std::cin, into);
    if (into.empty()) into = preset;
  }
  void ask(std::vector<std::string>& into, const char* question) {
    if (!into.empty()) return;
    for (;;) {
      std::string one;
      ask(one, into.empty() ? question : "  another (empty: no more)");
      if (one.empty()) return;
      into.push_back(one);
    }
  }
};

void ask_all(NewRuleArgs& a) {
  Questions q;
  q.ask(a.id, "Id, lower case words joined by _ (acme_customer)");
  q.ask(a.name, "Name in English");
  q.ask(a.name_de, "Name in German (may stay empty)");
  q.ask(a.category, "Category: pii, phi, financial, credential, government ...", "pii");
  q.ask(a.jurisdiction, "Country code, EU or GLOBAL", "GLOBAL");
  q.ask(a.regexes, "What it looks like, as a regex (K-?\\d{8})");
  q.ask(a.boundary, "What may not touch it: none, digits, number, word, token", "word");
  q.ask(a.check, "Check of src/detect/checks/README.md, such as {luhn: true} (empty: none)");
  q.ask(a.phrases, "Words beside it: customer number");
  q.ask(a.negative, "Words beside look-alikes: order number (may stay empty)");
  q.ask(a.examples, "A text in which it must be found");
  q.ask(a.counters, "A text in which it must not be found");
  q.ask(a.source, "Where the format is defined", "own format");
}

/// Bare forms report with their words only; a check raises both cases.
std::string confidence_of(const NewRuleArgs& a) {
  if (a.phrases.empty()) return a.check.empty() ? "{alone: 65}" : "{checked: 65}";
  return a.check.empty() ? "{context: 75}" : "{checked: 50, checked_context: 85}";
}

std::string yaml_of(const NewRuleArgs& a) {
  std::string out = "pack: " + (a.pack.empty() ? "mine" : a.pack) + "\nversion: 1.0.0\ndetectors:\n  - id: " + a.id + "\n";
  out += "    name: {en: " + quoted(a.name) + (a.name_de.empty() ? "" : ", de: " + quoted(a.name_de)) + "}\n";
  out += "    category: " + a.category + "\n    jurisdiction: " + a.jurisdiction + "\n    regulations: [GDPR]\n";
  out += "    patterns: " + list_of(a.regexes) + "\n    boundary: " + (a.boundary.empty() ? "word" : a.boundary) + "\n";
  if (!a.check.empty()) out += "    check: " + a.check + "\n";
  out += "    value: alnum\n";
  if (!a.phrases.empty() || !a.negative.empty())
    out += "    context: {any: " + list_of(a.phrases) + (a.negative.empty() ? "" : ", negative: " + list_of(a.negative)) + "}\n";
  out += "    confidence: " + confidence_of(a) + "\n    examples:" + lines_of(a.examples) + "\n";
  if (!a.counters.empty()) out += "    counter:" + lines_of(a.counters) + "\n";
  return out + "    source: " + quoted(a.source.empty() ? "own format" : a.source) + "\n";
}

std::string missing_in(const NewRuleArgs& a) {
  if (a.id.empty()) return "--id";
  if (a.name.empty()) return "--name";
  if (a.category.empty()) return "--category";
  if (a.jurisdiction.empty()) return "--jurisdiction";
  if (a.regexes.empty()) return "--regex";
  return a.examples.empty() ? "--example" : "";
}

}  // namespace

int new_rule(const NewRuleArgs& flags) {
  NewRuleArgs args = flags;
  if (::isatty(0) == 1 && !missing_in(args).empty()) ask_all(args);
  if (const std::string missing = missing_in(args); !missing.empty())
    return complain(missing + " is missing; on a terminal, 'assay rules new' asks for everything"), kExitUsage;
  const std::string yaml = yaml_of(args);
  const Trial trial(yaml);
  const auto rules = trial.load();
  if (!rules.ok()) {
    for (const Diagnostic& d : rules.error()) complain(text_of_trial(d));
    std::cerr << "\n" << yaml << "\n";
    complain("nothing was written: this is what the flags came to");
    return kExitUsage;
  }
  if (!write_new_pack(args.output, yaml)) return kExitUsage;
  for (const Diagnostic& d : rules.value()->lint())
    if (d.line > 0) complain(text_of_trial(d));  // What the whole set lacks, labels, is no matter of one detector.
  const auto failures = rules.value()->test();
  for (const RuleTestFailure& failure : failures) complain(text_of_trial(failure.where));
  complain(report::counted(args.examples.size() + args.counters.size(), "example") + " tried, " +
           report::counted(failures.size(), "failure") + ". Next: more counter-examples, then 'assay rules bench'.");
  return failures.empty() ? kExitNothing : kExitFound;
}

}  // namespace assay::cli
