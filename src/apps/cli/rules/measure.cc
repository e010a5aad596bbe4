#include "apps/cli/rules/measure.h"

#include <algorithm>
#include <ctime>
#include <filesystem>

#include "assay/engine.h"

namespace assay::cli {
namespace {
namespace fs = std::filesystem;
constexpr int kRuns = 3;

double cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::vector<std::string> files_below(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return {path};
  std::vector<std::string> files;
  const auto options = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator at(path, options, error), end; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    if (at->is_regular_file(ignored)) files.push_back(at->path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// An engine that finds nothing reads files all the same.
Result<std::shared_ptr<const Engine>, Diagnostics> engine_for(const RuleOptions& options) {
  auto rules = RuleSet::load(options);
  if (!rules.ok()) return rules.error();
  auto engine = Engine::create({.rules = rules.value(), .profile = Profile::kShare});
  if (!engine.ok()) return Diagnostics{engine.error()};
  return engine.value();
}

struct Timed {
  double seconds = 0;
  Report report;
};

/// The quickest of some runs: what disturbs only ever adds.
Timed time_scan(const std::shared_ptr<const Engine>& engine, std::string_view text) {
  Scanner scanner(engine);
  Timed best;
  for (int run = 0; run < kRuns; ++run) {
    const double begun = cpu_seconds();
    Report report = scanner.scan_text(text);
    const double seconds = cpu_seconds() - begun;
    if (run == 0 || seconds < best.seconds) best = {seconds, std::move(report)};
  }
  return best;
}
}  // namespace

Result<Sample> sample_of(const std::vector<std::string>& paths, std::size_t max_bytes,
                         const std::shared_ptr<const RuleSet>& rules) {
  auto engine = Engine::create({.rules = rules, .profile = Profile::kShare});
  if (!engine.ok()) return engine.error();
  Scanner scanner(engine.value());
  Sample sample;
  for (const std::string& path : paths) {
    for (const std::string& file : files_below(path)) {
      const auto source = open_file(file);
      if (!source.ok()) continue;
      ++sample.files;
      scanner.extract(*source.value(), file, [&](const ExtractedPiece& piece) {
        const std::size_t room = max_bytes - std::min(max_bytes, sample.text.size());
        sample.whole = sample.whole && piece.text.size() <= room;
        if (piece.text.size() <= room) sample.text += piece.text;
      });
      if (!sample.whole) return sample;
      sample.text += '\n';
    }
  }
  if (sample.text.size() <= sample.files) {
    return Diagnostic{.code = Code::kMissing, .message = "there is no text to measure on", .fix = "name files that hold text"};
  }
  return sample;
}

Sample sample_of_examples(const RuleSet& rules, std::size_t bytes) {
  Sample sample;
  std::string once;
  for (const DetectorInfo& info : rules.detectors()) {
    const auto details = rules.details(info.id);
    if (!details.ok()) continue;
    for (const auto* texts : {&details.value().examples, &details.value().counters})
      for (const std::string& text : *texts) once += text + "\n";
  }
  while (!once.empty() && sample.text.size() < bytes) sample.text += once;
  return sample;
}

Result<double, Diagnostics> Measure::floor() {
  if (floor_ >= 0) return floor_;
  const auto all = RuleSet::load(rules_);
  if (!all.ok()) return all.error();
  RuleOptions options = rules_;
  for (const DetectorInfo& info : all.value()->detectors()) options.skip.push_back(info.id);
  const auto engine = engine_for(options);
  if (!engine.ok()) return engine.error();
  floor_ = time_scan(engine.value(), text_).seconds;
  return floor_;
}

Result<Cost, Diagnostics> Measure::cost_of(const std::vector<std::string>& ids) {
  const auto least = floor();
  if (!least.ok()) return least.error();
  RuleOptions options = rules_;
  options.only = ids;
  options.use_cache = false;
  const auto engine = engine_for(options);
  if (!engine.ok()) return engine.error();
  const Timed timed = time_scan(engine.value(), text_);
  Cost cost;
  cost.seconds_per_mb =
      std::max(0.0, timed.seconds - least.value()) * 1e6 / static_cast<double>(std::max<std::size_t>(1, text_.size()));
  for (const auto& [id, count] : timed.report.counts) cost.findings += count.occurrences, cost.distinct += count.distinct;
  return cost;
}

}  // namespace assay::cli
