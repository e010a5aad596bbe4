// The whole engine with the shipped rules over the sample files: window sizes and the two matchers change nothing.
#include <algorithm>

#include "../support/temp_folder.h"
#include "api/rule_set.h"
#include "assay/engine.h"
#include "base/io.h"
#include "engine/pipeline.h"
#include "report/json.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> samples() {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(ASSAY_SOURCE_DIR "/corpus/samples"))
    if (entry.is_regular_file()) out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

// A scan with the permissive readers and this matcher.
std::shared_ptr<const engine::Setup> setup_with(std::shared_ptr<const detect::RuleMatcher> matcher, std::uint64_t window_bytes) {
  auto setup = std::make_shared<engine::Setup>();
  setup->matcher = std::move(matcher);
  const auto rows = extract::builtin_extractors();
  setup->extractors.assign(rows.begin(), rows.end());
  setup->window_bytes = window_bytes;
  return setup;
}

std::shared_ptr<const engine::Setup> setup_with(detect::Engine engine, std::uint64_t window_bytes) {
  static const auto packs = std::make_shared<const rulepack::Packs>(rulepack::load({ASSAY_SOURCE_DIR "/rules"}).value());
  return setup_with(detect::RuleMatcher::compile(packs, {.cache_dir = {}, .engine = engine}).value(), window_bytes);
}

std::vector<std::string> found(engine::Pipeline& pipeline, const std::string& path) {
  ScanOptions options;
  options.min_confidence = 1;
  base::MemorySource source(content_of(path));
  const Report report = pipeline.scan(source, fs::path(path).filename().string(), options);
  std::vector<std::string> out{std::string(name_of(report.verdict)) + " " + report.classification.label};
  for (const Finding& f : report.findings)
    out.push_back(f.id + " " + f.detector + " " + std::to_string(f.confidence) + " " + std::to_string(f.stored.begin) + " " +
                  describe(f.locator) + " " + f.preview);
  return out;
}

TEST(Samples, WindowSizesChangeNothing) {
  engine::Pipeline whole(setup_with(detect::Engine::kFast, 1 << 20));
  engine::Pipeline small(setup_with(detect::Engine::kFast, 5000)), tiny(setup_with(detect::Engine::kFast, 700));
  std::size_t findings = 0;
  for (const std::string& path : samples()) {
    const auto expected = found(whole, path);
    findings += expected.size() - 1;
    EXPECT_EQ(found(small, path), expected) << path;
    EXPECT_EQ(found(tiny, path), expected) << path;
  }
  EXPECT_GT(findings, 1000U);
}

TEST(Samples, TheReferenceMatcherFindsTheSameInEveryFile) {
  engine::Pipeline fast(setup_with(detect::Engine::kFast, 1 << 20)), reference(setup_with(detect::Engine::kReference, 1 << 20));
  for (const std::string& path : samples()) EXPECT_EQ(found(reference, path), found(fast, path)) << path;
}

std::shared_ptr<const RuleSet> shipped_rules(const std::string& cache) {
  return RuleSet::load({.paths = {ASSAY_SOURCE_DIR "/rules"}, .cache_dir = cache}).value();
}

/// Everything that a report says, labels and explanations too.
std::string told(engine::Pipeline& pipeline, const std::string& path) {
  ScanOptions options;
  options.min_confidence = 1;
  options.explain = true;
  base::MemorySource source(content_of(path));
  return report::result_json(pipeline.scan(source, fs::path(path).filename().string(), options));
}

TEST(Samples, RulesFromTheCacheSayTheSameOfEveryFile) {
  const TempFolder cache;
  const auto stored = shipped_rules(cache.path());
  const auto files = files_in(cache.path());
  ASSERT_EQ(files.size(), 3U);
  std::vector<ino_t> numbers;
  for (const fs::path& file : files) numbers.push_back(file_number(file));
  const auto warm = shipped_rules(cache.path());
  for (std::size_t i = 0; i < files.size(); ++i) EXPECT_EQ(file_number(files[i]), numbers[i]) << "made again: " << files[i];

  const auto cold_setup = setup_with(dynamic_cast<const api::LoadedRules&>(*stored).matcher(), 1 << 20);
  const auto warm_setup = std::make_shared<engine::Setup>(*cold_setup);  // the same key
  warm_setup->matcher = dynamic_cast<const api::LoadedRules&>(*warm).matcher();
  engine::Pipeline expected(cold_setup), cached(warm_setup);
  for (const std::string& path : samples()) EXPECT_EQ(told(cached, path), told(expected, path)) << path;
  EXPECT_EQ(warm->unions().size(), stored->unions().size());
  EXPECT_TRUE(warm->test().empty());
}

TEST(Samples, AnImageWhoseSignatureLiesFarBehindItsHeadIsOpened) {
  engine::Pipeline pipeline(setup_with(detect::Engine::kFast, 1 << 20));
  std::string iso = content_of(ASSAY_SOURCE_DIR "/tests/extract/archive/iso-plain.in");
  ASSERT_GT(iso.size(), 32'800U);
  base::MemorySource whole(iso);
  const Report report = pipeline.scan(whole, "disc.bin", {});
  EXPECT_EQ(report.parts[0].format, "iso");
  EXPECT_GT(report.parts.size(), 1U);
  EXPECT_EQ(report.verdict, Verdict::kScanned);
  std::size_t at = 0;
  base::FunctionSource forward([&](std::span<char> out) -> Result<std::size_t, Trouble> {
    const std::size_t size = std::min(out.size(), iso.size() - at);
    std::copy_n(iso.data() + at, size, out.data());
    at += size;
    return size;
  });
  EXPECT_EQ(pipeline.scan(forward, "disc.bin", {}).parts.size(), report.parts.size());
}

}  // namespace
}  // namespace assay
