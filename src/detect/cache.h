// Files of compiled patterns. The folder is 0700 and ours, links are not followed, files appear whole by renaming, and contents
// are believed only when their checksum is right. Any doubt reads as "not there"; a file that cannot be written is not an error.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace assay::detect {

/// Bytes, and who keeps them. They begin at a multiple of 16.
struct CachedBytes {
  std::string_view bytes;
  std::shared_ptr<const char[]> owner;
};

/// Contents that `store_cached` wrote under this key (hex digits), or nothing.
std::optional<CachedBytes> load_cached(const std::string& folder, const std::string& key);
/// Makes the folder and its parents when missing.
void store_cached(const std::string& folder, const std::string& key, std::string_view contents);

}  // namespace assay::detect
