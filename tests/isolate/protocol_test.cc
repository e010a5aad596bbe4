#include "isolate/protocol.h"

#include <gtest/gtest.h>

#include <random>

namespace assay::isolate {
namespace {

TextMessage full_text() {
  return {.text =
              "Gr\xC3\xBC\xC3\x9F"
              "e",
          .locator = Locator{LocatorKind::kFormField, "Name", 4},
          .join = extract::Join::kSpace,
          .field = "IBAN",
          .row = 12,
          .stored = {3, 10},
          .fit = StoredFit::kExact,
          .derived = true};
}

TEST(Protocol, TextRoundTrip) {
  const std::string bytes = encode(full_text());
  const auto back = decode_text(bytes, 10);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->text, full_text().text);
  EXPECT_EQ(back->locator, full_text().locator);
  EXPECT_EQ(back->join, extract::Join::kSpace);
  EXPECT_EQ(back->field, "IBAN");
  EXPECT_EQ(back->row, 12u);
  EXPECT_EQ(back->stored, (ByteRange{3, 10}));
  EXPECT_EQ(back->fit, StoredFit::kExact);
  EXPECT_TRUE(back->derived);
}

TEST(Protocol, RangesMustLieInTheDocument) {
  const std::string bytes = encode(full_text());
  EXPECT_FALSE(decode_text(bytes, 9));
  TextMessage backwards = full_text();
  backwards.stored = {10, 3};
  EXPECT_FALSE(decode_text(encode(backwards), 10));
  TextMessage wrong_length = full_text();
  wrong_length.stored = {3, 9};
  EXPECT_FALSE(decode_text(encode(wrong_length), 10)) << "exact means byte for byte";
}

TEST(Protocol, NothingMissingNothingLeftOver) {
  const std::string bytes = encode(full_text());
  for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(decode_text(bytes.substr(0, size), 10)) << size;
  EXPECT_FALSE(decode_text(bytes + '\0', 10));
}

TEST(Protocol, RequestRoundTripKeepsEveryLimit) {
  Request request{"pdf", "a\xFF.pdf", "application/pdf", "utf-8", 3, 77};
  request.limits = limits_for(Profile::kShare);
  request.limits.max_nesting = 31;
  request.limits.max_seconds = 1.5;
  request.limits.pixels_matter = true;
  const auto back = decode_request(encode(request));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->name, request.name);
  EXPECT_EQ(back->charset, "utf-8");
  EXPECT_EQ(back->size, 77u);
  EXPECT_EQ(back->limits.max_nesting, 31u);
  EXPECT_EQ(back->limits.max_seconds, 1.5);
  EXPECT_EQ(back->limits.max_text_bytes, request.limits.max_text_bytes);
  EXPECT_EQ(back->limits.max_kept_parts, request.limits.max_kept_parts);
  EXPECT_TRUE(back->limits.pixels_matter);
}

TEST(Protocol, EnumsBehindTheLastAreRefused) {
  std::string gap = encode(GapMessage{GapClass::kContent, Reason::kBadStructure, {}, {}, "x"});
  EXPECT_TRUE(decode_gap(gap, 0));
  gap[0] = 3;
  EXPECT_FALSE(decode_gap(gap, 0));
  std::string outcome = encode(Outcome{Reason::kNone, ""});
  EXPECT_TRUE(decode_outcome(outcome));
  outcome[0] = static_cast<char>(Reason::kCount);
  EXPECT_FALSE(decode_outcome(outcome));
}

TEST(Protocol, DetailsSteerNoTerminal) {
  std::string bytes = encode(Outcome{Reason::kInternal, "ab"});
  EXPECT_TRUE(decode_outcome(bytes));
  bytes.back() = '\x1B';
  EXPECT_FALSE(decode_outcome(bytes));
  const auto cleaned = decode_outcome(encode(Outcome{Reason::kInternal, "a\x1B\xFF"}));
  ASSERT_TRUE(cleaned);
  EXPECT_EQ(cleaned->detail, "a ");
}

TEST(Protocol, ChangedBytesNeverYieldBrokenPromises) {
  std::mt19937 random(4711);
  const std::string good = encode(full_text());
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes = good;
    for (int k = 0; k < 3; ++k) bytes[random() % bytes.size()] = static_cast<char>(random());
    const auto message = decode_text(bytes, 1000);
    if (!message) continue;
    EXPECT_LE(message->stored.end, 1000u);
    EXPECT_LE(message->stored.begin, message->stored.end);
    EXPECT_LE(message->fit, StoredFit::kExact);
  }
}

}  // namespace
}  // namespace assay::isolate
