// What layers and number readings make of text, and where they say it came from.
#include "normalize/layers.h"

#include <gtest/gtest.h>

#include <random>

#include "normalize/number_readings.h"

namespace assay::normalize {
namespace {

std::vector<Suspect> suspects_of(std::string_view text) {
  std::vector<Suspect> out;
  find_suspects(text, out);
  return out;
}

Reading decoded(std::string_view text) {
  std::vector<Edit> edits;
  find_layers(text, suspects_of(text), kMostLayerRun, edits);
  Reading out;
  read_with(text, 0, text.size(), edits, out);
  return out;
}

NumberReadings numbers_of(std::string_view text) {
  NumberReadings out;
  find_number_readings(text, suspects_of(text), out);
  return out;
}

std::string read_as(std::string_view text, const std::vector<Edit>& edits) {
  Reading out;
  read_with(text, 0, text.size(), edits, out);
  return out.text;
}

struct Row {
  std::string_view text, read;
};

TEST(Layers, Decode) {
  const Row rows[] = {
      {"a &#52;&#x31;&#0049; b", "a 411 b"},
      {"&uuml;ber&nbsp;1&shy;2", "\u00fcber 12"},
      {"%44%45%38%39 and %D8%A8", "DE89 and \u0628"},
      {"x =34=31=\n1 y =C3=BC", "x 411 y \u00fc"},
      {"id: NDExMSAxMTExIDExMTEgMTExMQ== end", "id: 4111 1111 1111 1111 end"},
      {"&#xFF14;", "4"},
      {"=\nNDExMSAxMTExIDExMTEgMTExMQ==40", "4111 1111 1111 111140"},  // padding, not a quoted sign
  };
  for (const Row& row : rows) EXPECT_EQ(decoded(row.text).text, row.read) << row.text;
}

TEST(Layers, WhatIsNoneStays) {
  for (const std::string_view text :
       {"100 % of 5 %", "x=10", "x=32; y=z", "AT&T; R&D &", "&#; &#x; &#0; &#99999999; &unknown;", "%", "%4", "%GG", "=",
        "%FF%FE", "&", "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk", "d41d8cd98f00b204e9800998ecf8427e",
        "someVeryLongIdentifierInSource", "/usr/share/doc/packages/something/else/again", "\n", "", "%00%01"})
    EXPECT_EQ(decoded(text).text, text) << text;
}

TEST(Layers, WrappedBase64IsOneText) {
  const std::string_view text = "VGhlIGN1c3RvbWVyIHRvbGQgdXMgdGhhdCB0aGUgY2FyZCBudW1iZXIgaXMgNDExMSAxMTExIDEx\nMTEgMTExMQ==\n";
  EXPECT_EQ(decoded(text).text, "The customer told us that the card number is 4111 1111 1111 1111\n");
}

TEST(Layers, LongRunsAreLeft) {
  std::string run;
  for (int i = 0; i < 300; ++i) run += "MTIz";
  std::vector<Edit> edits;
  find_layers(run, suspects_of(run), 1000, edits);
  EXPECT_TRUE(edits.empty());
  find_layers(run, suspects_of(run), 1200, edits);
  EXPECT_EQ(edits.size(), 300U);
}

TEST(Layers, PlacesAreThoseOfTheEscapes) {
  const std::string_view text = "no: &#52;1%31;";
  const Reading reading = decoded(text);
  ASSERT_EQ(reading.text, "no: 411;");
  const auto place = reading.map.map(4, 7);
  EXPECT_EQ(text.substr(place.begin, place.end - place.begin), "&#52;1%31");
  EXPECT_TRUE(reading.is_touched(4, 5));
  EXPECT_FALSE(reading.is_touched(5, 6));
  EXPECT_FALSE(reading.is_touched(7, 8));
}

TEST(Layers, BlanksBetweenWordsHideNothing) {
  EXPECT_TRUE(decoded("https://example.org/a%20b&amp;c").touched.empty());
  EXPECT_FALSE(decoded("4111%201111").touched.empty());
}

TEST(NumberReadings, SeparatorsGo) {
  EXPECT_EQ(read_as("no 12 34 56 7.", numbers_of("no 12 34 56 7.").joined), "no 1234567.");
  EXPECT_EQ(read_as("1.2.3.4.5.6", numbers_of("1.2.3.4.5.6").joined), "123456");
  EXPECT_EQ(read_as("DE89-3704-0044-05", numbers_of("DE89-3704-0044-05").joined), "DE893704004405");
  const std::string_view word = "CODE 1234 5678 9012";
  EXPECT_EQ(read_as(word, numbers_of(word).joined), "CODE123456789012");
  EXPECT_EQ(read_as(word, numbers_of(word).joined_inside), "CODE 123456789012");
}

TEST(NumberReadings, WhatIsNoChain) {
  for (const std::string_view text : {"2026-11-23", "0412-003", "1818-1881", "12 345 6789 1 22", "1.2.3", "3.14", "12 34 56 789",
                                      "on 12 12 of", "1 2 3 4 5 6 7.5 8", "from 192.168.210.34 on"})
    EXPECT_TRUE(numbers_of(text).joined.empty()) << text;
}

TEST(NumberReadings, WrapsGo) {
  EXPECT_EQ(read_as("card 41111111\n11111111 x", numbers_of("card 41111111\n11111111 x").unwrapped), "card 4111111111111111 x");
  const std::string_view groups = "card 4111 1111\n1111 1111 x";
  EXPECT_EQ(read_as(groups, numbers_of(groups).wrapped_groups), "card 4111 1111 1111 1111 x");
}

TEST(NumberReadings, ALineEndMayHaveBeenABlank) {
  EXPECT_EQ(read_as("no 04\n853/9647 x", numbers_of("no 04\n853/9647 x").wrapped_groups), "no 04 853/9647 x");
}

/// What stands before the line end may be the number's name as well as its beginning.
TEST(NumberReadings, CapitalLettersBeforeALineEndAreReadByThemselves) {
  const std::string_view passport = "is ED\n846330 ok", name = "OHIP\n4873-615\n-076 x";
  EXPECT_EQ(read_as(passport, numbers_of(passport).prefixed), "is ED846330 ok");
  EXPECT_TRUE(numbers_of(passport).unwrapped.empty());
  EXPECT_EQ(read_as(name, numbers_of(name).unwrapped), "OHIP\n4873-615-076 x");
}

TEST(NumberReadings, CodesAreWrappedBetweenLettersToo) {
  EXPECT_EQ(read_as("78S\nB86771 x", numbers_of("78S\nB86771 x").unwrapped), "78SB86771 x");
  EXPECT_TRUE(numbers_of("438 838 997\nS. 2 of 3").unwrapped.empty()) << "the next line is no number";
}

TEST(NumberReadings, ColumnsDatesAndTablesAreNoWraps) {
  for (const std::string_view text : {"123456\n234567\n345678\n", "total 12345678\n2026-11-23 x", "took 1234567\n12:30:01 x"})
    for (const Edit& edit : numbers_of(text).unwrapped) EXPECT_EQ(edit.begin, text.find('\n')) << text;
  EXPECT_TRUE(numbers_of("total 12345678\n2026-11-23 x").unwrapped.empty());
  EXPECT_TRUE(numbers_of("took 1234567\n12:30:01 x").unwrapped.empty());
}

TEST(NumberReadings, LettersThatAreDigits) {
  EXPECT_EQ(read_as("no 41llO00I x", numbers_of("no 41llO00I x").digits), "no 41110001 x");
  EXPECT_EQ(read_as("27-8745oo7o-9", numbers_of("27-8745oo7o-9").digits), "27-87450070-9");
  EXPECT_EQ(read_as("NO93 86OI lO17", numbers_of("NO93 86OI lO17").digits), "NO93 8601 1017");
}

TEST(NumberReadings, WordsAndHashesAreNoNumbers) {
  for (const std::string_view text : {"pool4you", "d4l0d8cd98f00b2", "l33t", "0x1l", "v1.0l", "Hello1", "http://a/10l"})
    EXPECT_TRUE(numbers_of(text).digits.empty()) << text;
}

/// Time in proportion to the row: its square would be minutes.
TEST(NumberReadings, LongRowsAreNoNumbers) {
  for (const std::string_view group : {"11 ", "4111 ", "12.", "1l-"}) {
    std::string row;
    while (row.size() < 4'000'000) row += group;
    const NumberReadings out = numbers_of(row + "1l 23 ");
    EXPECT_TRUE(out.digits.empty()) << group;
    EXPECT_TRUE(out.joined.empty()) << group;
  }
}

std::string noise(std::mt19937& random, std::size_t size) {
  static constexpr std::string_view kSigns = "0123456789OolIi &%=#;-.\nABCDEFxyz+/\xC3\xA4";
  std::string out;
  while (out.size() < size) {
    const char c = kSigns[random() % (kSigns.size() - 2)];
    if (random() % 40 == 0) out += "\u00e4";
    if (random() % 60 == 0) out.append(random() % 80, 'Q');
    out += c;
  }
  return out;
}

TEST(Suspects, VectorsSayWhatThePlainFormSays) {
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = noise(random, random() % 400);
    std::vector<Suspect> plain;
    find_suspects_plainly(text, plain);
    ASSERT_EQ(suspects_of(text), plain) << text;
  }
}

TEST(Suspects, LongRunsAreFoundWhereverTheyStand) {
  for (std::size_t before = 0; before < 140; ++before)
    for (const std::size_t size : {23, 24, 25, 64, 65, 200}) {
      const std::string text = std::string(before, ' ') + std::string(size, 'a') + ' ';
      EXPECT_EQ(suspects_of(text).empty(), size < kLongRun) << before << ' ' << size;
      for (const Suspect& suspect : suspects_of(text)) EXPECT_EQ(text[suspect.at], 'a');
    }
}

/// Whatever the bytes: readings are valid, edits in order, places inside of the text.
TEST(Layers, NoiseDoesNoHarm) {
  std::mt19937 random(2);
  for (int round = 0; round < 5000; ++round) {
    const std::string text = noise(random, random() % 300);
    const Reading reading = decoded(text);
    NumberReadings numbers = numbers_of(text);
    for (const auto* edits : {&numbers.joined, &numbers.joined_inside, &numbers.unwrapped, &numbers.wrapped_groups,
                              &numbers.prefixed, &numbers.digits})
      for (std::size_t i = 0; i < edits->size(); ++i) {
        ASSERT_LT((*edits)[i].begin, text.size());
        if (i > 0) {
          ASSERT_GE((*edits)[i].begin, (*edits)[i - 1].end);
        }
      }
    for (std::size_t i = 0; i + 1 < reading.text.size(); i += 7) {
      const auto place = reading.map.map(i, i + 1);
      ASSERT_LT(place.begin, place.end);
      ASSERT_LE(place.end, text.size());
    }
  }
}

}  // namespace
}  // namespace assay::normalize
