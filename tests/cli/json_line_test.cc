#include "apps/cli/json_line.h"

#include <gtest/gtest.h>

namespace assay::cli {
namespace {

JsonLine read(std::string_view text) {
  JsonLine line;
  read_json_line(text, line);
  return line;
}

TEST(JsonLine, TheIdIsEchoedByteForByte) {
  for (const char* id : {"1", "-1.50e+07", "123456789012345678901234567890", "\"a\\u00e4\\/\"", "null", "true",
                         "[1, {\"a\" : []}]", "{}", "[]", "{\"a\":{\"b\":[[],{},\"]\"]}}", "\"\\ud800\""}) {
    const std::string text = std::string("{\"id\": ") + id + " , \"text\":\"x\"}";
    const JsonLine line = read(text);
    EXPECT_EQ(line.error, nullptr) << id;
    EXPECT_EQ(line.id, id);
    EXPECT_EQ(line.text, "x");
  }
}

TEST(JsonLine, EscapesOfTheText) {
  EXPECT_EQ(read(R"({"text":"a\"\\\/\b\f\n\r\tz"})").text, "a\"\\/\b\f\n\r\tz");
  EXPECT_EQ(read(R"({"text":"\u0041\u00e4\u20AC\ud83d\ude42"})").text, "Aä€🙂");
  EXPECT_EQ(read(R"({"te\u0078t":"by an escaped key"})").text, "by an escaped key");
  EXPECT_EQ(read(std::string("{\"text\":\"a\\u0000b\"}")).text, std::string("a\0b", 3));
}

// Three bytes for each, as in WTF-8: offsets agree with a caller who encodes with "surrogatepass".
TEST(JsonLine, LoneSurrogatesKeepTheirLength) {
  EXPECT_EQ(read(R"({"text":"\ud800x"})").text, "\uFFFDx");
  EXPECT_EQ(read(R"({"text":"\udc00\ud800"})").text, "\uFFFD\uFFFD");
  EXPECT_EQ(read(R"({"text":"\ud800\u0041"})").text, "\uFFFDA");
  EXPECT_EQ(read(R"({"text":"\ud800\ud83d\ude42"})").text, "\uFFFD🙂");
}

TEST(JsonLine, TheLastOfEqualKeysHolds) {
  const JsonLine line = read(R"({"id":1,"text":"a","id":2,"text":"b"})");
  EXPECT_EQ(line.id, "2");
  EXPECT_EQ(line.text, "b");
  EXPECT_STREQ(read(R"({"text":"a","text":1})").error, "the member \"text\" is not a string");
}

TEST(JsonLine, AnObjectWithoutTextKeepsItsId) {
  EXPECT_EQ(read(R"({"id":7})").id, "7");
  EXPECT_STREQ(read(R"({"id":7})").error, "the object has no member \"text\"");
  EXPECT_STREQ(read(R"({"id":7,"text":null})").error, "the member \"text\" is not a string");
}

TEST(JsonLine, WhatIsNoJsonObjectIsRefused) {
  for (const char* text : {"nonsense",
                           "[]",
                           "1",
                           "\"x\"",
                           "{",
                           "{\"id\":1,\"text\":\"x\"",
                           "{\"id\":1,\"text\":\"x\"}}",
                           "{\"id\":1,\"text\":\"x\",}",
                           "{\"id\":01,\"text\":\"x\"}",
                           "{\"id\":+1,\"text\":\"x\"}",
                           "{\"id\":1.,\"text\":\"x\"}",
                           "{\"id\":.5,\"text\":\"x\"}",
                           "{\"id\":1e,\"text\":\"x\"}",
                           "{\"id\":[1,],\"text\":\"x\"}",
                           "{\"id\":[1 2],\"text\":\"x\"}",
                           "{\"id\":{\"a\"},\"text\":\"x\"}",
                           "{\"id\":{,},\"text\":\"x\"}",
                           "{\"id\":[},\"text\":\"x\"}",
                           "{\"id\":nul,\"text\":\"x\"}",
                           "{id:1,\"text\":\"x\"}",
                           "{\"text\":\"\\q\"}",
                           "{\"text\":\"\\u12\"}",
                           "{\"text\":\"\\ud800\\u1\"}",
                           "{\"text\":\"tab\tinside\"}",
                           "{\"text\":\"x\" \"id\":1}",
                           "{\"id\":,\"text\":\"x\"}",
                           "{\"text\":\"open"}) {
    const JsonLine line = read(text);
    EXPECT_STREQ(line.error, "the line is not a JSON object") << text;
    EXPECT_EQ(line.id, "null") << text;
  }
}

TEST(JsonLine, EmptyAndNotUtf8) {
  EXPECT_STREQ(read("").error, "the line is empty");
  EXPECT_STREQ(read(" \r").error, "the line is empty");
  EXPECT_STREQ(read("{\"text\":\"\xFF\"}").error, "the line is not valid UTF-8");
}

TEST(JsonLine, DepthCostsNoStack) {
  const std::string deep(2'000'000, '[');
  EXPECT_NE(read("{\"text\":\"x\",\"id\":" + deep + "}").error, nullptr);
  EXPECT_EQ(read("{\"text\":\"x\",\"id\":" + deep + std::string(deep.size(), ']') + "}").error, nullptr);
}

}  // namespace
}  // namespace assay::cli
