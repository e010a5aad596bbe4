#include "detect/bit_automaton.h"

#include <algorithm>
#include <map>

#include "detect/positions.h"

namespace assay::detect {
namespace {

void set_bit(std::uint64_t* bits, std::size_t i) { bits[i >> 6] |= std::uint64_t{1} << (i & 63); }

bool intersects(const BitAutomaton::Bits& a, const BitAutomaton::Bits& b) {
  for (std::size_t w = 0; w < a.size(); ++w)
    if ((a[w] & b[w]) != 0) return true;
  return false;
}

}  // namespace

BitAutomaton BitAutomaton::build(const Pattern& pattern) {
  const Positions positions = number_positions(pattern.root);
  BitAutomaton out;
  const std::size_t count = positions.bytes.size();
  out.words_ = (count + 63) / 64;
  out.reach_.assign(256 * out.words_, 0);
  out.to_next_.assign(out.words_, 0);
  out.jumps_from_.assign(out.words_, 0);
  out.last_.assign(out.words_, 0);
  for (std::size_t i = 0; i < count; ++i) {
    out.jumps_of_.push_back(static_cast<std::uint32_t>(out.jumps_.size()));
    for (unsigned b = 0; b < 256; ++b)
      if (positions.bytes[i].contains(static_cast<std::uint8_t>(b))) set_bit(&out.reach_[b * out.words_], i);
    if (positions.last[i]) set_bit(out.last_.data(), i);
    for (const std::uint32_t to : positions.follow[i]) {
      if (to == i + 1) {
        set_bit(out.to_next_.data(), i);
        continue;
      }
      set_bit(out.jumps_from_.data(), i);
      out.jumps_.push_back(to);
    }
  }
  out.jumps_of_.resize(64 * out.words_ + 1, static_cast<std::uint32_t>(out.jumps_.size()));
  out.find_classes();
  return out;
}

void BitAutomaton::find_classes() {
  std::map<Bits, std::uint8_t> numbers;
  for (unsigned b = 0; b < 256; ++b) {
    const auto row = reach_.begin() + static_cast<std::ptrdiff_t>(b * words_);
    const Bits reached(row, row + static_cast<std::ptrdiff_t>(words_));
    class_of_[b] = numbers.try_emplace(reached, static_cast<std::uint8_t>(numbers.size())).first->second;
  }
  classes_ = numbers.size();
}

bool BitAutomaton::step(std::uint8_t byte, Bits& bits, Bits& spare) const {
  spare.assign(words_, 0);
  for (std::size_t w = 0; w < words_; ++w)
    for (std::uint64_t left = bits[w] & jumps_from_[w]; left != 0; left &= left - 1) {
      const std::size_t from = 64 * w + static_cast<std::size_t>(__builtin_ctzll(left));
      for (std::uint32_t i = jumps_of_[from]; i < jumps_of_[from + 1]; ++i) set_bit(spare.data(), jumps_[i]);
    }
  std::uint64_t carry = 0, any = 0;
  const std::uint64_t* const reach = &reach_[byte * words_];
  for (std::size_t w = 0; w < words_; ++w) {
    const std::uint64_t moving = bits[w] & to_next_[w];
    bits[w] = (moving << 1 | carry | spare[w]) & reach[w];
    carry = moving >> 63;
    any |= bits[w];
  }
  return any != 0;
}

bool BitAutomaton::accepting(const Bits& bits) const { return intersects(bits, last_); }

void BitAutomaton::save(BlobWriter& out) const {
  out.put(words_);
  out.put(class_of_);
  out.put(classes_);
  out.put_all(reach_);
  out.put_all(to_next_);
  out.put_all(jumps_from_);
  out.put_all(last_);
  out.put_all(jumps_of_);
  out.put_all(jumps_);
}

bool BitAutomaton::load(BlobReader& in) {
  if (!in.get(words_) || !in.get(class_of_) || !in.get(classes_) || !in.get_all(reach_) || !in.get_all(to_next_) ||
      !in.get_all(jumps_from_) || !in.get_all(last_) || !in.get_all(jumps_of_) || !in.get_all(jumps_))
    return false;
  if (std::any_of(class_of_.begin(), class_of_.end(), [&](std::uint8_t c) { return c >= classes_; })) return false;
  if (classes_ > 256 || words_ == 0 || words_ > kMaxPatternPositions / 64 + 1) return false;
  const auto fits = [&](std::uint32_t to) { return to < words_ * 64; };
  const bool listed = jumps_of_.size() == 64 * words_ + 1 && std::is_sorted(jumps_of_.begin(), jumps_of_.end());
  if (!listed || jumps_of_.back() != jumps_.size()) return false;
  return reach_.size() == 256 * words_ && to_next_.size() == words_ && jumps_from_.size() == words_ && last_.size() == words_ &&
         std::all_of(jumps_.begin(), jumps_.end(), fits);
}

}  // namespace assay::detect
