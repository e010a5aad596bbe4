// Question: what does the candidate stage cost per byte, alone and with the judging behind it, beside the same regexes fused
// into one Hyperscan block database? And how long does a compiled pack take to build and to load from the cache?
//   ASSAY_BENCH_CORPUS=FOLDER   holds mixed.txt and dense.txt (../shared/tools/make_text_corpus.py)
#include <benchmark/benchmark.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "detect/byte_masks.h"
#include "detect/candidates.h"
#include "detect/detect.h"

namespace {

using namespace assay;

constexpr std::size_t kMostBytes = 64 << 20;
constexpr std::size_t kWindowBytes = 1 << 20;

const std::string& corpus(const std::string& name) {
  static std::map<std::string, std::string> loaded;
  auto [entry, fresh] = loaded.try_emplace(name);
  if (!fresh) return entry->second;
  const char* folder = std::getenv("ASSAY_BENCH_CORPUS");
  std::ifstream file(std::string(folder == nullptr ? "." : folder) + "/" + name, std::ios::binary);
  entry->second.resize(kMostBytes);
  file.read(entry->second.data(), static_cast<std::streamsize>(kMostBytes));
  entry->second.resize(static_cast<std::size_t>(file.gcount()));
  return entry->second;
}

const std::shared_ptr<const rulepack::Packs>& packs() {
  static const std::shared_ptr<const rulepack::Packs> kPacks = [] {
    auto loaded = rulepack::load({ASSAY_SOURCE_DIR "/rules"});
    return std::make_shared<const rulepack::Packs>(loaded.ok() ? std::move(loaded.value()) : rulepack::Packs{});
  }();
  return kPacks;
}

void find_candidates(benchmark::State& state, const std::string& name, std::int64_t target) {
  const std::string& text = corpus(name);
  auto compiled = detect::compile_candidates(*packs(), {});
  if (text.empty() || !compiled.ok()) return state.SkipWithError("no corpus (set ASSAY_BENCH_CORPUS) or no rules");
  const detect::CandidateFinder& finder = *compiled.value().finder;
  const auto scratch = finder.make_scratch();
  std::vector<detect::CandidateSet> found;
  std::size_t count = 0;
  detect::force_byte_mask_target(target);
  for (auto _ : state) {
    count = 0;
    for (std::size_t begin = 0; begin < text.size(); begin += kWindowBytes) {
      found.clear();
      finder.find_sets(text, {begin, std::min(text.size(), begin + kWindowBytes)}, *scratch, found);
      count += found.size();
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
  detect::force_byte_mask_target(0);
  state.counters["sets"] = static_cast<double>(count);
}
void find_best(benchmark::State& state, const std::string& name) { find_candidates(state, name, 0); }
BENCHMARK_CAPTURE(find_best, mixed, "mixed.txt")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find_best, dense, "dense.txt")->Unit(benchmark::kMillisecond);

/// The same on every vector unit of this processor.
const bool kTargets = [] {
  std::array<std::int64_t, 32> targets{};
  const std::size_t count = detect::byte_mask_targets(targets.data(), targets.size());
  for (std::size_t i = 0; i < count; ++i)
    for (const char* name : {"mixed", "dense"})
      benchmark::RegisterBenchmark((std::string("find_on/") + detect::byte_mask_target_name(targets[i]) + "/" + name).c_str(),
                                   find_candidates, std::string(name) + ".txt", targets[i])
          ->Unit(benchmark::kMillisecond);
  return true;
}();

void find_hits(benchmark::State& state, const std::string& name) {
  const std::string& text = corpus(name);
  auto matcher = detect::RuleMatcher::compile(packs(), {});
  if (text.empty() || !matcher.ok()) return state.SkipWithError("no corpus (set ASSAY_BENCH_CORPUS) or no rules");
  const auto scratch = matcher.value()->make_scratch();
  std::vector<detect::Hit> hits;
  std::size_t count = 0;
  for (auto _ : state) {
    count = 0;
    for (std::size_t begin = 0; begin < text.size(); begin += kWindowBytes) {
      hits.clear();
      matcher.value()->find({text, {begin, std::min(text.size(), begin + kWindowBytes)}, {}}, *scratch, hits);
      count += hits.size();
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
  state.counters["hits"] = static_cast<double>(count);
}
BENCHMARK_CAPTURE(find_hits, mixed, "mixed.txt")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find_hits, dense, "dense.txt")->Unit(benchmark::kMillisecond);

void compile_cold(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(detect::compile_candidates(*packs(), {}).ok());
}
BENCHMARK(compile_cold)->Unit(benchmark::kMillisecond);

void load_cached(benchmark::State& state) {
  std::string folder = (std::filesystem::temp_directory_path() / "assay-bench-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return state.SkipWithError("no temporary folder");
  const detect::CompileOptions options{folder + "/cache", detect::Engine::kFast};
  if (!detect::compile_candidates(*packs(), options).ok()) return state.SkipWithError("no rules");
  for (auto _ : state) benchmark::DoNotOptimize(detect::compile_candidates(*packs(), options).ok());
  std::filesystem::remove_all(folder);
}
BENCHMARK(load_cached)->Unit(benchmark::kMillisecond);

}  // namespace
