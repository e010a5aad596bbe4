// The tables behind the flags.
#include <gtest/gtest.h>

#include <cstring>

#include "apps/cli/fail_on.h"
#include "apps/cli/isolation_flag.h"
#include "apps/cli/limit_flags.h"
#include "apps/cli/progress.h"
#include "apps/cli/suggestion.h"
#include "report/terminal.h"

namespace assay::cli {
namespace {

Report report(const char* label, std::uint8_t confidence, Verdict verdict) {
  Report r;
  r.verdict = verdict;
  r.classification.label = label;
  if (confidence != 0) {
    r.finding_count = 1;
    r.counts["iban"] = {"pii", 1, 1, false, confidence};
  }
  return r;
}

FailOn fail_on(const std::vector<std::string>& conditions) {
  auto parsed = FailOn::parse(conditions);
  EXPECT_TRUE(parsed.ok());
  return parsed.ok() ? parsed.value() : FailOn();
}

TEST(FailOn, DefaultIsAnyFindingAndAnythingUnread) {
  const FailOn any = fail_on({});
  EXPECT_TRUE(any.found(report("public", 65, Verdict::kScanned)));
  EXPECT_FALSE(any.found(report("restricted", 0, Verdict::kScanned)));
  EXPECT_FALSE(any.unread(report("public", 0, Verdict::kScanned)));
  for (const Verdict verdict : {Verdict::kError, Verdict::kPartial, Verdict::kEncrypted, Verdict::kUnsupported})
    EXPECT_TRUE(any.unread(report("public", 0, verdict)));
}

TEST(FailOn, LabelsHoldFromTheLeastSensitiveNamed) {
  const FailOn from = fail_on({"restricted", "confidential"});
  EXPECT_TRUE(from.found(report("restricted", 90, Verdict::kScanned)));
  EXPECT_TRUE(from.found(report("confidential", 90, Verdict::kScanned)));
  EXPECT_FALSE(from.found(report("internal", 90, Verdict::kScanned)));
  EXPECT_FALSE(fail_on({"public"}).found(report("public", 0, Verdict::kError))) << "an unread file has no label";
}

TEST(FailOn, ConfidenceOrLabel) {
  const FailOn high = fail_on({"confidence:high"});
  EXPECT_TRUE(high.found(report("public", 85, Verdict::kScanned)));
  EXPECT_FALSE(high.found(report("restricted", 84, Verdict::kScanned)));
  EXPECT_TRUE(fail_on({"confidence:high", "restricted"}).found(report("restricted", 84, Verdict::kScanned)));
}

TEST(FailOn, AFindingConditionDoesNotHideWhatIsUnread) {
  EXPECT_TRUE(fail_on({"restricted"}).unread(report("public", 0, Verdict::kPartial)));
  EXPECT_FALSE(fail_on({"restricted", "gap:never"}).unread(report("public", 0, Verdict::kError)));
}

TEST(FailOn, GapClasses) {
  Report pictures = report("public", 0, Verdict::kScanned);
  pictures.gaps.push_back({0, GapClass::kPixelsOrSound, Reason::kNotLookedAt, {}, {}, {}});
  EXPECT_FALSE(fail_on({"gap:content"}).unread(pictures));
  EXPECT_TRUE(fail_on({"gap:pixels_or_sound"}).unread(pictures));
  EXPECT_TRUE(fail_on({"gap:inert"}).unread(pictures));
  EXPECT_TRUE(fail_on({"gap:content", "gap:pixels_or_sound"}).unread(pictures)) << "the wider one holds";
  EXPECT_TRUE(fail_on({"gap:content"}).unread(report("public", 0, Verdict::kError)));
}

TEST(FailOn, RefusesWhatItDoesNotKnow) {
  for (const char* bad :
       {"", "secret", "confidence:", "confidence:101", "confidence:-1", "confidence:8x", "gap:", "gap:all", "Restricted"})
    EXPECT_FALSE(FailOn::parse({bad}).ok()) << bad;
}

TEST(LimitFlags, EveryFlagSetsItsOwnField) {
  for (const LimitFlag& flag : limit_flags()) {
    Limits before, after;
    EXPECT_TRUE(flag.set(after, "7")) << flag.flag;
    EXPECT_NE(0, std::memcmp(&before, &after, sizeof before)) << flag.flag;
    for (const char* bad : {"", "x", "7x", "-1 ", " 7", "K", "1e999"}) EXPECT_FALSE(flag.set(after, bad)) << flag.flag << bad;
    EXPECT_TRUE(flag.set(after, flag.example));
  }
}

TEST(LimitFlags, SizesTakeBinarySuffixes) {
  Limits limits;
  const LimitFlag& input = limit_flags().front();
  ASSERT_TRUE(input.set(limits, "512M"));
  EXPECT_EQ(limits.max_input_bytes, 512ULL << 20);
  ASSERT_TRUE(input.set(limits, "2T"));
  EXPECT_EQ(limits.max_input_bytes, 2ULL << 40);
  EXPECT_FALSE(input.set(limits, "99999999T"));
}

TEST(IsolationFlag, AutoAndListsOfLayers) {
  using Layers = std::vector<std::string>;
  EXPECT_EQ(read_isolation("auto"), Layers{});
  EXPECT_EQ(read_isolation("required:seccomp"), Layers{"seccomp"});
  EXPECT_EQ(read_isolation("required:a,b"), (Layers{"a", "b"}));
  for (const char* bad : {"", "Auto", "auto:", "required", "required:", "required:,", "required:a,", "required:,a", "none"})
    EXPECT_FALSE(read_isolation(bad)) << bad;
}

TEST(Suggestion, OnlyWhatIsNear) {
  EXPECT_EQ(nearest("--jbos", {"--rules", "--jobs"}), "--jobs");
  EXPECT_EQ(nearest("scna", {"scan", "detect"}), "scan");
  EXPECT_EQ(nearest("--frobnicate", {"--format", "--jobs"}), "");
  EXPECT_EQ(nearest("x", {}), "");
}

TEST(ProgressLine, FitsAndIsHarmless) {
  const ProgressState walking{1200, 5600, 34'000'000, false}, known{50, 200, 1'000'000, true};
  EXPECT_EQ(progress_line(walking, 2, "", 100), "1,200 of at least 5,600 files, 34.0 MB, 17.0 MB/s");
  EXPECT_NE(progress_line(known, 10, "", 100).find("█████░░░░░░░░░░░░░░░"), std::string::npos);
  EXPECT_NE(progress_line(known, 10, "", 100).find("about 30 s left"), std::string::npos);
  for (std::size_t width = 20; width < 120; ++width)
    EXPECT_LE(report::display_width(progress_line(known, 10, "a/東京/\x1b[2J/file", width)), width);
  EXPECT_EQ(progress_line(known, 10, "\x1b[2J", 120).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace assay::cli
