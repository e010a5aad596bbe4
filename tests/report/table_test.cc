#include "report/table.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "report/json.h"
#include "specimen.h"

namespace assay::report {
namespace {

Tally specimen_tally() {
  Tally tally;
  tally.add(testing::clean_report("press.txt"), "share/press.txt");
  tally.add(testing::full_report(), "share/claims.zip");
  tally.add(testing::unread_report("pipe", "it is a FIFO"), "share/\x1b[2J\u202Epipe");
  tally.add(testing::clean_report("価格表.txt"), "share/価格表.txt");
  tally.add_link();
  return tally;
}

// Golden files: set ASSAY_UPDATE_GOLDEN=1 to write them anew, then read the difference.
void expect_golden(const std::string& name, const std::string& got) {
  const std::string path = ASSAY_SOURCE_DIR "/tests/report/golden/" + name;
  if (std::getenv("ASSAY_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << got;
  std::ostringstream want;
  want << std::ifstream(path).rdbuf();
  EXPECT_EQ(got, want.str());
}

TEST(Table, Golden) { expect_golden("table.txt", table(specimen_tally(), {.width = 100, .seconds = 0.5})); }

TEST(Table, GoldenJson) { expect_golden("report.json", report_json(testing::full_report(), "share/claims.zip") + "\n"); }

TEST(Table, NothingFromOutsideReachesTheTerminal) {
  const std::string text = table(specimen_tally(), {.width = 100, .seconds = 1});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
  EXPECT_EQ(text.find("\u202E"), std::string::npos);
}

TEST(Table, NoLineIsWiderThanTheTerminal) {
  for (const std::size_t width : {72, 80, 100, 200}) {
    std::istringstream lines(table(specimen_tally(), {.width = width, .seconds = 1}));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), width) << line;
  }
}

TEST(Table, ColourChangesNothingButEscapes) {
  const std::string plain = table(specimen_tally(), {.width = 90, .colour = Colour::kOff, .seconds = 1});
  const std::string painted = table(specimen_tally(), {.width = 90, .colour = Colour::kOn, .seconds = 1});
  std::string stripped;
  for (std::size_t at = 0; at < painted.size(); ++at) {
    if (painted[at] != '\x1b') {
      stripped += painted[at];
      continue;
    }
    while (painted[at] != 'm') ++at;
  }
  EXPECT_NE(painted, plain);
  EXPECT_EQ(stripped, plain);
}

TEST(Table, FilesStandBySeverity) {
  const std::string text = table(specimen_tally(), {});
  EXPECT_LT(text.find("claims.zip"), text.find("pipe"));
  EXPECT_LT(text.find("pipe"), text.find("press.txt"));
}

TEST(Tally, CountsStayExactBeyondWhatIsKept) {
  Tally tally({.kept_files = 3, .samples = 1});
  for (int i = 0; i < 50; ++i) tally.add(testing::clean_report("c"), "c" + std::to_string(i));
  tally.add(testing::full_report(), "late");
  EXPECT_EQ(tally.totals().files, 51U);
  EXPECT_EQ(tally.totals().findings, 12U);
  EXPECT_EQ(tally.totals().clean, 50U);
  ASSERT_EQ(tally.worst().size(), 3U);
  EXPECT_EQ(tally.worst().begin()->path, "late");
  EXPECT_EQ(tally.worst().begin()->groups.at(0).samples.size(), 1U);
  EXPECT_EQ(tally.worst().rbegin()->path, "c1");
  EXPECT_NE(table(tally, {}).find("and 48 less severe files"), std::string::npos);
}

TEST(Tally, AnUnreadFileHasNoLabel) {
  Tally tally;
  Report report = testing::unread_report("x", "gone");
  report.classification.label = "public";
  tally.add(report, "x");
  EXPECT_TRUE(tally.totals().labels.empty());
  EXPECT_NE(table(tally, {}).find("UNREAD"), std::string::npos);
}

TEST(Summary, NeverCallsUnreadClean) {
  Tally tally;
  tally.add(testing::unread_report("x", "gone"), "x");
  EXPECT_NE(summary(tally.totals(), {}).find("nothing in what could be read, which was not all"), std::string::npos);
  EXPECT_NE(summary(tally.totals(), {}).find("unreadable"), std::string::npos);
}

}  // namespace
}  // namespace assay::report
