#include "base/distinct.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace assay::base {
namespace {
constexpr std::uint64_t kExactLimit = 65'536;
constexpr std::size_t kFirstSlots = 64;
constexpr std::size_t kMostSlots = kExactLimit * 5 / 4 + 8;  // Never more than four fifths full, so that it need not grow.
constexpr int kIndexBits = 14;
constexpr std::size_t kRegisters = std::size_t{1} << kIndexBits;

/// The same share of the way through the slots as through all hashes: no power of two needed.
std::size_t home_of(std::uint64_t hash, std::size_t slots) { return static_cast<std::size_t>((hash >> 32) * slots >> 32); }
}  // namespace

/// False: it was there.
bool DistinctCounter::insert(std::uint64_t hash) {
  std::size_t at = home_of(hash, slots_.size());
  while (slots_[at] != 0) {
    if (slots_[at] == hash) return false;
    if (++at == slots_.size()) at = 0;
  }
  slots_[at] = hash;
  return true;
}

void DistinctCounter::grow() {
  std::vector<std::uint64_t> old(std::clamp(slots_.size() * 2, kFirstSlots, kMostSlots), 0);
  old.swap(slots_);
  for (std::uint64_t hash : old)
    if (hash != 0) insert(hash);
}

void DistinctCounter::add_to_registers(std::uint64_t hash) {
  const auto index = static_cast<std::size_t>(hash >> (64 - kIndexBits));
  const int zeros = std::countl_zero(hash << kIndexBits | std::uint64_t{1} << (kIndexBits - 1));
  registers_[index] = std::max(registers_[index], static_cast<std::uint8_t>(zeros + 1));
}

void DistinctCounter::estimate_from_now_on() {
  registers_.assign(kRegisters, 0);
  for (std::uint64_t hash : slots_)
    if (hash != 0) add_to_registers(hash);
  slots_ = {};
}

void DistinctCounter::add(std::uint64_t hash) {
  hash = std::max<std::uint64_t>(hash, 1);
  if (estimated()) return add_to_registers(hash);
  if (used_ * 5 >= slots_.size() * 4) grow();
  if (insert(hash) && ++used_ > kExactLimit) estimate_from_now_on();
}

std::uint64_t DistinctCounter::count() const {
  if (!estimated()) return used_;
  double sum = 0;
  for (std::uint8_t rank : registers_) sum += std::ldexp(1.0, -rank);
  const auto m = static_cast<double>(kRegisters);
  return static_cast<std::uint64_t>(std::llround(0.7213 / (1 + 1.079 / m) * m * m / sum));
}

}  // namespace assay::base
