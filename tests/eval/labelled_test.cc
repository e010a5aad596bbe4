#include "eval/labelled.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdio>

namespace assay::eval {
namespace {

std::string written(const std::string& content, const char* name) {
  const std::string path = testing::TempDir() + name;
  const gzFile file = gzopen(path.c_str(), std::string(name).find(".gz") == std::string::npos ? "wbT" : "wb");
  gzwrite(file, content.data(), static_cast<unsigned>(content.size()));
  gzclose(file);
  return path;
}

std::string complaint(const std::string& line) {
  std::vector<LabelledText> texts;
  const Result<Done> read = read_labelled(written("\n" + line + "\n", "complaint.jsonl"), texts);
  return read.ok() ? "" : std::to_string(read.error().line) + ": " + read.error().message;
}

constexpr const char* kGood =
    R"({"id":"a","lang":"de","kind":"text","text":"für 12","labels":[{"detector":"x","begin":5,"end":7,"value":"12","also":["y"]}],"hard":"h"})";

TEST(Labelled, ReadsPlainAndPackedFiles) {
  for (const char* name : {"plain.jsonl", "packed.jsonl.gz"}) {
    std::vector<LabelledText> texts;
    ASSERT_TRUE(read_labelled(written(std::string(kGood) + "\n\n" + kGood, name), texts).ok());
    ASSERT_EQ(texts.size(), 2U);
    EXPECT_EQ(texts[0].labels[0].range, (TextRange{5, 7}));
    EXPECT_EQ(texts[0].labels[0].also, std::vector<std::string>{"y"});
    EXPECT_EQ(texts[0].hard, "h");
  }
}

TEST(Labelled, SaysWhichLineIsWrongAndWhy) {
  EXPECT_EQ(complaint("[]"), "2: not a JSON object");
  EXPECT_EQ(complaint("{"), "2: not a JSON object");
  EXPECT_EQ(complaint(R"({"kind":"text","labels":[]})"), "2: no text");
  EXPECT_EQ(complaint(R"({"kind":"song","text":"a","labels":[]})"), "2: its kind is neither text nor table");
  EXPECT_EQ(complaint(R"({"kind":"text","text":"a"})"), "2: no labels");
  EXPECT_EQ(complaint(R"({"kind":"text","text":"a","labels":[{"detector":"x","begin":0,"end":2}]})"),
            "2: a label outside its text");
  EXPECT_EQ(complaint(R"({"kind":"text","text":"a","labels":[{"detector":"x","begin":1,"end":1}]})"),
            "2: a label outside its text");
  EXPECT_EQ(complaint(R"({"kind":"text","text":"ü1","labels":[{"detector":"x","begin":1,"end":3}]})"),
            "2: a label that cuts a character");
  EXPECT_EQ(complaint(R"({"kind":"text","text":"ab","labels":[{"detector":"x","begin":0,"end":1,"value":"b"}]})"),
            "2: a label whose value is not at its place");
  EXPECT_EQ(complaint(R"({"kind":"text","text":"ab","labels":[{"detector":"x","begin":0,"end":1,"also":"y"}]})"),
            "2: 'also' and 'within' are lists of detectors");
}

TEST(Labelled, AFileThatIsNotThereIsAnError) {
  std::vector<LabelledText> texts;
  EXPECT_FALSE(read_labelled(testing::TempDir() + "nobody.jsonl", texts).ok());
}

}  // namespace
}  // namespace assay::eval
