// A strict little JSON reader that builds nothing: is this an object, and does it have that key?
#pragma once
#include <string_view>

namespace assay::detect::checks {

/// True if `text` is exactly one JSON object (RFC 8259), at most 32 levels deep, with `key` among its own keys (compared as
/// written: escaped keys are not unescaped).
bool json_object_has_key(std::string_view text, std::string_view key) noexcept;

}  // namespace assay::detect::checks
