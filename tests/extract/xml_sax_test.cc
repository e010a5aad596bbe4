#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "extract/xml_sax.h"
#include "tests/extract/golden.h"

namespace assay::extract {
namespace {

/// Writes events as "<name a=v>", "text", "</name>".
class Writer final : public XmlHandler {
 public:
  void start(std::string_view name, Attributes attributes) override {
    out += "<" + std::string(name);
    for (const auto& [key, value] : attributes) out += " " + std::string(key) + "=" + std::string(value);
    out += ">";
    if (name == stop_at) stop = true;
  }
  void end(std::string_view name) override { out += "</" + std::string(name) + ">"; }
  void characters(std::string_view text) override {
    out += text;
    last_text = at;
  }
  void comment(std::string_view text) override { out += "<!--" + std::string(text) + "-->"; }
  void instruction(std::string_view target, std::string_view text) override {
    out += "<?" + std::string(target) + " " + std::string(text) + "?>";
  }
  std::string out;
  std::string_view stop_at;
  ByteRange last_text;
};

struct Parsed {
  Writer events;
  Reason reason = Reason::kNone;
  std::string detail;
};

Parsed parse(std::string_view xml, std::size_t step = 1 << 20, std::string_view stop_at = {}) {
  Parsed run;
  run.events.stop_at = stop_at;
  testing::SlowSource source(xml, step);
  base::Budget budget(testing::roomy_limits(), xml.size(), nullptr);
  const auto done = parse_xml(source, run.events, budget);
  if (!done.ok()) run.reason = done.error().reason, run.detail = done.error().detail;
  return run;
}

struct Row {
  const char* why;
  std::string xml, events;
  Reason reason;
};

const Row kRows[] = {
    {"elements, attributes, text", "<a x='1'>t<b/></a>", "<a x=1>t<b></b></a>", Reason::kNone},
    {"built-in and numeric entities", "<a>&lt;&amp;&#65;</a>", "<a><&A</a>", Reason::kNone},
    {"comment, instruction, CDATA", "<a><!--c--><?p q?><![CDATA[<]]></a>", "<a><!--c--><?p q?><</a>", Reason::kNone},
    {"a flat entity is what the reader sees", "<!DOCTYPE a [<!ENTITY e 'v'>]><a>&e;</a>", "<?e v?><a>v</a>", Reason::kNone},
    {"entities of an unread DTD", "<!DOCTYPE a SYSTEM 'u'><a>&auml;&own;</a>", "<?DOCTYPE u?><a>\xC3\xA4&own;</a>",
     Reason::kNone},
    {"external entity", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>", "<?e file:///etc/passwd?>",
     Reason::kExternalContent},
    {"billion laughs", "<!DOCTYPE a [<!ENTITY b 'xx'><!ENTITY c '&b;&b;'><!ENTITY d '&c;&c;'>]><a>&d;</a>",
     "<?b xx?><?c &b;&b;?>", Reason::kExpandedSize},
    {"cut short", "<a>text", "<a>text", Reason::kBadStructure},
    {"empty", "", "", Reason::kBadStructure},
    {"tags crossed", "<a><b></a>", "<a><b>", Reason::kBadStructure},
};

TEST(XmlSax, DeliversEventsOrSaysWhyNot) {
  for (const Row& row : kRows) {
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t{1} << 20}) {
      const Parsed run = parse(row.xml, step);
      EXPECT_EQ(run.events.out, row.events) << row.why;
      EXPECT_EQ(run.reason, row.reason) << row.why << ": " << run.detail;
    }
  }
}

TEST(XmlSax, NamesLineAndColumnOfAMistake) {
  EXPECT_NE(parse("<a>\n <b></a>").detail.find("line 2, column 7"), std::string::npos) << parse("<a>\n <b></a>").detail;
}

TEST(XmlSax, DepthIsCapped) {
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "<a>";
  EXPECT_EQ(parse(deep).reason, Reason::kDepth);
}

TEST(XmlSax, AttributesAreCounted) {
  std::string many = "<a";
  for (int i = 0; i < 20'000; ++i) many += " a" + std::to_string(i) + "=''";
  EXPECT_EQ(parse(many + "/>").reason, Reason::kAttributeCount);
}

TEST(XmlSax, AHugeTagIsRefusedNotBuffered) {
  EXPECT_EQ(parse("<a b='" + std::string(40 << 20, 'x') + "'/>").reason, Reason::kMemory);
}

TEST(XmlSax, QuadraticBlowUpIsStopped) {
  std::string xml = "<!DOCTYPE a [<!ENTITY e '" + std::string(100'000, 'x') + "'>]><a>";
  for (int i = 0; i < 20'000; ++i) xml += "&e;";
  EXPECT_EQ(parse(xml + "</a>").reason, Reason::kExpandedSize);
}

TEST(XmlSax, StopsWhenAsked) {
  const Parsed run = parse("<a><b>x</b></a>", 1 << 20, "b");
  EXPECT_EQ(run.events.out, "<a><b>");
  EXPECT_EQ(run.reason, Reason::kNone);
}

TEST(XmlSax, TellsWhereTextIs) {
  const ByteRange at = parse("<a>text</a>").events.last_text;
  EXPECT_EQ(at.begin, 3U);
  EXPECT_EQ(at.end, 7U);
}

TEST(XmlSax, Encodings) {
  using namespace std::string_literals;
  const std::pair<const char*, std::string> rows[] = {
      {"byte order mark", "\xEF\xBB\xBF<a>\xC3\xA4</a>"},
      {"declared Latin-1", "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE4</a>"},
      {"declared UTF-8, is Latin-1",
       "<?xml version='1.0' encoding='UTF-8'?><a>M\xE4nner, F\xFC\xDF"
       "e</a>"},
      {"declared UTF-16, is UTF-8", "<?xml version='1.0' encoding='UTF-16'?><a>\xC3\xA4</a>"},
      {"declared Mac Roman", "<?xml version=\"1.0\" encoding=\"macintosh\"?><a>\x8A</a>"},
      {"UTF-16LE with mark, declares UTF-8", "\xFF\xFE<\0a\0>\0\xE4\0<\0/\0a\0>\0"s},
      {"UTF-16BE without mark", "\0<\0a\0>\0\xE4\0<\0/\0a\0>"s},
  };
  for (const auto& [why, xml] : rows) {
    const Parsed parsed = parse(xml, 3);
    EXPECT_NE(parsed.events.out.find("\xC3\xA4"), std::string::npos) << why << ": " << parsed.detail;
    EXPECT_EQ(parsed.reason, Reason::kNone) << why << ": " << parsed.detail;
  }
}

TEST(XmlSax, PlacesAreThoseOfTheStoredBytes) {
  std::string xml = "\xFF\xFE";
  for (const char c : std::string("<a>text</a>")) xml += {c, '\0'};
  const ByteRange at = parse(xml).events.last_text;
  EXPECT_EQ(at.begin, 8U);
  EXPECT_EQ(at.end, 16U);
}

TEST(XmlSax, LocalNames) {
  EXPECT_EQ(local_name("w:t"), "t");
  EXPECT_EQ(local_name("t"), "t");
}

}  // namespace
}  // namespace assay::extract
