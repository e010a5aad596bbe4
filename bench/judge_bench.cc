// Question: what do checks, context and confidence cost? Per byte and per set of candidates, with our rules and with a pack that
// is the worst case for context: 250 detectors for nine digits that all need context, with 20 phrases each. And how fast is the
// scan for phrases by itself, on text that all of it looks at?
//   ASSAY_BENCH_CORPUS=FOLDER   holds mixed.txt and dense.txt (../shared/tools/make_text_corpus.py)
#include <benchmark/benchmark.h>

#include <time.h>

#include <cstdlib>
#include <fstream>
#include <random>

#include "detect/candidates.h"
#include "detect/detect.h"
#include "detect/phrases.h"

namespace {
using namespace assay;

/// Seconds of this thread on a processor: neighbours take wall time, and this much less.
double now() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

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
  while (!entry->second.empty() && (entry->second.back() & 0x80) != 0) entry->second.pop_back();  // not within a character
  return entry->second;
}

std::shared_ptr<const rulepack::Packs> our_rules() {
  auto loaded = rulepack::load({ASSAY_SOURCE_DIR "/rules"});
  return std::make_shared<const rulepack::Packs>(loaded.ok() ? std::move(loaded.value()) : rulepack::Packs{});
}

/// Every fourth phrase has a word that is in ordinary text, as with real phrases.
std::shared_ptr<const rulepack::Packs> nine_digits() {
  static const std::string kWords[] = {"account", "number", "tax", "id", "personal", "insurance", "card", "Ausweis", "Nummer"};
  auto packs = std::make_shared<rulepack::Packs>();
  packs->files = {"synthetic.yaml"};
  std::mt19937 random(1);
  const auto made_up = [&] {
    std::string word;
    for (std::size_t size = 5 + random() % 8; size > 0; --size) word += static_cast<char>('a' + random() % 26);
    return word;
  };
  for (int i = 0; i < 250; ++i) {
    rulepack::DetectorSpec& detector = packs->detectors.emplace_back();
    detector.id = "nine_" + std::to_string(1000 + i);
    for (int phrase = 0; phrase < 20; ++phrase)
      detector.context.any.push_back(
          {made_up() + " " + (phrase % 4 == 0 ? kWords[random() % std::size(kWords)] : made_up()), {}});
    detector.context.any.push_back({kWords[i % std::size(kWords)] + " " + kWords[i / 9 % std::size(kWords)], {}});
    rulepack::PatternSpec& pattern = detector.patterns.emplace_back();
    pattern.regex = i % 2 == 0 ? R"(\d{9})" : R"(\d{3}[ -]?\d{3}[ -]?\d{3})";
    pattern.boundary = rulepack::Boundary::kNumber;
    pattern.checks = {{"luhn", {}, {}}};
    pattern.confidence = {0, 0, 0, 80};
  }
  return packs;
}

template <class Step>
void for_each_window(const std::string& text, std::uint64_t margin, const Step& step) {
  for (std::size_t begin = 0; begin < text.size(); begin += kWindowBytes) {
    const std::size_t end = std::min(text.size(), begin + kWindowBytes);
    std::size_t from = begin - std::min<std::size_t>(begin, margin), to = std::min<std::size_t>(text.size(), end + margin);
    while (from > 0 && (text[from] & 0xC0) == 0x80) --from;
    while (to < text.size() && (text[to] & 0xC0) == 0x80) --to;
    step(detect::Window{std::string_view(text).substr(from, to - from), {begin - from, end - from}, {}});
  }
}

/// The whole matcher, and beside it the same candidates without judging: the difference is ours.
void find(benchmark::State& state, const std::shared_ptr<const rulepack::Packs>& packs, const std::string& name) {
  const std::string& text = corpus(name);
  auto matcher = detect::RuleMatcher::compile(packs, {});
  if (text.empty() || !matcher.ok()) return state.SkipWithError("no corpus (set ASSAY_BENCH_CORPUS) or no rules");
  const auto scratch = matcher.value()->make_scratch();
  const detect::CandidateFinder& finder = matcher.value()->candidates();
  const auto finder_scratch = finder.make_scratch();
  std::vector<detect::Hit> hits;
  std::vector<detect::CandidateSet> candidates;
  std::size_t found = 0, sets = 0;
  double finding = 0, whole = 0;
  for (auto _ : state) {
    found = sets = 0;
    for_each_window(text, matcher.value()->margin(), [&](const detect::Window& window) {
      const double start = now();
      candidates.clear();
      finder.find_sets(window.text, window.core, *finder_scratch, candidates);
      const double middle = now();
      hits.clear();
      matcher.value()->find(window, *scratch, hits);
      finding += middle - start;
      whole += now() - middle;
      sets += candidates.size();
      found += hits.size();
    });
  }
  const auto rounds = static_cast<double>(state.iterations());
  state.counters["GB/s"] = rounds * static_cast<double>(text.size()) / whole / 1e9;
  state.counters["candidates GB/s"] = rounds * static_cast<double>(text.size()) / finding / 1e9;
  state.counters["judging ns/set"] = (whole - finding) / rounds / static_cast<double>(std::max<std::size_t>(1, sets)) * 1e9;
  state.counters["judging ns/byte"] = (whole - finding) / rounds / static_cast<double>(text.size()) * 1e9;
  state.counters["sets"] = static_cast<double>(sets);
  state.counters["hits"] = static_cast<double>(found);
}

void scan_phrases(benchmark::State& state, const std::shared_ptr<const rulepack::Packs>& packs, const std::string& name) {
  const std::string& text = corpus(name);
  auto index = detect::PhraseIndex::build(*packs);
  detect::UnitMemo memo;
  if (text.empty() || !index.ok()) return state.SkipWithError("no corpus (set ASSAY_BENCH_CORPUS) or no rules");
  std::vector<detect::PhraseHit> hits;
  std::size_t count = 0;
  for (auto _ : state) {
    count = 0;
    for (std::size_t at = 0; at < text.size(); at += 1 << 14) {
      hits.clear();
      index.value().scan(text, at, at + (1 << 14), memo, hits);
      count += hits.size();
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
  state.counters["phrases"] = index.value().size();
  state.counters["hits"] = static_cast<double>(count);
}

void build_phrases(benchmark::State& state) {
  const auto packs = our_rules();
  for (auto _ : state) benchmark::DoNotOptimize(detect::PhraseIndex::build(*packs).ok());
}

BENCHMARK_CAPTURE(find, ours_mixed, our_rules(), "mixed.txt")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find, ours_dense, our_rules(), "dense.txt")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find, nine_digits_mixed, nine_digits(), "mixed.txt")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find, nine_digits_dense, nine_digits(), "dense.txt")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scan_phrases, ours_mixed, our_rules(), "mixed.txt")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scan_phrases, ours_dense, our_rules(), "dense.txt")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scan_phrases, nine_digits_mixed, nine_digits(), "mixed.txt")->Unit(benchmark::kMillisecond);
BENCHMARK(build_phrases)->Unit(benchmark::kMillisecond);

}  // namespace
