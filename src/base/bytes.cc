#include "base/bytes.h"

#include <algorithm>
#include <cstring>

namespace assay::base {
namespace {
using Lanes = signed char __attribute__((vector_size(16)));

/// Bytes of which `test` holds; for lanes it answers all ones or zero in each.
template <class Test>
std::uint64_t count_bytes(std::string_view bytes, Test test) {
  constexpr std::size_t kMostRounds = 127;  // so that no lane overflows
  std::uint64_t count = 0;
  while (bytes.size() >= 2 * sizeof(Lanes)) {
    const std::size_t rounds = std::min(bytes.size() / (2 * sizeof(Lanes)), kMostRounds);
    Lanes first = {}, second = {};
    for (std::size_t i = 0; i < rounds; ++i) {
      Lanes pair[2];
      std::memcpy(pair, bytes.data() + i * sizeof pair, sizeof pair);
      first -= test(pair[0]);  // true is all ones: minus one
      second -= test(pair[1]);
    }
    for (std::size_t lane = 0; lane < sizeof(Lanes); ++lane) count += static_cast<std::uint64_t>(first[lane] + second[lane]);
    bytes.remove_prefix(rounds * 2 * sizeof(Lanes));
  }
  for (char c : bytes) count += test(static_cast<signed char>(c)) ? 1 : 0;
  return count;
}

struct Equals {
  signed char wanted;
  bool operator()(signed char c) const { return c == wanted; }
  Lanes operator()(const Lanes& c) const { return static_cast<Lanes>(c == wanted); }
};

struct IsNegative {
  bool operator()(signed char c) const { return c < 0; }
  Lanes operator()(const Lanes& c) const { return static_cast<Lanes>(c < 0); }
};
}  // namespace

std::uint64_t count_byte(std::string_view bytes, char byte) { return count_bytes(bytes, Equals{static_cast<signed char>(byte)}); }
std::uint64_t count_non_ascii(std::string_view bytes) { return count_bytes(bytes, IsNegative{}); }

}  // namespace assay::base
