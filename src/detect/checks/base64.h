// base64 and base64url, as tokens use them.
#pragma once
#include <cstddef>
#include <string_view>

namespace assay::detect::checks {

/// Longest text that is decoded.
inline constexpr std::size_t kMaxBase64 = 8192;

/// Decodes both alphabets (RFC 4648, sections 4 and 5), padded or not, into `out` (which must hold 3/4 of `text`). Returns the
/// bytes written, or npos: other characters, a length that cannot be, bits left over that are not zero.
std::size_t decode_base64(std::string_view text, char* out) noexcept;
/// What `text` begins with, as far as `room` bytes: characters behind the last whole group do not count.
std::size_t decode_base64_head(std::string_view text, char* out, std::size_t room) noexcept;

}  // namespace assay::detect::checks
