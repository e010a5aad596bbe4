#include <gtest/gtest.h>

#include <string>

#include "tests/extract/golden.h"

namespace assay::extract {
namespace {

TEST(Xml, Golden) { testing::check_golden("xml", "xml"); }

std::string read(std::string_view bytes) {
  return testing::run_logged(*testing::extractor_named("xml"), bytes, "a.xml", 100'000);
}

TEST(Xml, BlockBordersDoNotMatter) {
  const std::string inner = "<a k='v w'>t&amp;u<b>x</b><!-- c --></a>";
  for (std::size_t shift = 0; shift <= inner.size(); ++shift) {
    const std::string log = read("<r>" + std::string((64 << 10) - 3 - shift, ' ') + inner + "</r>");
    EXPECT_NE(log.find("\"t&u\""), std::string::npos) << shift << log;
    EXPECT_NE(log.find("\"v w\""), std::string::npos) << shift;
  }
}

TEST(Xml, LongTextComesInGluedPieces) {
  const std::string text(1 << 20, 'x');
  testing::RecordingSink sink;
  const std::string bytes = "<a>" + text + "</a>";
  testing::SlowSource source(bytes, 100'000);
  ASSERT_TRUE(testing::extractor_named("xml")->run(source, PartInfo{.format = "xml"}, sink).ok());
  EXPECT_EQ(sink.all_text(), text);
  EXPECT_GT(sink.texts.size(), 4U);
}

TEST(Xml, TheRestAfterAMistakeIsReadFromFarBehindTheFirstBlock) {
  std::string bytes = "<r>";
  for (int i = 0; i < 50'000; ++i) bytes += "<i>value</i>";
  const std::string log = read(bytes + "<i>open</r> the rest 078-05-1120");
  EXPECT_NE(log.find("\"open\""), std::string::npos);
  EXPECT_NE(log.find("</r> the rest 078-05-1120"), std::string::npos) << log.substr(log.size() - 300);
}

}  // namespace
}  // namespace assay::extract
