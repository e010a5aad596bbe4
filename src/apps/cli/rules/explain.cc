// assay rules explain
#include <algorithm>
#include <cstdio>

#include "apps/cli/engine_setup.h"
#include "apps/cli/exit_codes.h"
#include "apps/cli/output.h"
#include "apps/cli/rules/actions.h"
#include "apps/cli/rules/measure.h"
#include "report/json_writer.h"
#include "report/terminal.h"

namespace assay::cli {
namespace {
constexpr std::size_t kSampleBytes = 16U << 20, kExampleBytes = 2U << 20;

struct Measured {
  Cost cost;
  double megabytes = 0;
};

std::string number(const char* format, double value) {
  char text[48];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

std::string joined(const std::vector<std::string>& texts, const char* separator = ", ") {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : separator) + text;
  return out;
}

void line(std::string& out, const char* name, const std::string& text) {
  if (!text.empty()) out += "  " + report::pad(name, 14) + report::harmless(text) + "\n";
}

std::string confidence_of(const PatternDetails& p) {
  std::vector<std::string> cases;
  const auto add = [&](const char* name, unsigned value) {
    if (value > 0) cases.push_back(std::string(name) + " " + std::to_string(value));
  };
  add("alone", p.alone), add("checked", p.checked), add("context", p.context), add("checked and context", p.checked_context);
  return joined(cases);
}

std::string check_of(const PatternDetails& p) {
  if (p.checks.empty()) return "none";
  return joined(p.checks, " and ") + "; lets " + number("%.2g", p.pass_rate * 100) + " % of random values pass" +
         (p.drops_on_fail ? "" : "; a failure only does not count");
}

void pattern_text(std::string& out, const PatternDetails& p, std::size_t index) {
  out += "\n";
  const std::string what = p.terms > 0 ? report::counted(p.terms, "term") : p.regex;
  line(out, ("pattern " + std::to_string(index)).c_str(), what);
  line(out, "  boundary", p.boundary + ", at most " + report::counted(p.max_bytes, "byte"));
  line(out, "  check", check_of(p));
  line(out, "  confidence", confidence_of(p));
  line(out, "  lane", p.lane.empty() ? "" : p.lane + (p.lane_reason.empty() ? "" : ": " + p.lane_reason));
}

std::string text_of(const DetectorDetails& d, const Measured& m) {
  std::string out = report::harmless(d.info.id) + "\n";
  std::string names;
  for (const auto& [language, name] : d.names) names += (names.empty() ? "" : "; ") + language + ": " + name;
  line(out, "name", names);
  line(out, "what", d.info.category + ", " + d.info.jurisdiction + ", " + joined(d.info.regulations));
  line(out, "in", d.unions.empty() ? "" : joined(d.unions));
  line(out, "written in", d.file + ":" + std::to_string(d.line));
  line(out, "source", d.info.source);
  line(out, "unverified", d.unverified);
  line(out, "oracle", d.stdnum.empty() ? "" : "python-stdnum " + d.stdnum);
  for (std::size_t i = 0; i < d.patterns.size(); ++i) pattern_text(out, d.patterns[i], i);
  out += "\n";
  if (!d.phrases.empty())
    line(out, "context", "within " + std::to_string(d.near) + " characters, or the header or key: " + joined(d.phrases));
  if (!d.negative.empty()) line(out, "negative", "takes " + std::to_string(d.lower) + " off if nearer: " + joined(d.negative));
  line(out, "rejects", joined(d.reject_lists));
  line(out, "beats", joined(d.beats));
  line(out, "examples", joined(d.examples, " | "));
  line(out, "not", joined(d.counters, " | "));
  line(out, "cost", number("%.0f", m.cost.seconds_per_mb * 1e6) + " microseconds per MB, alone");
  line(out, "hits",
       number("%.3g", static_cast<double>(m.cost.findings) / m.megabytes) + " findings per MB, " +
           report::counted(m.cost.distinct, "distinct value"));
  return out;
}

void strings(report::JsonWriter& json, const char* key, const std::vector<std::string>& texts) {
  json.key(key).begin_array();
  for (const std::string& text : texts) json.string(text);
  json.end_array();
}

void pattern_json(report::JsonWriter& json, const PatternDetails& p) {
  json.begin_object().key("boundary").string(p.boundary);
  strings(json, "checks", p.checks);
  json.key("confidence").begin_object().key("alone").integer(p.alone).key("checked").integer(p.checked);
  json.key("checked_context").integer(p.checked_context).key("context").integer(p.context).end_object();
  json.key("drops_on_fail").boolean(p.drops_on_fail).key("lane").string(p.lane).key("lane_reason").string(p.lane_reason);
  json.key("line").integer(p.line).key("max_bytes").integer(p.max_bytes).key("pass_rate").string(number("%.6g", p.pass_rate));
  json.key("regex").string(p.regex).key("terms").integer(p.terms).end_object();
}

std::string json_of(const DetectorDetails& d, const Measured& m) {
  report::JsonWriter json;
  json.begin_object();
  strings(json, "beats", d.beats);
  json.key("category").string(d.info.category);
  strings(json, "context", d.phrases);
  json.key("cost_microseconds_per_mb").integer(static_cast<std::uint64_t>(m.cost.seconds_per_mb * 1e6 + 0.5));
  strings(json, "counter_examples", d.counters);
  strings(json, "examples", d.examples);
  json.key("file").string(d.file).key("findings").integer(m.cost.findings).key("id").string(d.info.id);
  json.key("jurisdiction").string(d.info.jurisdiction).key("line").integer(d.line).key("lower").integer(d.lower);
  json.key("names").begin_object();
  for (const auto& [language, name] : d.names) json.key(language).string(name);
  json.end_object().key("near").integer(d.near);
  strings(json, "negative", d.negative);
  json.key("patterns").begin_array();
  for (const PatternDetails& p : d.patterns) pattern_json(json, p);
  json.end_array();
  strings(json, "regulations", d.info.regulations);
  strings(json, "reject_lists", d.reject_lists);
  json.key("sample_bytes").integer(static_cast<std::uint64_t>(m.megabytes * 1e6)).key("source").string(d.info.source);
  json.key("stdnum").string(d.stdnum);
  strings(json, "unions", d.unions);
  json.key("unverified").string(d.unverified).end_object();
  return json.take() + "\n";
}
}  // namespace

int explain_rules(const RulesArgs& args) {
  const auto rules = load_rules(rule_options(args));
  if (rules == nullptr) return kExitUsage;
  Sample sample = sample_of_examples(*rules, kExampleBytes);
  if (!args.paths.empty()) {
    auto read = sample_of(args.paths, kSampleBytes, rules);
    if (!read.ok()) return complain(read.error().text()), kExitUsage;
    sample = std::move(read.value());
  }
  Measure measure(rule_options(args), sample.text);
  Output output;
  for (const std::string& id : args.ids) {
    const auto details = rules->details(id);
    if (!details.ok()) return complain(details.error().text()), kExitUsage;
    const auto cost = measure.cost_of({id});
    if (!cost.ok()) return complain(cost.error().front().text()), kExitUsage;
    const Measured measured{cost.value(), static_cast<double>(std::max<std::size_t>(1, sample.text.size())) / 1e6};
    if (args.format == RulesArgs::Format::kTable && &id != &args.ids.front()) output.write("\n");
    output.write(args.format == RulesArgs::Format::kJson ? json_of(details.value(), measured)
                                                         : text_of(details.value(), measured));
  }
  if (args.format == RulesArgs::Format::kTable)
    output.write(std::string("\nMeasured on ") + number("%.1f", static_cast<double>(sample.text.size()) / 1e6) + " MB of " +
                 (args.paths.empty()
                      ? "the rules' own examples (near hits only: an upper bound); --on PATH measures on your files.\n"
                      : "text of yours.\n"));
  return output.finish() ? kExitNothing : kExitUsage;
}

}  // namespace assay::cli
