// A set of bytes: what one position of a pattern may be.
#pragma once
#include <array>
#include <cstdint>

namespace assay::detect {

class ByteSet {
 public:
  constexpr ByteSet() = default;
  static constexpr ByteSet range(unsigned first, unsigned last) {
    ByteSet set;
    for (unsigned b = first; b <= last; ++b) set.add(static_cast<std::uint8_t>(b));
    return set;
  }
  static constexpr ByteSet single(std::uint8_t byte) { return range(byte, byte); }
  static constexpr ByteSet all() { return range(0, 255); }

  constexpr void add(std::uint8_t byte) { words_[byte >> 6] |= std::uint64_t{1} << (byte & 63); }
  constexpr bool contains(std::uint8_t byte) const { return (words_[byte >> 6] >> (byte & 63) & 1) != 0; }
  constexpr bool empty() const { return (words_[0] | words_[1] | words_[2] | words_[3]) == 0; }
  constexpr unsigned size() const {
    unsigned count = 0;
    for (const std::uint64_t word : words_) count += static_cast<unsigned>(__builtin_popcountll(word));
    return count;
  }
  /// The only or smallest member; the set is not empty.
  constexpr std::uint8_t first() const {
    unsigned b = 0;
    while (!contains(static_cast<std::uint8_t>(b))) ++b;
    return static_cast<std::uint8_t>(b);
  }
  constexpr ByteSet operator~() const {
    ByteSet out;
    for (unsigned i = 0; i < 4; ++i) out.words_[i] = ~words_[i];
    return out;
  }
  constexpr ByteSet& operator|=(const ByteSet& other) {
    for (unsigned i = 0; i < 4; ++i) words_[i] |= other.words_[i];
    return *this;
  }
  constexpr ByteSet& operator&=(const ByteSet& other) {
    for (unsigned i = 0; i < 4; ++i) words_[i] &= other.words_[i];
    return *this;
  }
  friend constexpr ByteSet operator|(ByteSet a, const ByteSet& b) { return a |= b; }
  friend constexpr ByteSet operator&(ByteSet a, const ByteSet& b) { return a &= b; }
  friend constexpr bool operator==(const ByteSet&, const ByteSet&) = default;
  friend constexpr auto operator<=>(const ByteSet&, const ByteSet&) = default;

 private:
  std::array<std::uint64_t, 4> words_{};
};

/// Adds the other case of every ASCII letter in the set.
constexpr ByteSet both_cases(ByteSet set) {
  for (unsigned c = 'A'; c <= 'Z'; ++c) {
    const auto upper = static_cast<std::uint8_t>(c);
    const auto lower = static_cast<std::uint8_t>(c + 32);
    if (set.contains(upper)) set.add(lower);
    if (set.contains(lower)) set.add(upper);
  }
  return set;
}

}  // namespace assay::detect
