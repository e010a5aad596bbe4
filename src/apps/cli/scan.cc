// assay scan
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <map>
#include <optional>
#include <string_view>

#include "apps/cli/baseline.h"
#include "apps/cli/commands.h"
#include "apps/cli/engine_setup.h"
#include "apps/cli/exit_codes.h"
#include "apps/cli/fail_on.h"
#include "apps/cli/output.h"
#include "apps/cli/progress.h"
#include "apps/cli/signals.h"
#include "assay/batch.h"
#include "batch/stream_source.h"
#include "report/json.h"
#include "report/json_writer.h"
#include "report/table.h"
#include "report/terminal.h"

namespace assay::cli {
namespace {

using report::Colour;

bool set_in_environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

Colour colour_for(When when, bool terminal) {
  if (when != When::kAuto) return when == When::kAlways ? Colour::kOn : Colour::kOff;
  const char* term = std::getenv("TERM");
  const bool dumb = term != nullptr && std::string_view(term) == "dumb";
  return terminal && !dumb && !set_in_environment("NO_COLOR") ? Colour::kOn : Colour::kOff;
}

Progress::Show show_progress(const ScanArgs& args) {
  if (args.quiet || args.progress == When::kNever) return Progress::Show::kNo;
  return args.progress == When::kAlways || ::isatty(2) == 1 ? Progress::Show::kYes : Progress::Show::kNo;
}

/// What earlier decisions and scans have to say.
struct ScanAids {
  std::shared_ptr<const AllowList> allow;
  std::optional<Baseline> baseline;
};

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
  return text;
}

/// Nothing, after a complaint, if a file is not what it should be.
std::optional<ScanAids> aids_of(const ScanArgs& args) {
  ScanAids aids;
  if (!args.allow.empty()) {
    auto allow = AllowList::load(args.allow, today());
    if (!allow.ok()) {
      for (const Diagnostic& d : allow.error()) complain(d.text());
      return std::nullopt;
    }
    aids.allow = allow.value();
  }
  if (!args.baseline.empty()) {
    auto baseline = Baseline::load(args.baseline);
    if (!baseline.ok()) return complain(baseline.error().text()), std::nullopt;
    aids.baseline = std::move(baseline.value());
  }
  return aids;
}

std::chrono::steady_clock::time_point deadline_of(const ScanArgs& args) {
  if (args.deadline == 0) return std::chrono::steady_clock::time_point::max();
  const std::chrono::duration<double> seconds(args.deadline);
  return std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::nanoseconds>(seconds);
}

class Scan {
 public:
  Scan(const ScanArgs& args, std::chrono::steady_clock::time_point deadline, FailOn fail_on, ScanAids aids, Output output)
      : args_(args),
        fail_on_(fail_on),
        aids_(std::move(aids)),
        output_(std::move(output)),
        progress_(show_progress(args)),
        cancelled_(catch_signals()),
        deadline_(deadline) {}

  int run(const std::shared_ptr<const Engine>& engine) {
    const auto begun = std::chrono::steady_clock::now();
    if (args_.format == ScanArgs::Format::kJson) output_.write("{\"reports\":[");
    std::vector<std::string> paths;
    for (const std::string& path : args_.paths) path == "-" ? scan_standard_input(engine) : paths.push_back(path);
    if (!paths.empty() && !scan_all(engine, paths)) return kExitUsage;
    seconds_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    progress_.erase();
    return finish();
  }

 private:
  ScanOptions scan_options() const {
    ScanOptions options;
    options.min_confidence = args_.min_confidence;
    options.explain = args_.explain;
    options.show_values = args_.show_values;
    options.allow = aids_.allow;
    options.cancel = &cancelled_;
    options.deadline = deadline_;
    return options;
  }

  void scan_standard_input(const std::shared_ptr<const Engine>& engine) {
    if (std::exchange(read_input_, true)) return;
    const auto source = batch::stream_source(::dup(0), &cancelled_);
    take(Scanner(engine).scan(*source, "-", scan_options()), "-");
  }

  bool scan_all(const std::shared_ptr<const Engine>& engine, const std::vector<std::string>& paths) {
    BatchOptions options;
    options.jobs = args_.jobs;
    options.scan = scan_options();
    options.progress = [this](std::uint64_t done, std::uint64_t found, std::uint64_t bytes, bool ended) {
      progress_.update({done, found, bytes, ended});
    };
    const auto totals = scan_paths(engine, paths, options, [this](const BatchItem& item) {
      progress_.name(item.path);
      item.skipped_link ? take_link(item.path) : take(item.report, item.path);
    });
    if (!totals.ok()) complain(totals.error().text());
    return totals.ok();
  }

  void take_link(const std::string& path) {
    tally_.add_link();
    put([&] { return report::link_json(path); });
  }

  void take(const Report& report, const std::string& path) {
    tally_.add(report, path);
    found_ = found_ || fail_on_.found(aids_.baseline ? aids_.baseline->only_new(report) : report);
    note_suppressed(report);
    unread_ = unread_ || fail_on_.unread(report);
    if (report.verdict == Verdict::kError && args_.format != ScanArgs::Format::kTable && !args_.quiet) say_unread(report, path);
    put([&] { return report::report_json(report, path); });
  }

  void note_suppressed(const Report& report) {
    for (const auto& [entry, number] : report.allow_uses) allow_uses_[entry] += number;
  }

  /// Entries that no longer do anything ask to be deleted; expired ones to be looked at again.
  void say_about_allow_list() const {
    if (aids_.allow == nullptr || args_.quiet || cancelled_) return;
    std::uint64_t suppressed = 0;
    for (const auto& [entry, number] : allow_uses_) suppressed += number;
    complain(report::counted(suppressed, "finding") + " suppressed by the allow list");
    const auto& entries = aids_.allow->entries();
    for (std::uint32_t i = 0; i < entries.size(); ++i)
      if (entries[i].expired || allow_uses_.count(i) == 0)
        complain(entries[i].file + ":" + std::to_string(entries[i].line) + ": entry for '" + entries[i].detector + "' " +
                 (entries[i].expired ? "expired on " + entries[i].expires : "covered nothing in this scan"));
  }

  void say_unread(const Report& report, const std::string& path) {
    progress_.erase();
    complain(path + ": " + (report.gaps.empty() ? std::string("could not be read") : report.gaps.front().detail));
  }

  template <class Render>
  void put(Render render) {
    if (args_.format == ScanArgs::Format::kTable) return;
    if (output_.is_terminal()) progress_.erase();
    if (args_.format == ScanArgs::Format::kJson) output_.write(std::exchange(first_, false) ? "\n" : ",\n");
    output_.write(render());
    if (args_.format == ScanArgs::Format::kJsonl) output_.write("\n");
    if (!output_.flush()) cancel();
  }

  report::TableOptions table_options(std::size_t width, Colour colour) const {
    report::TableOptions options;
    options.width = width;
    options.colour = colour;
    options.seconds = seconds_;
    options.interrupted = cancelled_.load();
    return options;
  }

  void end_json() {
    report::JsonWriter json;
    const report::Totals& totals = tally_.totals();
    json.begin_object().key("bytes").integer(totals.bytes).key("files").integer(totals.files);
    json.key("findings").integer(totals.findings).key("interrupted").boolean(cancelled_.load());
    json.key("links").integer(totals.links);
    const auto scanned = totals.verdicts.find(Verdict::kScanned);
    json.key("unread").integer(totals.files - (scanned == totals.verdicts.end() ? 0 : scanned->second)).end_object();
    output_.write("\n],\"schema\":\"assay.scan.v1\",\"totals\":" + json.take() + "}\n");
  }

  int finish() {
    if (args_.format == ScanArgs::Format::kTable) {
      output_.write(report::table(tally_, table_options(output_.width(), colour_for(args_.colour, output_.is_terminal()))));
    } else {
      if (args_.format == ScanArgs::Format::kJson) end_json();
      if (!args_.quiet && !output_.failed()) summary_on_error();
    }
    if (!output_.finish()) return kExitUsage;
    say_about_allow_list();
    if (cancelled_) return kExitInterrupted;
    if (found_) return unread_ ? kExitFoundAndUnread : kExitFound;
    return unread_ ? kExitUnread : kExitNothing;
  }

  void summary_on_error() const {
    const std::string text = report::summary(tally_.totals(), table_options(100, colour_for(args_.colour, ::isatty(2) == 1)));
    if (::write(2, text.data(), text.size()) < 0) return;  // nobody is reading messages; the results count
  }

  const ScanArgs& args_;
  FailOn fail_on_;
  ScanAids aids_;
  std::map<std::uint32_t, std::uint64_t> allow_uses_;
  Output output_;
  Progress progress_;
  const CancelFlag& cancelled_;
  const std::chrono::steady_clock::time_point deadline_;
  report::Tally tally_;
  double seconds_ = 0;
  bool found_ = false, unread_ = false, first_ = true, read_input_ = false;
};

}  // namespace

int run_scan(const ScanArgs& args) {
  const auto deadline = deadline_of(args);  // the rules are loaded on the caller's time too
  const auto fail_on = FailOn::parse(args.fail_on);
  if (!fail_on.ok()) return complain(fail_on.error().text()), kExitUsage;
  const auto engine = make_engine(args.engine, args.quiet ? Warnings::kHide : Warnings::kShow);
  if (engine == nullptr) return kExitUsage;
  if (args.show_values) complain("--show-values: the output holds sensitive values; treat it as you would the files");
  auto aids = aids_of(args);
  if (!aids) return kExitUsage;
  if (args.output.empty()) return Scan(args, deadline, fail_on.value(), std::move(*aids), Output()).run(engine);
  auto output = Output::to_file(args.output);
  if (!output.ok()) return complain(output.error().text()), kExitUsage;
  return Scan(args, deadline, fail_on.value(), std::move(*aids), std::move(output.value())).run(engine);
}

}  // namespace assay::cli
