#include "engine/part_text.h"

#include <gtest/gtest.h>

#include <random>

#include "base/unicode.h"

namespace assay::engine {
namespace {

extract::Anchor anchor_at(const Locator& locator, extract::Join join = extract::Join::kBreak) {
  extract::Anchor anchor;
  anchor.locator = &locator;
  anchor.join = join;
  return anchor;
}

std::string random_text(std::mt19937& random, std::size_t characters) {
  const char32_t alphabet[] = {U'a', U'b', U' ', U'\n', U'1', U'\u00e4', U'e', U'\u0301', U'\u200b', U'\uff11', U'\U0001f600'};
  std::string out;
  for (std::size_t i = 0; i < characters; ++i) base::append_utf8(out, alphabet[random() % std::size(alphabet)]);
  return out;
}

// Cores tile the text, windows hold what they promise, whatever the sizes of pieces and windows.
TEST(PartText, PropertyCoresTileTheText) {
  std::mt19937 random(3);
  for (int round = 0; round < 60; ++round) {
    const std::size_t core = 64 + random() % 400, margin = random() % 100;
    std::string whole, seen;
    std::uint64_t next = 0;
    bool ended = false;
    PartText text(core, margin, [&](const TextWindow& window) {
      EXPECT_FALSE(ended);
      EXPECT_EQ(window.core.begin, next);
      EXPECT_LE(window.base, window.core.begin);
      EXPECT_GE(window.base + window.text.size(), window.core.end);
      EXPECT_TRUE(base::is_valid_utf8(window.text));
      if (window.base > 0) {
        EXPECT_GE(window.core.begin - window.base, margin);
      }
      const std::uint64_t end = window.base + window.text.size();
      EXPECT_TRUE(end - window.core.end >= margin || end == whole.size());
      seen += window.slice(window.core);
      next = window.core.end;
      ended = window.last;
    });
    const Locator locator{LocatorKind::kLine, {}, 1};
    for (int piece = 0; piece < 40; ++piece) {
      const std::string more = random_text(random, random() % 120);
      const auto join = static_cast<extract::Join>(random() % 3);
      if (!more.empty()) whole += (whole.empty() ? "" : std::string(PartText::join_text(join))) + more;
      text.append(more, anchor_at(locator, join));
    }
    text.finish();
    EXPECT_TRUE(ended);
    EXPECT_EQ(seen, whole);
    EXPECT_EQ(text.size(), whole.size());
  }
}

TEST(PartText, AnEmptyPartStillGivesItsLastWindow) {
  int windows = 0;
  PartText text(64, 16, [&](const TextWindow& window) {
    ++windows;
    EXPECT_TRUE(window.last);
    EXPECT_TRUE(window.text.empty());
  });
  text.finish();
  EXPECT_EQ(windows, 1);
}

TEST(PartText, LinesAreCountedFarBehindTheMark) {
  std::vector<std::uint64_t> lines;
  PartText text(256, 16, [&](const TextWindow& window) {
    for (std::uint64_t at = window.core.begin; at < window.core.end; ++at)
      if (window.kept[at - window.kept_base] == 'x') lines.push_back(window.locator_at(at).number);
  });
  std::string body;
  for (int line = 1; line <= 60'000; ++line) body += line % 10'000 == 0 ? "x\n" : "a b\n";
  const Locator first{LocatorKind::kLine, {}, 1};
  text.append(body, anchor_at(first));
  text.finish();
  EXPECT_EQ(lines, (std::vector<std::uint64_t>{10'000, 20'000, 30'000, 40'000, 50'000, 60'000}));
}

TEST(PartText, PlacesFieldsAndStoredBytesFollowTheText) {
  bool looked = false;
  PartText text(1 << 20, 64, [&](const TextWindow& window) {
    looked = true;
    EXPECT_EQ(window.text, "hello\nworld");
    EXPECT_EQ(window.locator_at(0).name, "Sheet1!A1");
    EXPECT_EQ(window.locator_at(6).name, "Sheet1!B1");
    EXPECT_EQ((*window.strings)[window.mark_at(7)->field], "Name");
    EXPECT_EQ(window.mark_at(7)->row, 4U);
    EXPECT_EQ(window.stored({1, 3}).first, (ByteRange{101, 103}));
    EXPECT_EQ(window.stored({1, 3}).second, StoredFit::kExact);
    EXPECT_EQ(window.stored({7, 9}).first, (ByteRange{200, 250}));
    EXPECT_EQ(window.stored({7, 9}).second, StoredFit::kCovering);
    EXPECT_EQ(window.stored({3, 9}).first, (ByteRange{100, 250})) << "across two pieces: all of both";
  });
  const Locator a{LocatorKind::kCell, "Sheet1!A1", 1}, b{LocatorKind::kCell, "Sheet1!B1", 1};
  extract::Anchor first = anchor_at(a), second = anchor_at(b);
  first.stored = {100, 105}, first.fit = StoredFit::kExact;
  second.stored = {200, 250}, second.fit = StoredFit::kCovering, second.field = "Name", second.row = 4;
  text.append("hello", first);
  text.append("world", second);
  text.finish();
  EXPECT_TRUE(looked);
}

TEST(PartText, AMapLeadsToTheStoredBytes) {
  base::PositionMap map;  // UTF-16: each character two stored bytes from 10 on.
  for (std::uint64_t i = 0; i < 4; ++i) map.unit(i, 1, 10 + 2 * i, 2);
  PartText text(1 << 20, 64, [&](const TextWindow& window) { EXPECT_EQ(window.stored({1, 3}).first, (ByteRange{12, 16})); });
  const Locator locator{LocatorKind::kLine, {}, 1};
  extract::Anchor anchor = anchor_at(locator);
  anchor.map = &map;
  text.append("abcd", anchor);
  text.finish();
}

}  // namespace
}  // namespace assay::engine
