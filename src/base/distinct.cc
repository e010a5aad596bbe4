#include "base/distinct.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

namespace assay::base {
namespace {
constexpr std::size_t kExactLimit = 65'536;
constexpr int kIndexBits = 14;
constexpr std::size_t kRegisters = std::size_t{1} << kIndexBits;
}  // namespace

void DistinctCounter::add_to_registers(std::uint64_t bits) {
  const auto index = static_cast<std::size_t>(bits >> (64 - kIndexBits));
  const int zeros = std::countl_zero(bits << kIndexBits | std::uint64_t{1} << (kIndexBits - 1));
  registers_[index] = std::max(registers_[index], static_cast<std::uint8_t>(zeros + 1));
}

void DistinctCounter::add(std::string_view hash) {
  std::uint64_t bits = 0;
  const std::string_view front = hash.substr(0, 16);
  std::from_chars(front.data(), front.data() + front.size(), bits, 16);
  if (!registers_.empty()) return add_to_registers(bits);
  exact_.insert(bits);
  if (exact_.size() <= kExactLimit) return;
  registers_.assign(kRegisters, 0);
  for (std::uint64_t value : exact_) add_to_registers(value);
  exact_ = {};
}

std::uint64_t DistinctCounter::count() const {
  if (registers_.empty()) return exact_.size();
  double sum = 0;
  for (std::uint8_t rank : registers_) sum += std::ldexp(1.0, -rank);
  const auto m = static_cast<double>(kRegisters);
  return static_cast<std::uint64_t>(std::llround(0.7213 / (1 + 1.079 / m) * m * m / sum));
}

}  // namespace assay::base
