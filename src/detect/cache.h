// Files of compiled patterns. The folder is 0700 and ours, links are not followed, files appear whole by renaming, and contents
// are believed only when their SHA-256 is right. Any doubt reads as "not there"; a file that cannot be written is not an error.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace assay::detect {

/// Contents that `store_cached` wrote under this key (hex digits), or nothing.
std::optional<std::string> load_cached(const std::string& folder, const std::string& key);
/// Makes the folder and its parents when missing.
void store_cached(const std::string& folder, const std::string& key, std::string_view contents);

}  // namespace assay::detect
