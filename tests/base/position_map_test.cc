#include "base/position_map.h"

#include <gtest/gtest.h>

#include <random>

namespace assay::base {
namespace {

TEST(PositionMap, LinearPiecesJoinAndMapExactly) {
  PositionMap map;
  map.linear(0, 10, 5);
  map.linear(5, 15, 5);
  ASSERT_EQ(map.pieces().size(), 1U);
  const auto mapped = map.map(2, 7);
  EXPECT_EQ(mapped.begin, 12U);
  EXPECT_EQ(mapped.end, 17U);
  EXPECT_TRUE(mapped.exact);
}

TEST(PositionMap, APieceOfAUnitIsCovering) {
  PositionMap map;
  map.unit(0, 3, 100, 2);
  EXPECT_TRUE(map.map(0, 3).exact) << "the whole unit is exact";
  const auto part = map.map(1, 2);
  EXPECT_EQ(part.begin, 100U);
  EXPECT_EQ(part.end, 102U);
  EXPECT_FALSE(part.exact);
}

TEST(PositionMap, DroppedOriginalsBelongToNoPiece) {
  PositionMap map;  // "ab" + dropped 3 bytes + "cd"
  map.linear(0, 0, 2);
  map.linear(2, 5, 2);
  EXPECT_EQ(map.map(1, 3).begin, 1U);
  EXPECT_EQ(map.map(1, 3).end, 6U);
  EXPECT_EQ(map.derived_at(3), 2U) << "first derived byte behind the dropped ones";
  EXPECT_EQ(map.derived_at(6), 3U);
  EXPECT_EQ(map.derived_at(99), 4U);
}

// Random edits: every derived range maps onto exactly the originals that it was made of.
TEST(PositionMap, PropertyEveryRangeMapsBackOntoItsBytes) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    PositionMap map;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> from;  // Per derived byte: original begin and end.
    std::uint64_t original = 0;
    for (int piece = 0; piece < 30; ++piece) {
      const auto size = static_cast<std::uint32_t>(1 + random() % 5), other = static_cast<std::uint32_t>(1 + random() % 4);
      switch (random() % 3) {
        case 0:
          map.linear(from.size(), original, size);
          for (std::uint32_t i = 0; i < size; ++i, ++original) from.push_back({original, original + 1});
          break;
        case 1:
          map.unit(from.size(), other, original, size);
          for (std::uint32_t i = 0; i < other; ++i) from.push_back({original, original + size});
          original += size;
          break;
        default:
          original += size;
      }
    }
    for (std::size_t begin = 0; begin < from.size(); ++begin)
      for (std::size_t end = begin + 1; end <= from.size(); ++end) {
        const auto mapped = map.map(begin, end);
        ASSERT_EQ(mapped.begin, from[begin].first);
        ASSERT_EQ(mapped.end, from[end - 1].second);
      }
  }
}

}  // namespace
}  // namespace assay::base
