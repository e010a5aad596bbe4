#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "extract/data_uri.h"
#include "extract/entities.h"
#include "extract/html_tag.h"
#include "tests/extract/golden.h"

namespace assay::extract {
namespace {

TEST(Html, Golden) { testing::check_golden("html", "html"); }

testing::RecordingSink read(std::string_view bytes) {
  testing::RecordingSink sink;
  testing::SlowSource source(bytes, 100'000);
  EXPECT_TRUE(testing::extractor_named("html")->run(source, PartInfo{.name = "a.html", .format = "html"}, sink).ok());
  testing::expect_true_positions(sink, bytes);
  return sink;
}

TEST(Html, BlockBordersDoNotMatter) {
  const std::string page = "<p title='a &amp; b'>x&uuml;y<!-- c --><b>z</b></p><script>s<t</script><td>1</td>";
  std::string expected;
  for (std::size_t shift = 0; shift <= page.size(); ++shift) {
    std::string before((64 << 10) - shift - 7, 'x');
    const std::string now = read("<!-- " + before.substr(9) + " --><p></p>" + page).all_text();
    const std::string tail = now.substr(now.find("x\xC3\xBCy"));
    if (expected.empty()) expected = tail;
    EXPECT_EQ(tail, expected) << shift;
  }
  EXPECT_NE(expected.find("x\xC3\xBCyz"), std::string::npos) << expected;
  EXPECT_NE(expected.find("a & b"), std::string::npos) << expected;
  EXPECT_NE(expected.find("s<t"), std::string::npos) << expected;
}

TEST(Html, AHugeDataUrlIsAChild) {
  std::string base64;
  for (int i = 0; i < 500'000; ++i) base64 += "QUJD";
  const auto sink = read("<img src='data:text/plain;base64," + base64 + "'>");
  ASSERT_EQ(sink.children.size(), 1U);
  EXPECT_EQ(sink.children[0].bytes.size(), 1'500'000U);
  EXPECT_EQ(sink.children[0].media_type, "text/plain");
}

TEST(Html, ManyBeginningsWithoutEndTakeLinearTime) {
  for (const char* beginning : {"<!-- ", "<a b='", "<a ", "<![CDATA[", "<?x ", "&am"}) {
    std::string bytes;
    while (bytes.size() < (1 << 20)) bytes += beginning;
    const auto started = std::chrono::steady_clock::now();
    EXPECT_FALSE(read(bytes).texts.empty()) << beginning;
    EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(20)) << beginning;
  }
}

TEST(Html, LongTextComesInGluedPieces) {
  const std::string text(1 << 20, 'x');
  EXPECT_EQ(read("<p>" + text + "</p>").all_text(), text);
}

TEST(HtmlTag, IsTakenApart) {
  const std::string text = "<INPUT Name=a value='b > c' checked data-x=\"\" =odd>";
  HtmlTagEnd end;
  EXPECT_EQ(end.find(text), text.size());
  const HtmlTag tag = parse_html_tag(text);
  EXPECT_EQ(tag.name, "input");
  ASSERT_NE(tag.find("value"), nullptr);
  EXPECT_EQ(text.substr(tag.find("value")->begin, tag.find("value")->end - tag.find("value")->begin), "b > c");
  EXPECT_NE(tag.find("checked"), nullptr);
  EXPECT_EQ(tag.find("class"), nullptr);
  EXPECT_TRUE(parse_html_tag("</P >").closes);
}

TEST(HtmlTag, CharsetOfAMeta) {
  EXPECT_EQ(html_charset("<html><META charset=\"KOI8-R\">"), "koi8-r");
  EXPECT_EQ(html_charset("<meta http-equiv=content-type content='text/html; charset=gb2312'>"), "gb2312");
  EXPECT_EQ(html_charset("<?xml version='1.0' encoding='iso-8859-2'?>"), "iso-8859-2");
  EXPECT_EQ(html_charset("<p>charset=x"), "");
}

TEST(Entities, References) {
  EXPECT_EQ(read_reference("&auml;x").text, "ä");
  EXPECT_EQ(read_reference("&auml;x").size, 6U);
  EXPECT_EQ(read_reference("&#0000000052;").text, "4");
  EXPECT_EQ(read_reference("&#x20AC;").text, "€");
  EXPECT_EQ(read_reference("&#128;").text, "€");
  EXPECT_EQ(read_reference("&#xD800;").text, "\xEF\xBF\xBD");
  EXPECT_EQ(read_reference("&#99999999999;").text, "\xEF\xBF\xBD");
  for (const char* none : {"&", "&;", "&#", "&#;", "&#x", "&nosuch;", "& "}) EXPECT_EQ(read_reference(none).size, 0U) << none;
}

TEST(DataUri, IsDecoded) {
  EXPECT_EQ(read_data_uri("data:,a%20b")->bytes, "a b");
  EXPECT_EQ(read_data_uri("DATA:text/html;charset=utf-8;BASE64,PGI-")->bytes, "<b>");
  EXPECT_EQ(read_data_uri("data:text/html;base64,PGI+")->media_type, "text/html");
  EXPECT_FALSE(read_data_uri("data:text/html;base64,!").has_value());
  EXPECT_FALSE(read_data_uri("data:no comma").has_value());
  EXPECT_FALSE(read_data_uri("http://x,").has_value());
}

}  // namespace
}  // namespace assay::extract
