// The same bytes give the same report, whoever scans them: a hundred runs with one, two and eight threads, in shuffled order,
// with engines made anew; text in another language's locale and another time zone included.
#include <algorithm>
#include <array>
#include <clocale>
#include <cstdlib>
#include <ctime>
#include <map>
#include <random>

#include "../support/temp_folder.h"
#include "assay/batch.h"
#include "report/json.h"

namespace assay {
namespace {

namespace fs = std::filesystem;
using Results = std::map<std::string, std::string>;  // by path

constexpr std::size_t kMostBytes = 16 << 10;  // of a file: a hundred runs of all are a matter of seconds

std::vector<std::string> small_files() {
  std::vector<std::string> out;
  for (const char* folder : {ASSAY_SOURCE_DIR "/corpus/samples", ASSAY_MADE_FILES})
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.is_regular_file() && entry.file_size() <= kMostBytes) out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

class Determinism : public ::testing::Test {
 protected:
  std::shared_ptr<const Engine> engine() const {
    RuleOptions rules;
    rules.paths = {ASSAY_SOURCE_DIR "/rules"};
    rules.use_cache = true;
    rules.cache_dir = folder_.path() + "/cache";
    EngineOptions options;
    options.rules = RuleSet::load(rules).value();
    options.key_file = folder_.path() + "/key";  // Values are hashed alike.
    return Engine::create(std::move(options)).value();
  }

  static Results run(const std::shared_ptr<const Engine>& engine, const std::vector<std::string>& paths, unsigned jobs) {
    Results out;
    BatchOptions options;
    options.jobs = jobs;
    options.scan.explain = true;
    const auto totals = scan_paths(engine, paths, options, [&](const BatchItem& item) {
      EXPECT_TRUE(out.emplace(item.path, report::result_json(item.report)).second) << item.path;
    });
    EXPECT_TRUE(totals.ok());
    return out;
  }

  static void expect_same(const Results& got, const Results& expected, int round) {
    ASSERT_EQ(got.size(), expected.size());
    for (const auto& [path, result] : expected) EXPECT_EQ(got.at(path), result) << path << " in round " << round;
  }

  TempFolder folder_;
};

TEST_F(Determinism, AHundredRunsSayTheSame) {
  std::vector<std::string> paths = small_files();
  ASSERT_GT(paths.size(), 30U);
  auto shared = engine();
  const Results expected = run(shared, paths, 1);
  const auto found = std::count_if(expected.begin(), expected.end(),
                                   [](const auto& entry) { return entry.second.find("\"findings\":[]") == std::string::npos; });
  ASSERT_GT(found, 25);
  std::mt19937 dice(19);
  for (int round = 1; round < 100 && !HasFailure(); ++round) {
    std::shuffle(paths.begin(), paths.end(), dice);
    if (round % 10 == 0) shared = engine();
    expect_same(run(shared, paths, std::array{1U, 2U, 8U}[static_cast<std::size_t>(round % 3)]), expected, round);
  }
}

// Comma as decimal point, dotless i, another day: where they are installed.
TEST_F(Determinism, LocaleAndTimeZoneSayNothing) {
  const std::vector<std::string> paths = small_files();
  const Results expected = run(engine(), paths, 2);
  ::setenv("TZ", "Pacific/Kiritimati", 1);
  ::tzset();
  for (const char* locale : {"C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8"})
    if (std::setlocale(LC_ALL, locale) != nullptr) expect_same(run(engine(), paths, 2), expected, 0);
  std::setlocale(LC_ALL, "C");
  ::unsetenv("TZ");
  ::tzset();
}

}  // namespace
}  // namespace assay
