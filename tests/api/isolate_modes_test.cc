// One report whoever reads: in this process, behind a border, from a file, from memory, from a stream that is read once.
#include <algorithm>

#include "../support/temp_folder.h"
#include "assay/engine.h"
#include "base/io.h"
#include "report/json.h"

namespace assay {
namespace {

namespace fs = std::filesystem;

/// The samples, and what the readers are tested with: most of that is damaged on purpose.
std::vector<std::string> documents() {
  std::vector<std::string> out;
  for (const char* folder : {"/corpus/samples", "/tests/extract"})
    for (const auto& entry : fs::recursive_directory_iterator(std::string(ASSAY_SOURCE_DIR) + folder))
      if (entry.is_regular_file() && entry.path().extension() != ".out") out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

class IsolateModes : public testing::Test {
 protected:
  static std::shared_ptr<const RuleSet> rules() {
    static const auto shared = RuleSet::load({.paths = {ASSAY_SOURCE_DIR "/rules"}}).value();
    return shared;
  }
  Scanner scanner(Isolate mode, const std::optional<Limits>& limits = {}) {
    EngineOptions options{.rules = rules(), .limits = limits, .key_file = key_};
    options.isolate = mode;
    auto engine = Engine::create(std::move(options));
    EXPECT_TRUE(engine.ok()) << engine.error().text();
    return Scanner(engine.value());
  }
  void expect_same(const std::optional<Limits>& limits, const std::vector<std::string>& paths) {
    Scanner none = scanner(Isolate::kNone, limits), native = scanner(Isolate::kNative, limits),
            all = scanner(Isolate::kAll, limits);
    for (const std::string& path : paths) {
      const std::string expected = report::result_json(none.scan_file(path));
      EXPECT_EQ(report::result_json(native.scan_file(path)), expected) << path;
      EXPECT_EQ(report::result_json(all.scan_file(path)), expected) << path;
    }
  }

 private:
  TempFolder folder_;
  const std::string key_ = folder_.path() + "/key";
};

ScanOptions everything() {
  ScanOptions options;
  options.min_confidence = 1;
  return options;
}

std::string streamed(Scanner& scanner, const std::string& path) {
  const std::string bytes = content_of(path);
  std::size_t at = 0;
  base::FunctionSource once([&](std::span<char> out) -> Result<std::size_t, Trouble> {
    const std::size_t size = std::min({out.size(), bytes.size() - at, std::size_t{7000}});
    std::copy_n(bytes.data() + at, size, out.data());
    at += size;
    return size;
  });
  return report::result_json(scanner.scan(once, fs::path(path).filename().string(), everything()));
}

std::string from_memory(Scanner& scanner, const std::string& path) {
  base::MemorySource source(content_of(path));
  return report::result_json(scanner.scan(source, fs::path(path).filename().string(), everything()));
}

TEST_F(IsolateModes, ReportsOfFilesAreTheSame) { expect_same({}, documents()); }

TEST_F(IsolateModes, ReportsOfMemoryAndStreamsAreTheSame) {
  Scanner none = scanner(Isolate::kNone), native = scanner(Isolate::kNative), all = scanner(Isolate::kAll);
  for (const std::string& path : documents()) {
    const std::string expected = from_memory(none, path), expected_once = streamed(none, path);
    for (Scanner* scanner : {&native, &all}) {
      EXPECT_EQ(from_memory(*scanner, path), expected) << path;
      EXPECT_EQ(streamed(*scanner, path), expected_once) << path;
    }
  }
}

/// The budget of an object is one, wherever it is spent.
TEST_F(IsolateModes, ReportsAreTheSameWhereALimitIsMet) {
  Limits few_bytes = limits_for(Profile::kGateway), few_entries = few_bytes, flat = few_bytes, steep = few_bytes;
  few_bytes.max_expanded_bytes = 3000;
  few_entries.max_entries = 3;
  flat.max_depth = 1;
  steep.max_ratio = 2;
  steep.ratio_free_bytes = 1000;
  for (const Limits& limits : {few_bytes, few_entries, flat, steep}) expect_same(limits, documents());
}

TEST_F(IsolateModes, WithoutAReaderAnEngineDoesNotStartUnlessNoneIsNeeded) {
  EngineOptions options{.rules = rules(), .reader = "/nonexistent/assay-reader"};
  const auto engine = Engine::create(options);
  ASSERT_FALSE(engine.ok());
  EXPECT_EQ(engine.error().code, Code::kMissing);
  EXPECT_NE(engine.error().message.find("/nonexistent/assay-reader"), std::string::npos);
  options.isolate = Isolate::kNone;
  EXPECT_TRUE(Engine::create(options).ok());
}

TEST_F(IsolateModes, NamesAreReadBack) {
  for (const Isolate mode : {Isolate::kNone, Isolate::kNative, Isolate::kAll}) EXPECT_EQ(isolate_named(name_of(mode)), mode);
  EXPECT_FALSE(isolate_named("some"));
}

}  // namespace
}  // namespace assay
