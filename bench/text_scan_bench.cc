// Question: how much faster is the whole text scan (windows, match view, candidates, checks, context, overlaps, previews) than
// the same regexes fused into one Hyperscan block database, which only reports ends of matches? Both sides run on the same text
// in the same process, in turns: bench/goals.py takes the ratio of their medians.
//   ASSAY_BENCH_CORPUS=FOLDER   holds mixed.txt and dense.txt (../shared/tools/make_text_corpus.py)
#include <benchmark/benchmark.h>
#include <hs.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>

#include "assay/engine.h"
#include "rulepack/model.h"

namespace {

constexpr std::size_t kMostBytes = 64 << 20;  // Of each corpus: enough to leave every cache, short enough for five runs.

std::string read_corpus(const std::string& name) {
  const char* folder = std::getenv("ASSAY_BENCH_CORPUS");
  std::ifstream file(std::string(folder == nullptr ? "." : folder) + "/" + name, std::ios::binary);
  std::string text(kMostBytes, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  while (!text.empty() && (text.back() & 0x80) != 0) text.pop_back();  // Not within a character.
  return text;
}

const std::string& corpus(const std::string& name) {
  static std::map<std::string, std::string> loaded;
  auto [entry, is_new] = loaded.try_emplace(name);
  if (is_new) entry->second = read_corpus(name);
  return entry->second;
}

void scan_text(benchmark::State& state, const std::string& name) {
  const std::string& text = corpus(name);
  if (text.empty()) return state.SkipWithError("no corpus: set ASSAY_BENCH_CORPUS");
  auto rules = assay::RuleSet::load({.paths = {ASSAY_SOURCE_DIR "/rules"}});
  if (!rules.ok()) return state.SkipWithError(rules.error().front().text().c_str());
  auto engine = assay::Engine::create({.rules = rules.value(), .profile = assay::Profile::kShare});
  if (!engine.ok()) return state.SkipWithError(engine.error().text().c_str());
  assay::Scanner scanner(engine.value());
  std::uint64_t findings = 0;
  for (auto _ : state) findings = scanner.scan_text(text).finding_count;
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
  state.counters["findings"] = static_cast<double>(findings);
}

// As an author would write them first: word boundaries around every pattern.
struct Fused {
  std::vector<std::string> texts;
  std::vector<const char*> patterns;
  std::vector<unsigned> flags, ids;
  hs_database_t* database = nullptr;
  hs_scratch_t* scratch = nullptr;

  explicit Fused(const assay::rulepack::Packs& packs) {
    for (const auto& detector : packs.detectors)
      for (const auto& pattern : detector.patterns) add(pattern);
    for (const std::string& text : texts) patterns.push_back(text.c_str());
    hs_compile_error_t* error = nullptr;
    const auto count = static_cast<unsigned>(patterns.size());
    if (hs_compile_multi(patterns.data(), flags.data(), ids.data(), count, HS_MODE_BLOCK, nullptr, &database, &error) ==
        HS_SUCCESS)
      hs_alloc_scratch(database, &scratch);
    if (error != nullptr) std::fprintf(stderr, "pattern %d: %s\n", error->expression, error->message);
    hs_free_compile_error(error);
  }
  void add(const assay::rulepack::PatternSpec& pattern) {
    // Bytes mode knows no \\x{..}: members beyond ASCII are left out, which only makes this side faster.
    static const std::regex kBeyondAscii(R"(\\x\{[0-9A-F]+\}-\\x\{[0-9A-F]+\})");
    std::string text = "(?:" + std::regex_replace(pattern.regex, kBeyondAscii, "") + ")";
    if (pattern.extend) text += pattern.extend->char_class + "*";
    if (pattern.boundary != assay::rulepack::Boundary::kNone) text = "\\b" + text + "\\b";
    ids.push_back(static_cast<unsigned>(texts.size()));
    flags.push_back(pattern.caseless ? HS_FLAG_CASELESS : 0);
    texts.push_back(std::move(text));
  }
};

int count_event(unsigned, unsigned long long, unsigned long long, unsigned, void* count) {
  ++*static_cast<std::uint64_t*>(count);
  return 0;
}

void fused_regexes(benchmark::State& state, const std::string& name) {
  const std::string& text = corpus(name);
  if (text.empty()) return state.SkipWithError("no corpus: set ASSAY_BENCH_CORPUS");
  auto packs = assay::rulepack::load({ASSAY_SOURCE_DIR "/rules"});
  if (!packs.ok()) return state.SkipWithError(packs.error().front().text().c_str());
  const Fused fused(packs.value());
  if (fused.database == nullptr) return state.SkipWithError("Hyperscan refuses the fused regexes");
  std::uint64_t events = 0;
  for (auto _ : state) {
    events = 0;
    for (std::size_t at = 0; at < text.size(); at += 1 << 20)
      hs_scan(fused.database, text.data() + at, static_cast<unsigned>(std::min<std::size_t>(1 << 20, text.size() - at)), 0,
              fused.scratch, count_event, &events);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
  state.counters["events"] = static_cast<double>(events);
  hs_free_scratch(fused.scratch);
  hs_free_database(fused.database);
}

BENCHMARK_CAPTURE(scan_text, mixed, "mixed.txt")->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK_CAPTURE(fused_regexes, mixed, "mixed.txt")->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK_CAPTURE(scan_text, dense, "dense.txt")->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK_CAPTURE(fused_regexes, dense, "dense.txt")->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace

BENCHMARK_MAIN();
