// assay rules bench
#include <algorithm>
#include <cstdio>

#include "apps/cli/engine_setup.h"
#include "apps/cli/exit_codes.h"
#include "apps/cli/output.h"
#include "apps/cli/rules/actions.h"
#include "apps/cli/rules/measure.h"
#include "apps/cli/signals.h"
#include "report/json_writer.h"
#include "report/terminal.h"

#include <unistd.h>

namespace assay::cli {
namespace {
constexpr std::size_t kSampleBytes = 8U << 20;

struct Row {
  std::string id;
  Cost cost;
};

std::string number(const char* format, double value) {
  char text[48];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

/// How far it is, on a terminal: a few hundred rules take a while.
void show_progress(std::size_t done, std::size_t all) {
  if (::isatty(2) != 1) return;
  const std::string text =
      "\r\x1b[K" + (done < all ? "measuring rule " + std::to_string(done + 1) + " of " + std::to_string(all) : "");
  if (::write(2, text.data(), text.size()) < 0) return;  // Nobody reads it.
}

std::string table(const std::vector<Row>& rows, double megabytes) {
  double total = 0;
  for (const Row& row : rows) total += row.cost.seconds_per_mb;
  std::vector<std::vector<std::string>> cells{{"DETECTOR", "US/MB", "SHARE", "HITS/MB", "HITS", "DISTINCT"}};
  for (const Row& row : rows) {
    cells.push_back({row.id, number("%.0f", row.cost.seconds_per_mb * 1e6),
                     number("%.1f%%", total > 0 ? 100 * row.cost.seconds_per_mb / total : 0),
                     number("%.3g", static_cast<double>(row.cost.findings) / megabytes), std::to_string(row.cost.findings),
                     std::to_string(row.cost.distinct)});
  }
  return aligned(cells);
}

std::string json_line(const Row& row, const Sample& sample) {
  report::JsonWriter json;
  json.begin_object().key("cost_microseconds_per_mb").integer(static_cast<std::uint64_t>(row.cost.seconds_per_mb * 1e6 + 0.5));
  json.key("distinct").integer(row.cost.distinct).key("findings").integer(row.cost.findings).key("id").string(row.id);
  json.key("sample_bytes").integer(sample.text.size()).end_object();
  return json.take() + "\n";
}
}  // namespace

int bench_rules(const RulesArgs& args) {
  const CancelFlag& cancelled = catch_signals();
  const auto rules = load_rules(rule_options(args));
  if (rules == nullptr) return kExitUsage;
  auto sample = sample_of(args.paths, kSampleBytes, rules);
  if (!sample.ok()) return complain(sample.error().text()), kExitUsage;
  Measure measure(rule_options(args), sample.value().text);
  std::vector<Row> rows;
  for (const DetectorInfo& info : rules->detectors()) {
    if (cancelled.load()) return kExitInterrupted;
    show_progress(rows.size(), rules->detectors().size());
    const auto cost = measure.cost_of({info.id});
    if (!cost.ok()) return complain(cost.error().front().text()), kExitUsage;
    rows.push_back({info.id, cost.value()});
  }
  show_progress(rows.size(), rows.size());
  const auto dearer = [](const Row& a, const Row& b) { return a.cost.seconds_per_mb > b.cost.seconds_per_mb; };
  std::stable_sort(rows.begin(), rows.end(), dearer);
  Output output;
  const double megabytes = static_cast<double>(sample.value().text.size()) / 1e6;
  if (args.format == RulesArgs::Format::kJson)
    for (const Row& row : rows) output.write(json_line(row, sample.value()));
  else
    output.write(table(rows, megabytes) + "\nEach rule alone on " + number("%.1f", megabytes) + " MB of text from " +
                 report::counted(sample.value().files, "file") + (sample.value().whole ? "" : " (the rest was left out)") +
                 "; together they share most of the work.\n");
  return output.finish() ? kExitNothing : kExitUsage;
}

}  // namespace assay::cli
