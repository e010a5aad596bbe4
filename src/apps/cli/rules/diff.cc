// assay rules diff
#include <algorithm>
#include <map>
#include <set>

#include "apps/cli/engine_setup.h"
#include "apps/cli/exit_codes.h"
#include "apps/cli/output.h"
#include "apps/cli/rules/actions.h"
#include "apps/cli/signals.h"
#include "assay/batch.h"
#include "report/json_writer.h"
#include "report/terminal.h"

namespace assay::cli {
namespace {

/// What a pack says of a place. Ordered by place.
struct Said {
  std::string part;
  std::uint64_t begin = 0, end = 0;
  std::string detector, place, preview;
  unsigned confidence = 0;
  auto key() const { return std::tie(part, begin, end, detector); }
  friend bool operator<(const Said& a, const Said& b) { return a.key() < b.key(); }
};

struct Outcome {
  std::string label;
  Verdict verdict = Verdict::kError;
  std::set<Said> said;
};

Outcome outcome_of(const Report& report) {
  Outcome out{report.classification.label, report.verdict, {}};
  for (const Finding& f : report.findings)
    out.said.insert(
        {report.parts[f.part].path, f.range.begin, f.range.end, f.detector, describe(f.locator), f.preview, f.confidence});
  return out;
}

Result<std::map<std::string, Outcome>> scan_with(const std::shared_ptr<const Engine>& engine,
                                                 const std::vector<std::string>& paths, const CancelFlag& cancelled) {
  std::map<std::string, Outcome> outcomes;
  BatchOptions options;
  options.scan.cancel = &cancelled;
  const auto totals = scan_paths(engine, paths, options, [&](const BatchItem& item) {
    if (!item.skipped_link) outcomes.emplace(item.path, outcome_of(item.report));
  });
  if (!totals.ok()) return totals.error();
  return outcomes;
}

struct Change {
  std::string path;
  const Outcome *before, *after;
  std::vector<const Said*> gone, come, moved;  ///< `moved`: another confidence, as it is now.
};

Change change_of(const std::string& path, const Outcome& before, const Outcome& after) {
  Change change{path, &before, &after, {}, {}, {}};
  for (const Said& said : before.said)
    if (after.said.count(said) == 0) change.gone.push_back(&said);
  for (const Said& said : after.said) {
    const auto was = before.said.find(said);
    if (was == before.said.end()) change.come.push_back(&said);
    if (was != before.said.end() && was->confidence != said.confidence) change.moved.push_back(&said);
  }
  return change;
}

bool is_change(const Change& c) {
  return c.before->label != c.after->label || !c.gone.empty() || !c.come.empty() || !c.moved.empty();
}

std::string text_of(const Change& c) {
  std::string out = report::harmless(c.path);
  if (c.before->label != c.after->label) out += "  " + c.before->label + " -> " + c.after->label;
  out += "\n";
  const auto list = [&out](const char* sign, const std::vector<const Said*>& all) {
    for (const Said* s : all)
      out += std::string("  ") + sign + " " + report::pad(s->detector, 26) + " " + std::to_string(s->confidence) + "  " +
             report::harmless(s->place) + "  " + report::harmless(s->preview) + "\n";
  };
  list("-", c.gone), list("+", c.come), list("~", c.moved);
  return out;
}

void said_json(report::JsonWriter& json, const char* key, const std::vector<const Said*>& all) {
  json.key(key).begin_array();
  for (const Said* s : all) {
    json.begin_object()
        .key("begin")
        .integer(s->begin)
        .key("confidence")
        .integer(s->confidence)
        .key("detector")
        .string(s->detector);
    json.key("end").integer(s->end).key("part").string(s->part).key("preview").string(s->preview).end_object();
  }
  json.end_array();
}

std::string json_of(const Change& c) {
  report::JsonWriter json;
  json.begin_object();
  said_json(json, "added", c.come);
  said_json(json, "confidence_changed", c.moved);
  json.key("label_after").string(c.after->label).key("label_before").string(c.before->label);
  json.key("path").string(report::harmless(c.path));
  said_json(json, "removed", c.gone);
  json.end_object();
  return json.take() + "\n";
}

std::shared_ptr<const Engine> engine_with(const std::string& rules) {
  EngineArgs args;
  args.rules = {rules};
  args.limits = limits_for(args.profile);
  return make_engine(args, Warnings::kHide);
}
}  // namespace

int diff_rules(const RulesArgs& args) {
  const CancelFlag& cancelled = catch_signals();
  const auto old_engine = engine_with(args.old_rules), new_engine = engine_with(args.new_rules);
  if (old_engine == nullptr || new_engine == nullptr) return kExitUsage;
  const auto before = scan_with(old_engine, args.paths, cancelled), after = scan_with(new_engine, args.paths, cancelled);
  if (!before.ok() || !after.ok()) return complain((before.ok() ? after : before).error().text()), kExitUsage;
  if (cancelled.load()) return kExitInterrupted;
  Output output;
  std::size_t changed = 0, labels = 0, gone = 0, come = 0;
  for (const auto& [path, now] : after.value()) {
    const auto was = before.value().find(path);
    if (was == before.value().end()) continue;  // It came while we were scanning.
    const Change change = change_of(path, was->second, now);
    if (!is_change(change)) continue;
    ++changed, gone += change.gone.size(), come += change.come.size();
    labels += was->second.label != now.label ? 1 : 0;
    output.write(args.format == RulesArgs::Format::kJson ? json_of(change) : text_of(change));
  }
  if (args.format == RulesArgs::Format::kTable)
    output.write((changed > 0 ? "\n" : "") + std::to_string(changed) + " of " + report::counted(after.value().size(), "file") +
                 " changed: " + report::counted(labels, "label") + ", +" + std::to_string(come) + " -" + std::to_string(gone) +
                 " findings\n");
  if (!output.finish()) return kExitUsage;
  return changed > 0 ? kExitFound : kExitNothing;
}

}  // namespace assay::cli
