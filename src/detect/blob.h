// Flat data to bytes and back, for the cache. Reading checks every length against what is left: a damaged file gives failure,
// never a wild read. Same machine and build on both sides, so no byte order is fixed.
#pragma once
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace assay::detect {

inline constexpr std::size_t kBlobAlignment = 16;

class BlobWriter {
 public:
  template <class T>
  void put(const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    out_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  template <class T>
  void put_all(const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    put_array(std::span<const T>(values));
  }
  /// Begins where a T may lie, seen from the first byte.
  template <class T>
  void put_array(std::span<const T> values) {
    put(static_cast<std::uint64_t>(values.size()));
    out_.append((kBlobAlignment - out_.size() % kBlobAlignment) % kBlobAlignment, '\0');
    out_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

class BlobReader {
 public:
  explicit BlobReader(std::string_view bytes) : rest_(bytes), size_(bytes.size()) {}

  template <class T>
  bool get(T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (rest_.size() < sizeof value) return false;
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return true;
  }
  template <class T>
  bool get_all(std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    std::string_view bytes;
    if (!get_bytes(sizeof(T), bytes)) return false;
    values.resize(bytes.size() / sizeof(T));
    if (!bytes.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
    return true;
  }
  /// The same without a copy: a view of what is read. False also where the bytes do not lie as a T must.
  template <class T>
  bool get_view(std::span<const T>& values) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= kBlobAlignment);
    std::string_view bytes;
    if (!get_bytes(sizeof(T), bytes) || reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(T) != 0) return false;
    values = {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
    return true;
  }
  bool done() const { return rest_.empty(); }

 private:
  bool get_bytes(std::size_t size_of_one, std::string_view& bytes) {
    std::uint64_t count = 0;
    if (!get(count)) return false;
    const std::size_t used = size_ - rest_.size(), padding = (kBlobAlignment - used % kBlobAlignment) % kBlobAlignment;
    if (padding > rest_.size()) return false;
    rest_.remove_prefix(padding);
    if (count > rest_.size() / size_of_one) return false;
    bytes = rest_.substr(0, count * size_of_one);
    rest_.remove_prefix(bytes.size());
    return true;
  }

  std::string_view rest_;
  std::size_t size_;
};

}  // namespace assay::detect
