// Bytes in and out, little endian, for protocol.cc. A reader that ran past its end stays failed and gives zeros.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace assay::isolate {

class WireWriter {
 public:
  template <class T>
  WireWriter& put(T value) {
    static_assert(std::is_arithmetic_v<T>);
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    out_.append(bytes, sizeof value);
    return *this;
  }
  WireWriter& put(std::string_view bytes) {
    put(static_cast<std::uint32_t>(bytes.size()));
    out_.append(bytes);
    return *this;
  }
  /// Seven bits a byte, lowest first.
  WireWriter& put_small(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
    out_ += static_cast<char>(value);
    return *this;
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : left_(bytes) {}

  template <class T>
  T get() {
    static_assert(std::is_arithmetic_v<T>);
    T value{};
    if (left_.size() < sizeof value) {
      fail();
      return value;
    }
    std::memcpy(&value, left_.data(), sizeof value);
    left_.remove_prefix(sizeof value);
    return value;
  }
  std::uint64_t get_small() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto byte = get<std::uint8_t>();
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    fail();
    return 0;
  }
  std::string_view get_bytes(std::size_t max) {
    const auto size = get<std::uint32_t>();
    if (failed_ || size > max || size > left_.size()) {
      fail();
      return {};
    }
    const std::string_view bytes = left_.substr(0, size);
    left_.remove_prefix(size);
    return bytes;
  }
  /// An enumerator below or at `last`.
  template <class E>
  E get_enum(E last) {
    const auto value = get<std::uint8_t>();
    if (value > static_cast<std::uint8_t>(last)) {
      fail();
      return E{};
    }
    return static_cast<E>(value);
  }
  bool get_flag() { return get_enum(Flag::kSet) == Flag::kSet; }
  void fail() {
    failed_ = true;
    left_ = {};
  }
  /// All was there and nothing is left.
  bool complete() const { return !failed_ && left_.empty(); }

 private:
  enum class Flag : std::uint8_t { kClear, kSet };
  std::string_view left_;
  bool failed_ = false;
};

}  // namespace assay::isolate
