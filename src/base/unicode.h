// UTF-8 odds and ends without ICU.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assay::base {

/// Length of the longest valid prefix (RFC 3629: no overlong forms, no surrogates). Vectorised over ASCII.
std::size_t valid_utf8_prefix(std::string_view bytes);
inline bool is_valid_utf8(std::string_view bytes) { return valid_utf8_prefix(bytes) == bytes.size(); }
/// True if no byte is >= 0x80. Vectorised.
bool is_ascii(std::string_view bytes);
/// Decodes the code point at `at` (must be valid UTF-8) and moves `at` behind it.
char32_t next_code_point(std::string_view valid, std::size_t& at);
void append_utf8(std::string& out, char32_t code_point);
/// Start of the code point that contains byte `at`.
std::size_t code_point_start(std::string_view valid, std::size_t at);
/// Moves `at` by `count` code points backwards or forwards, stopping at the ends.
std::size_t back_code_points(std::string_view valid, std::size_t at, std::size_t count);
std::size_t forward_code_points(std::string_view valid, std::size_t at, std::size_t count);
/// Bytes that are not valid UTF-8 become %XX, so that any name can stand in a report.
std::string printable_name(std::string_view bytes);

}  // namespace assay::base
