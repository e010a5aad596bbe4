#include "eval/score.h"

#include <gtest/gtest.h>

namespace assay::eval {
namespace {

LabelledText text_with(std::vector<Label> labels) {
  LabelledText text;
  text.text = "0123456789012345678901234567890123456789";
  text.labels = std::move(labels);
  return text;
}

Label label(const char* detector, std::uint64_t begin, std::uint64_t end) { return {detector, {}, {}, {begin, end}, false}; }

Finding finding(const char* detector, std::uint64_t begin, std::uint64_t end) {
  Finding out;
  out.detector = detector;
  out.range = {begin, end};
  out.stored = {begin + 1, end + 1};
  return out;
}

TEST(Score, MoreThanHalfOfTheLabelMustBeCovered) {
  const LabelledText text = text_with({label("iban", 10, 20)});
  EXPECT_TRUE(score(text, {finding("iban", 10, 16)}).found[0]);
  const Score half = score(text, {finding("iban", 10, 15)});
  EXPECT_FALSE(half.found[0]);
  EXPECT_EQ(half.false_alarms.size(), 1U);
  EXPECT_EQ(half.alarm_labels[0], 0U);
}

TEST(Score, AnotherDetectorIsAFalseAlarmAndNamedAsFoundInstead) {
  const Score result = score(text_with({label("iban", 10, 20)}), {finding("phone_number", 10, 20)});
  EXPECT_FALSE(result.found[0]);
  EXPECT_EQ(result.found_instead[0], 0U);
  EXPECT_EQ(result.false_alarms, std::vector<std::size_t>{0});
}

TEST(Score, AnAcceptedNameIsRight) {
  Label both = label("nl_bsn", 10, 19);
  both.also = {"nl_tax_id"};
  const Score result = score(text_with({both}), {finding("nl_tax_id", 10, 19)});
  EXPECT_TRUE(result.found[0]);
  EXPECT_TRUE(result.false_alarms.empty());
}

TEST(Score, APieceIsNeitherRightNorWrong) {
  Label url = label("database_url", 0, 30);
  url.within = {"generic_password"};
  const Score result = score(text_with({url}), {finding("generic_password", 10, 16)});
  EXPECT_FALSE(result.found[0]);
  EXPECT_TRUE(result.false_alarms.empty());
  EXPECT_EQ(score(text_with({url}), {finding("generic_password", 28, 40)}).false_alarms.size(), 1U) << "mostly outside";
}

TEST(Score, WhereNothingIsEverythingIsFalse) {
  const Score result = score(text_with({}), {finding("iban", 0, 22), finding("iban", 22, 40)});
  EXPECT_EQ(result.false_alarms.size(), 2U);
  EXPECT_EQ(result.alarm_labels[0], kNone);
}

TEST(Score, FindingsOfTablesAreWhereTheyAreStored) {
  LabelledText table = text_with({label("iban", 11, 21)});
  table.kind = LabelledText::Kind::kTable;
  EXPECT_EQ(place_in(table, finding("iban", 10, 20)), (TextRange{11, 21}));
}

}  // namespace
}  // namespace assay::eval
