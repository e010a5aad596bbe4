// UTF-8, hashes, distinct counts, names of verdicts and places.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "assay/report.h"
#include "base/bytes.h"
#include "base/distinct.h"
#include "base/hash.h"
#include "base/unicode.h"

namespace assay::base {
namespace {

struct Utf8Row {
  const char* why;
  std::string bytes;
  std::size_t valid;
};

TEST(Utf8, ValidPrefix) {
  const std::string pad(70, 'a');
  const Utf8Row rows[] = {
      {"ascii, longer than a vector", pad, 70},
      {"two, three and four bytes", "\u00e4\u20ac\U0001f600", 9},
      {"overlong slash", "a\xC0\xAF", 1},
      {"overlong three bytes", "\xE0\x80\xAF", 0},
      {"surrogate", "ab\xED\xA0\x80", 2},
      {"beyond U+10FFFF", "\xF4\x90\x80\x80", 0},
      {"cut short at the end", pad + "\xE2\x82", 70},
      {"stray continuation", "x\x80y", 1},
      {"invalid lead F5", "\xF5\x80\x80\x80", 0},
      {"empty", "", 0},
  };
  for (const Utf8Row& row : rows) EXPECT_EQ(valid_utf8_prefix(row.bytes), row.valid) << row.why;
}

TEST(Utf8, EveryCodePointRoundTrips) {
  for (char32_t point = 0; point <= 0x10FFFF; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, point);
    ASSERT_TRUE(is_valid_utf8(text)) << std::hex << static_cast<std::uint32_t>(point);
    std::size_t at = 0;
    ASSERT_EQ(next_code_point(text, at), point);
    ASSERT_EQ(at, text.size());
  }
}

TEST(Utf8, SteppingByCodePointsStopsAtTheEnds) {
  const std::string text = "a\u00e4\u20ac";
  EXPECT_EQ(back_code_points(text, text.size(), 1), 3U);
  EXPECT_EQ(back_code_points(text, text.size(), 9), 0U);
  EXPECT_EQ(forward_code_points(text, 0, 2), 3U);
  EXPECT_EQ(forward_code_points(text, 0, 9), text.size());
  EXPECT_EQ(code_point_start(text, 5), 3U);
}

TEST(Utf8, UndecodableNamesAreShownNotLost) {
  EXPECT_EQ(printable_name("a\xFF\xE4.txt"), "a%FF%E4.txt");
  EXPECT_EQ(printable_name("\u00e4.txt"), "\u00e4.txt");
}

// FIPS 180-4 example.
TEST(Hash, Sha256OfAbc) { EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); }

TEST(Hash, ValueHashesDependOnTheKey) {
  const ValueKey one = ValueKey::random(), two = ValueKey::random();
  EXPECT_EQ(one.hash("4111"), one.hash("4111"));
  EXPECT_NE(one.hash("4111"), one.hash("4112"));
  EXPECT_NE(one.hash("4111"), two.hash("4111"));
  EXPECT_EQ(one.hash("x").size(), 32U);
  EXPECT_FALSE(one.kept());
}

TEST(Hash, KeyFileIsMadeOnceAndRefusedWhenOthersMayReadIt) {
  const std::string path = testing::TempDir() + "assay_key_test";
  std::remove(path.c_str());
  auto made = ValueKey::from_file(path), again = ValueKey::from_file(path);
  ASSERT_TRUE(made.ok() && again.ok());
  EXPECT_EQ(made.value().id(), again.value().id());
  EXPECT_EQ(made.value().hash("v"), again.value().hash("v"));
  EXPECT_EQ(::system(("chmod 644 '" + path + "'").c_str()), 0);
  EXPECT_FALSE(ValueKey::from_file(path).ok());
  EXPECT_EQ(::system(("chmod 600 '" + path + "' && printf x > '" + path + "'").c_str()), 0);
  EXPECT_FALSE(ValueKey::from_file(path).ok());
  std::remove(path.c_str());
}

// Sixteen at a time must see what one at a time sees, whatever the length, the offset and the place of the byte.
TEST(Bytes, PassesAgreeWithOneByteAtATime) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string text(random() % 300, 'a');
    for (int changes = static_cast<int>(random() % 6); changes > 0 && !text.empty(); --changes)
      text[random() % text.size()] = "\r\n\x7F\x80\xC3\xFF"[random() % 6];
    const std::size_t from = text.empty() ? 0 : random() % text.size();
    const auto is_special = [](char c) { return static_cast<unsigned char>(c) >= 0x80 || c == '\r'; };
    const auto special = std::find_if(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), is_special);
    EXPECT_EQ(find_special(text, from, '\r'), static_cast<std::size_t>(special - text.begin()));
    EXPECT_EQ(count_byte(text, '\n'), static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')));
    const auto other = std::count_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    EXPECT_EQ(count_non_ascii(text), static_cast<std::uint64_t>(other));
  }
  EXPECT_EQ(count_byte(std::string(100'000, 'x'), 'x'), 100'000U);
}

TEST(Utf8, TheValidPrefixEndsWhereTheFirstMistakeIs) {
  const std::string good =
      "stra\u00dfe \u20ac\u65e5\u672c\u8a9e \U0001f600 and plain text that is longer than sixty-four bytes, as it were";
  ASSERT_TRUE(is_valid_utf8(good));
  for (std::size_t at = 0; at <= good.size(); ++at) {
    if (code_point_start(good, at) != at) continue;
    std::string bad = good;
    bad.insert(at, "\xC0\xAF");
    EXPECT_EQ(valid_utf8_prefix(bad), at);
    EXPECT_EQ(valid_utf8_prefix(good.substr(0, at) + "\xED\xA0\x80"), at) << "a surrogate";
  }
}

TEST(Distinct, ExactThenEstimated) {
  const ValueKey key = ValueKey::random();
  DistinctCounter counter;
  for (int i = 0; i < 1000; ++i) counter.add(key.quick(std::to_string(i % 500)));
  EXPECT_EQ(counter.count(), 500U);
  for (int i = 0; i < 65'536; ++i) counter.add(key.quick(std::to_string(i)));
  EXPECT_EQ(counter.count(), 65'536U);
  EXPECT_FALSE(counter.estimated());
  for (int i = 0; i < 1'000'000; ++i) counter.add(key.quick(std::to_string(i)));
  EXPECT_TRUE(counter.estimated());
  EXPECT_NEAR(static_cast<double>(counter.count()), 1'000'000.0, 40'000.0);
}

// Hashes that all fall on one place of the table: slow, never wrong.
TEST(Distinct, HashesThatCollideInTheTableAreStillDifferent) {
  DistinctCounter counter;
  for (std::uint64_t round = 0; round < 2; ++round)
    for (std::uint64_t i = 0; i < 2000; ++i) counter.add(~std::uint64_t{0} - i);
  counter.add(0);
  counter.add(0);
  EXPECT_EQ(counter.count(), 2001U);
}

TEST(ValueKey, QuickHashesAreThoseOfTheKey) {
  const ValueKey one = ValueKey::random(), other = ValueKey::random();
  EXPECT_EQ(one.quick("value"), one.quick("value"));
  EXPECT_NE(one.quick("value"), one.quick("valuf"));
  EXPECT_NE(one.quick("value"), other.quick("value"));
}

TEST(Names, ReasonsAreUniqueAndComplete) {
  std::set<std::string_view> names;
  for (const ReasonInfo& row : reason_table()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_FALSE(row.text.empty());
  }
  EXPECT_EQ(names.size(), static_cast<std::size_t>(Reason::kCount));
}

TEST(Names, AForgottenVerdictIsAnError) {
  EXPECT_EQ(Verdict{}, Verdict::kError);
  EXPECT_EQ(Report{}.verdict, Verdict::kError);
  EXPECT_EQ(Part{}.verdict, Verdict::kError);
  EXPECT_EQ(worse(Verdict::kScanned, Verdict::kPartial), Verdict::kPartial);
}

TEST(Names, PlacesInWords) {
  EXPECT_EQ(describe({LocatorKind::kPage, "", 3}), "page 3");
  EXPECT_EQ(describe({LocatorKind::kCell, "Customers!B7", 7}), "Customers!B7");
  EXPECT_EQ(describe({LocatorKind::kCell, "IBAN", 7}), "row 7, column IBAN");
  EXPECT_EQ(describe({LocatorKind::kHeader, "Subject", 0}), "header Subject");
  EXPECT_EQ(describe({}), "");
}

}  // namespace
}  // namespace assay::base
