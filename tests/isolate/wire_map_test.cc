#include "isolate/wire_map.h"

#include <gtest/gtest.h>

#include <random>

namespace assay::isolate {
namespace {

base::PositionMap random_map(std::mt19937& random) {
  base::PositionMap map;
  std::uint64_t derived = 0, original = random() % 1000;
  for (auto i = random() % 40; i > 0; --i) {
    const auto size = static_cast<std::uint32_t>(1 + random() % 5);
    const auto original_size = static_cast<std::uint32_t>(random() % 7);
    derived += random() % 3 == 0 ? random() % 10 : 0;
    original += random() % 4 == 0 ? random() % 100 : 0;
    if (random() % 2 == 0)
      map.linear(derived, original, size), original += size;
    else
      map.unit(derived, size, original, original_size), original += original_size;
    derived += size;
  }
  return map;
}

bool same(const base::PositionMap& a, const base::PositionMap& b) {
  const auto equal = [](const auto& x, const auto& y) {
    return x.derived == y.derived && x.original == y.original && x.derived_size == y.derived_size &&
           x.original_size == y.original_size && x.linear == y.linear;
  };
  return std::equal(a.pieces().begin(), a.pieces().end(), b.pieces().begin(), b.pieces().end(), equal);
}

TEST(WireMap, ComesBackAsItWas) {
  std::mt19937 random(4711);
  for (int i = 0; i < 2000; ++i) {
    const base::PositionMap map = random_map(random);
    WireWriter out;
    put_map(out, map);
    const std::string bytes = out.take();
    WireReader in(bytes);
    base::PositionMap back;
    const MapBounds bounds = get_map(in, back);
    ASSERT_TRUE(in.complete());
    ASSERT_TRUE(same(map, back)) << i;
    for (const auto& piece : map.pieces()) {
      EXPECT_LE(piece.derived + piece.derived_size, bounds.derived);
      EXPECT_LE(piece.original + piece.original_size, bounds.original);
    }
  }
}

TEST(WireMap, EqualNeighboursTakeNoRoom) {
  base::PositionMap map;
  for (unsigned i = 0; i < 30'000; ++i) map.unit(i, 1, i * 2, 2);
  WireWriter out;
  put_map(out, map);
  EXPECT_LT(out.take().size(), 20u);
}

TEST(WireMap, NoBytesMakeAMapBeyondItsBounds) {
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    std::string bytes;
    for (auto k = random() % 12; k > 0; --k) bytes += static_cast<char>(random());
    bytes += '\0';
    WireReader in(bytes);
    base::PositionMap map;
    const MapBounds bounds = get_map(in, map);
    std::uint64_t at = 0;
    for (const auto& piece : map.pieces()) {
      EXPECT_GE(piece.derived, at);
      at = piece.derived + piece.derived_size;
      EXPECT_LE(at, std::max(bounds.derived, at * (in.complete() ? 0 : 1)));
    }
    EXPECT_LE(map.pieces().size(), 1u << 20);
  }
}

TEST(WireMap, APieceOfAMapIsTheMapOfAPiece) {
  std::mt19937 random(11);
  for (int i = 0; i < 2000; ++i) {
    const base::PositionMap map = random_map(random);
    if (map.empty()) continue;
    const std::uint64_t size = map.pieces().back().derived + map.pieces().back().derived_size;
    const std::uint64_t begin = random() % size, end = begin + 1 + random() % (size - begin);
    const base::PositionMap cut = cut_map(map, begin, end);
    for (const auto& piece : cut.pieces()) {
      ASSERT_LE(piece.derived + piece.derived_size, end - begin);
      const auto whole = map.map(begin + piece.derived, begin + piece.derived + piece.derived_size);
      const auto part = cut.map(piece.derived, piece.derived + piece.derived_size);
      EXPECT_EQ(part.begin, whole.begin);
      EXPECT_EQ(part.end, whole.end);
    }
  }
}

}  // namespace
}  // namespace assay::isolate
