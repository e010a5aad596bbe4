// Files of what takes long to make and can be made again: parsed rules, compiled patterns. The folder is 0700 and ours, links are
// not followed, files appear whole by renaming, and contents are believed only when their checksum is right, which holds their
// name too. Any doubt reads as "not there"; a file that cannot be written is not an error.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace assay::base {

/// Bytes, and who keeps them. They begin at a multiple of 16.
struct CachedBytes {
  std::string_view bytes;
  std::shared_ptr<const char[]> owner;
  bool mapped = false;  ///< A file's own pages.

  /// Those of somebody who has no file.
  static CachedBytes copy_of(std::string_view bytes);
};

/// Contents that `store_cached` wrote under this name, or nothing. They are mapped: what nobody reads costs no memory, and
/// processes share the rest.
std::optional<CachedBytes> load_cached(const std::string& folder, const std::string& name);
/// Gives back the memory of pages that were read to be checked; those that are needed come back from the file by themselves.
void rest(const CachedBytes& bytes);
/// Makes the folder and its parents when missing. `name`: a digest and what it is of, "0a1b.patterns". Of each kind the sixteen
/// entries that were used last are kept.
void store_cached(const std::string& folder, const std::string& name, std::string_view contents);

/// XXH3-128, 32 hex digits: ten times as fast as SHA-256, and only for names of files that nobody else can write.
std::string quick_digest(std::string_view bytes);

}  // namespace assay::base
