// Question: how fast is the whole text scan (windows, match view, candidates, checks, context, overlaps, previews) with all
// rules: beside the matcher alone, beside the same regexes and a naive set fused into one Hyperscan database, with a dictionary,
// on two threads, on texts made to be slow, and with a finding in every line? All sides run on the same text in the same process,
// in turns: bench/goals.py takes the ratios of their medians and holds them against the goals.
//   ASSAY_BENCH_NAIVE=FILE        naive119.tsv; ASSAY_BENCH_DICTIONARY=FILE: dictionary2000.tsv (../shared/prototype)
//   ASSAY_BENCH_SCRATCH=FOLDER    for fused databases (kept for the run), compiled packs and a big text file
//   text_scan_bench --flood=N     instead: one object of N lines with a finding each; prints seconds, findings and peak MiB
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <atomic>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <thread>

#include "assay/engine.h"
#include "detect/detect.h"
#include "fused.h"
#include "rulepack/model.h"
#include "texts.h"

namespace {

using namespace assay;
namespace fs = std::filesystem;

const char* const kRules = ASSAY_SOURCE_DIR "/rules";
constexpr std::size_t kWindow = 1 << 20;
constexpr std::size_t kPiece = 64 << 10;

std::string scratch_path(const std::string& name) { return bench::setting("ASSAY_BENCH_SCRATCH", "/tmp") + "/" + name; }

// What must be there, or the benchmark says why it is not.
struct Missing {
  std::string why;
};

std::shared_ptr<const Engine> engine_of(const std::vector<std::string>& add) {
  auto rules = RuleSet::load({.paths = {kRules}, .add = add});
  if (!rules.ok()) throw Missing{rules.error().front().text()};
  auto engine = Engine::create({.rules = rules.value(), .profile = Profile::kShare});
  if (!engine.ok()) throw Missing{engine.error().text()};
  return engine.value();
}

const std::shared_ptr<const Engine>& engine() {
  static const auto kEngine = engine_of({});
  return kEngine;
}

const std::shared_ptr<const rulepack::Packs>& packs() {
  static const auto kPacks = [] {
    auto loaded = rulepack::load({kRules});
    if (!loaded.ok()) throw Missing{loaded.error().front().text()};
    return std::make_shared<const rulepack::Packs>(std::move(loaded.value()));
  }();
  return kPacks;
}

const std::string& text_of(const std::string& name) {
  const std::string& text = bench::corpus(name);
  if (text.empty()) throw Missing{"no corpus: set ASSAY_BENCH_CORPUS"};
  return text;
}

void report(benchmark::State& state, std::size_t bytes, std::uint64_t found) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
  state.counters["bytes"] = static_cast<double>(bytes);
  state.counters["found"] = static_cast<double>(found);
}

void scan(benchmark::State& state, const std::shared_ptr<const Engine>& with, std::string_view text) {
  Scanner scanner(with);
  std::uint64_t found = 0;
  for (auto _ : state) found = scanner.scan_text(text).finding_count;
  report(state, text.size(), found);
}

void engine_text(benchmark::State& state, const std::string& name) { scan(state, engine(), text_of(name)); }

void matcher_alone(benchmark::State& state, const std::string& name) {
  static const auto kMatcher = detect::RuleMatcher::compile(packs(), {});
  if (!kMatcher.ok()) throw Missing{kMatcher.error().front().text()};
  const std::string_view text = text_of(name);
  const auto scratch = kMatcher.value()->make_scratch();
  std::vector<detect::Hit> hits;
  std::uint64_t found = 0;
  for (auto _ : state) {
    found = 0;
    for (std::size_t begin = 0; begin < text.size(); begin += kWindow) {
      hits.clear();
      kMatcher.value()->find({text, {begin, std::min(text.size(), begin + kWindow)}, {}}, *scratch, hits);
      found += hits.size();
    }
  }
  report(state, text.size(), found);
}

// One file of the mixed corpus, from the page cache. What its first lines are decides its format: ours are plain.
void engine_file(benchmark::State& state, bool hash) {
  const std::string& text = text_of("mixed");
  const std::string path = scratch_path("big.txt");
  if (!fs::exists(path)) std::ofstream(path, std::ios::binary) << "Some notes of our own, plain as they come.\n\n" << text;
  Scanner scanner(engine());
  ScanOptions options;
  options.hash_content = hash;
  Report last;
  for (auto _ : state) last = scanner.scan_file(path, options);
  if (last.verdict != Verdict::kScanned || last.parts[0].format != "text") throw Missing{"the big file was not read as text"};
  report(state, text.size(), last.finding_count);
}

const bench::Fused& fused(const std::string& kind) {
  static std::map<std::string, bench::Fused> built;
  auto [entry, is_new] = built.try_emplace(kind);
  if (!is_new) return entry->second;
  std::vector<bench::Regex> regexes;
  if (kind == "own") regexes = bench::own_regexes(*packs());
  if (kind == "naive") regexes = bench::regexes_of_table(bench::setting("ASSAY_BENCH_NAIVE"));
  if (kind == "dictionary") regexes = bench::regexes_of_table(bench::setting("ASSAY_BENCH_DICTIONARY"));
  entry->second.build(std::move(regexes), scratch_path("fused-" + kind + ".db"));
  return entry->second;
}

void fused_regexes(benchmark::State& state, const std::string& kind, const std::string& name) {
  const std::string& text = text_of(name);
  const bench::Fused& database = fused(kind);
  if (!database.ready()) throw Missing{"no fused database: its table is missing or Hyperscan refuses it"};
  std::uint64_t found = 0;
  for (auto _ : state) found = database.count(text);
  report(state, text.size(), found);
}

// All rules and a pack with the terms of the dictionary.
void engine_dictionary(benchmark::State& state) {
  static const auto kEngine = [] {
    const auto terms = bench::regexes_of_table(bench::setting("ASSAY_BENCH_DICTIONARY"));
    if (terms.empty()) throw Missing{"no dictionary: set ASSAY_BENCH_DICTIONARY"};
    std::ostringstream yaml;
    yaml << "pack: bench\nversion: 1.0.0\ndetectors:\n  - id: bench_dictionary\n    name: {en: Terms of a dictionary}\n"
            "    category: pii\n    jurisdiction: GLOBAL\n    source: dictionary2000.tsv\n"
            "    patterns:\n      - confidence: {alone: 70}\n        terms: [";
    for (const bench::Regex& term : terms) yaml << '"' << term.text << "\", ";
    const std::string& first = terms[0].text;
    yaml << "]\n    examples: [\"" << first << "\", \"" << terms[1].text << "\"]\n    counter: [\"x" << first << "\", \"y"
         << first << "\", \"" << first << "z\"]\n";
    const std::string path = scratch_path("dictionary.yaml");
    std::ofstream(path) << yaml.str();
    return engine_of({path});
  }();
  scan(state, kEngine, text_of("mixed"));
}

// Many texts of 64 KiB, dealt out to threads as they ask.
void engine_threads(benchmark::State& state, int threads) {
  const std::string_view text = text_of("mixed");
  std::vector<std::unique_ptr<Scanner>> scanners;
  for (int i = 0; i < threads; ++i) scanners.push_back(std::make_unique<Scanner>(engine()));
  std::atomic<std::uint64_t> found{0};
  for (auto _ : state) {
    found = 0;
    std::atomic<std::size_t> next{0};
    const auto work = [&](Scanner& scanner) {
      for (std::size_t at = next.fetch_add(kPiece); at < text.size(); at = next.fetch_add(kPiece))
        found += scanner.scan_text(text.substr(at, kPiece)).finding_count;
    };
    std::vector<std::thread> others;
    for (int i = 1; i < threads; ++i) others.emplace_back(work, std::ref(*scanners[static_cast<std::size_t>(i)]));
    work(*scanners[0]);
    for (std::thread& thread : others) thread.join();
  }
  report(state, text.size(), found);
}

void engine_worst(benchmark::State& state, const std::string& kind, std::size_t bytes) {
  scan(state, engine(), bench::worst_text(kind, bytes));
}

// From the YAML to a rule set that can scan; cold: with an empty cache.
void load_rules(benchmark::State& state, bool cold) {
  const std::string cache = scratch_path("packs");
  fs::remove_all(cache);
  const auto load = [&] { return RuleSet::load({.paths = {kRules}, .cache_dir = cache}); };
  if (!cold && !load().ok()) throw Missing{"the rules do not load"};
  for (auto _ : state) {
    const auto rules = load();
    if (!rules.ok()) throw Missing{rules.error().front().text()};
  }
}

// --- one object with a finding in every line, made while it is read ---

class Flood final : public Source {
 public:
  explicit Flood(std::uint64_t lines) : lines_(lines) {}
  std::optional<std::uint64_t> size() const override { return std::nullopt; }
  bool random_access() const override { return false; }
  Result<std::size_t, Trouble> read(std::span<char> out) override {
    while (rest_.size() < out.size() && made_ < lines_)
      rest_.append("user").append(std::to_string(made_++)).append("@mail.example.org\n");
    const std::size_t size = std::min(out.size(), rest_.size());
    std::memcpy(out.data(), rest_.data(), size);
    rest_.erase(0, size);
    return size;
  }
  Result<std::size_t, Trouble> read_at(std::uint64_t, std::span<char>) override { return Trouble{Reason::kInternal, {}}; }

 private:
  std::uint64_t lines_, made_ = 0;
  std::string rest_;
};

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

int flood(std::uint64_t lines) {
  Scanner scanner(engine());
  Flood source(lines);
  ScanOptions options;
  options.hash_content = false;
  const double began = cpu_seconds();
  const Report found = scanner.scan(source, "flood.txt", options);
  const double seconds = cpu_seconds() - began;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::cout << "{\"seconds\": " << seconds << ", \"lines\": " << lines << ", \"findings\": " << found.finding_count
            << ", \"listed\": " << found.findings.size() << ", \"peak_mib\": " << static_cast<double>(usage.ru_maxrss) / 1024
            << "}\n";
  return found.verdict == Verdict::kScanned ? 0 : 1;
}

template <class Run>
void add(const std::string& name, Run run) {
  benchmark::RegisterBenchmark(name.c_str(),
                               [run](benchmark::State& state) {
                                 try {
                                   run(state);
                                 } catch (const Missing& missing) {
                                   state.SkipWithError(missing.why.c_str());
                                 }
                               })
      ->Unit(benchmark::kMillisecond)
      ->Iterations(1)
      ->UseRealTime()
      ->MeasureProcessCPUTime();
}

void add_all() {
  using benchmark::State;
  for (const std::string text : {"mixed", "dense"}) {
    add("engine/" + text, [=](State& s) { engine_text(s, text); });
    add("matcher/" + text, [=](State& s) { matcher_alone(s, text); });
    for (const std::string kind : {"own", "naive"})
      add("fused_" + kind + "/" + text, [=](State& s) { fused_regexes(s, kind, text); });
  }
  add("file/plain", [](State& s) { engine_file(s, false); });
  add("file/hashed", [](State& s) { engine_file(s, true); });
  add("dictionary/engine", [](State& s) { engine_dictionary(s); });
  add("dictionary/raw", [](State& s) { fused_regexes(s, "dictionary", "mixed"); });
  add("rules/cold", [](State& s) { load_rules(s, true); });
  add("rules/cached", [](State& s) { load_rules(s, false); });
  for (const int threads : {1, 2}) add("threads/" + std::to_string(threads), [=](State& s) { engine_threads(s, threads); });
  const std::size_t large = std::min<std::size_t>(bench::most_bytes(), 32 << 20);
  for (const std::string kind : {"digits", "at", "colon", "cards", "line"}) {
    const std::size_t bytes = kind == "line" ? bench::most_bytes() : large;
    add("worst/" + kind + "/quarter", [=](State& s) { engine_worst(s, kind, bytes / 4); });
    add("worst/" + kind + "/whole", [=](State& s) { engine_worst(s, kind, bytes); });
  }
}

}  // namespace

int main(int argc, char** argv) {
  constexpr std::string_view kFlood = "--flood=";
  if (argc == 2 && std::string_view(argv[1]).starts_with(kFlood)) {
    try {
      return flood(std::stoull(argv[1] + kFlood.size()));
    } catch (const Missing& missing) {
      std::cerr << missing.why << '\n';
      return 2;
    }
  }
  add_all();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
