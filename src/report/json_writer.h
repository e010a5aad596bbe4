// Canonical JSON (RFC 8785), written front to back: no white space, its string escaping, integers only. The caller writes keys
// in ascending order; `JsonWriter` asserts it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::report {

/// Largest integer that every reader of JSON gets exactly (RFC 8785 §3.2.2.3 takes numbers as IEEE 754 doubles).
inline constexpr std::uint64_t kMaxJsonInteger = (1ULL << 53) - 1;

/// Appends `text` in quotes. Bytes that are not valid UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);

class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  /// Must be greater than the key before it in the same object.
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view text);
  /// Values above `kMaxJsonInteger` are written as that.
  JsonWriter& integer(std::uint64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  /// A value that is JSON already.
  JsonWriter& raw(std::string_view json);
  std::string take();

 private:
  void separate();
  std::string out_;
  std::vector<std::string> last_keys_;  // one per open object or array
};

}  // namespace assay::report
