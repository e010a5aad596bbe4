#include "base/bytes.h"

#include <algorithm>
#include <cstring>

namespace assay::base {

std::uint64_t count_byte(std::string_view bytes, char byte) {
  using Lanes = signed char __attribute__((vector_size(16)));
  const auto wanted = static_cast<signed char>(byte);
  constexpr std::size_t kMostRounds = 127;  // so that no lane overflows
  std::uint64_t count = 0;
  while (bytes.size() >= 2 * sizeof(Lanes)) {
    const std::size_t rounds = std::min(bytes.size() / (2 * sizeof(Lanes)), kMostRounds);
    Lanes first = {}, second = {};
    for (std::size_t i = 0; i < rounds; ++i) {
      Lanes pair[2];
      std::memcpy(pair, bytes.data() + i * sizeof pair, sizeof pair);
      first -= pair[0] == wanted;  // true is all ones: minus one
      second -= pair[1] == wanted;
    }
    for (std::size_t lane = 0; lane < sizeof(Lanes); ++lane) count += static_cast<std::uint64_t>(first[lane] + second[lane]);
    bytes.remove_prefix(rounds * 2 * sizeof(Lanes));
  }
  return count + static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), byte));
}

}  // namespace assay::base
