#include "engine/preview.h"

#include <gtest/gtest.h>

#include "base/unicode.h"

namespace assay::engine {
namespace {

TEST(Preview, MasksTheValueAndItsNeighbours) {
  const std::string text = "card 4111 1111 1111 1111 of max@example.org, thanks";
  const TextRange card{5, 24}, mail{28, 43};
  const TextRange both[] = {card, mail};
  const std::string shown = preview(text, 0, card, both);
  EXPECT_EQ(shown, "card 41** **** **** **11 of ***@*******.***, thanks");
}

TEST(Preview, ShortValuesShowNothing) { EXPECT_EQ(mask("123-45-6789"), "***-**-****"); }

TEST(Preview, ANeighbourCutByTheEdgeShowsNothing) {
  const std::string text = std::string(58, '.') + "9876543210987654" + std::string(58, '.') + "key1" + std::string(80, '.');
  const TextRange number{58, 74}, match{132, 136};
  const TextRange both[] = {number, match};
  const std::string shown = preview(text, 0, match, both);
  EXPECT_EQ(shown.find_first_of("0123456789"), std::string::npos) << shown;
}

TEST(Preview, NeverLongerThanItsLimitAndAlwaysUtf8) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += i % 3 == 0 ? "\U0001f600" : "\u00e4";
  const std::size_t begin = base::code_point_start(text, 400), end = base::code_point_start(text, 1000);
  const TextRange match{begin, end};
  const std::string shown = preview(text, 0, match, std::span(&match, 1));
  EXPECT_LE(shown.size(), kPreviewBytes);
  EXPECT_TRUE(base::is_valid_utf8(shown));
}

TEST(Preview, ControlCharactersBecomeBlanks) {
  const std::string text = "a\x1b[31m\nkey1\x07z";
  const std::size_t at = text.find("key1");
  const TextRange match{at, at + 4};
  const std::string shown = preview(text, 0, match, std::span(&match, 1));
  for (char c : shown) EXPECT_GE(static_cast<unsigned char>(c), 0x20) << shown;
}

TEST(Preview, OffsetsAreRelativeToTheBase) {
  const TextRange match{1004, 1008};
  EXPECT_EQ(preview("abc key1 def", 1000, match, std::span(&match, 1)), "abc **** def");
}

}  // namespace
}  // namespace assay::engine
