#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "assay/batch.h"
#include "tree.h"

namespace assay {
namespace {

using testing::Tree;

// One engine for all tests of this program, with the rules of the source tree and a key that nobody keeps.
std::shared_ptr<const Engine> engine() {
  static const std::shared_ptr<const Engine> shared = [] {
    RuleOptions rules;
    rules.paths = {ASSAY_SOURCE_DIR "/rules"};
    rules.cache_dir = ASSAY_BINARY_DIR "/test-cache";
    auto loaded = RuleSet::load(rules);
    if (!loaded.ok()) {
      ADD_FAILURE() << loaded.error().front().text();
      return std::shared_ptr<const Engine>();
    }
    EngineOptions options;
    options.rules = loaded.value();
    options.profile = Profile::kShare;
    auto made = Engine::create(options);
    EXPECT_TRUE(made.ok()) << made.error().text();
    return made.ok() ? made.value() : nullptr;
  }();
  return shared;
}

constexpr const char* kCard = "Kreditkarte 4539 5780 4812 4173 gültig bis 12/29\n";

struct Outcome {
  std::vector<BatchItem> items;
  BatchTotals totals;
};

Outcome scan(const std::vector<std::string>& paths, BatchOptions options = {}) {
  Outcome outcome;
  const auto here = std::this_thread::get_id();
  auto totals = scan_paths(engine(), paths, options, [&](const BatchItem& item) {
    EXPECT_EQ(std::this_thread::get_id(), here);
    outcome.items.push_back(item);
  });
  EXPECT_TRUE(totals.ok());
  if (totals.ok()) outcome.totals = totals.value();
  return outcome;
}

bool has_reason(const Report& report, Reason reason) {
  return std::find(report.reasons.begin(), report.reasons.end(), reason) != report.reasons.end();
}

TEST(ScanPaths, SameItemsInTheSameOrderWhateverTheJobs) {
  Tree tree;
  for (int i = 0; i < 300; ++i)
    tree.file("d" + std::to_string(i % 7) + "/f" + std::to_string(i),
              i % 3 == 0 ? kCard : std::string(static_cast<std::size_t>(i) * 100, 'x'));
  tree.pipe("d3/pipe");
  tree.link("d4/link", "f4");
  BatchOptions one, many;
  one.jobs = 1;
  many.jobs = 4;
  const Outcome a = scan({tree.path()}, one), b = scan({tree.path()}, many);
  ASSERT_EQ(a.items.size(), 302U);
  ASSERT_EQ(b.items.size(), a.items.size());
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    EXPECT_EQ(a.items[i].path, b.items[i].path);
    EXPECT_EQ(a.items[i].report.finding_count, b.items[i].report.finding_count);
    EXPECT_EQ(a.items[i].report.verdict, b.items[i].report.verdict);
  }
  EXPECT_EQ(a.totals.files, 301U);
  EXPECT_EQ(a.totals.links, 1U);
  EXPECT_EQ(a.totals.unread, 1U);
  EXPECT_EQ(a.totals.findings, 200U) << "a card and its expiry date in each of 100 files";
  EXPECT_EQ(b.totals.bytes, a.totals.bytes);
}

TEST(ScanPaths, TroubleIsAFullReport) {
  Tree tree;
  tree.pipe("pipe");
  const Outcome outcome = scan({tree.path("missing"), tree.path("pipe")});
  ASSERT_EQ(outcome.items.size(), 2U);
  for (const BatchItem& item : outcome.items) {
    const Report& report = item.report;
    EXPECT_EQ(report.verdict, Verdict::kError);
    EXPECT_TRUE(has_reason(report, Reason::kUnreadable));
    EXPECT_EQ(report.gap_counts.at(Reason::kUnreadable), 1U);
    ASSERT_FALSE(report.gaps.empty());
    EXPECT_FALSE(report.gaps[0].detail.empty());
    EXPECT_EQ(report.engine, engine()->revision());
    EXPECT_EQ(report.rules, engine()->rules().hash());
    EXPECT_EQ(report.parts.at(0).path, item.path);
    EXPECT_EQ(report.sha256, "");
  }
}

TEST(ScanPaths, AnEmptyFileIsScannedAndHoldsNothing) {
  Tree tree;
  const Outcome outcome = scan({tree.file("empty", "")});
  ASSERT_EQ(outcome.items.size(), 1U);
  EXPECT_EQ(outcome.items[0].report.verdict, Verdict::kScanned);
  EXPECT_EQ(outcome.totals.unread, 0U);
}

TEST(ScanPaths, AFileThatClaimsToBeEmptyIsRead) {
  const Outcome outcome = scan({"/proc/self/status"});
  ASSERT_EQ(outcome.items.size(), 1U);
  EXPECT_GT(outcome.items[0].report.bytes, 100U);
}

TEST(ScanPaths, AFileThatShrinksIsAnError) {
  Tree tree;
  const std::string path = tree.file("log", std::string(32 << 20, 'a') + "\n");
  BatchOptions options;
  options.jobs = 1;
  options.scan.progress = [&](std::uint64_t) { EXPECT_EQ(::truncate(path.c_str(), 1000), 0); };
  const Outcome outcome = scan({path}, options);
  ASSERT_EQ(outcome.items.size(), 1U);
  EXPECT_EQ(outcome.items[0].report.verdict, Verdict::kError);
  EXPECT_TRUE(has_reason(outcome.items[0].report, Reason::kChangedWhileRead));
}

TEST(ScanPaths, CancelledBeforeAnythingIsRead) {
  Tree tree;
  tree.file("f", kCard);
  const CancelFlag cancel{true};
  BatchOptions options;
  options.scan.cancel = &cancel;
  const Outcome outcome = scan({tree.path()}, options);
  ASSERT_EQ(outcome.items.size(), 1U);
  EXPECT_TRUE(has_reason(outcome.items[0].report, Reason::kNotStarted));
  EXPECT_EQ(outcome.items[0].report.verdict, Verdict::kError);
  EXPECT_TRUE(outcome.totals.cancelled);
}

TEST(ScanPaths, CancelledOnTheWayEveryFileFoundHasItsItem) {
  Tree tree;
  for (int i = 0; i < 200; ++i) tree.file("f" + std::to_string(1000 + i), kCard);
  CancelFlag cancel{false};
  BatchOptions options;
  options.jobs = 2;
  options.scan.cancel = &cancel;
  std::uint64_t found = 0, done = 0;
  options.progress = [&](std::uint64_t files_done, std::uint64_t files_found, std::uint64_t, bool ended) {
    done = files_done;
    found = files_found;
    EXPECT_TRUE(ended || files_done <= files_found);
  };
  std::vector<std::string> paths;
  std::uint64_t left = 0;
  auto totals = scan_paths(engine(), {tree.path()}, options, [&](const BatchItem& item) {
    paths.push_back(item.path);
    if (paths.size() == 3) cancel = true;
    if (has_reason(item.report, Reason::kNotStarted)) ++left;
  });
  ASSERT_TRUE(totals.ok());
  EXPECT_TRUE(totals.value().cancelled);
  EXPECT_GE(left, 1U);
  EXPECT_EQ(done, found);
  EXPECT_EQ(found, paths.size());
  EXPECT_EQ(paths.back(), paths.size() == 200 ? tree.path("f1199") : tree.path());
}

TEST(ScanPaths, RefusesWhatCannotWork) {
  const auto receive = [](const BatchItem&) {};
  EXPECT_FALSE(scan_paths(nullptr, {"x"}, {}, receive).ok());
  EXPECT_FALSE(scan_paths(engine(), {}, {}, receive).ok());
  EXPECT_FALSE(scan_paths(engine(), {"x"}, {}, nullptr).ok());
  BatchOptions options;
  options.jobs = 1'000'000;
  EXPECT_FALSE(scan_paths(engine(), {"x"}, options, receive).ok());
}

}  // namespace
}  // namespace assay
