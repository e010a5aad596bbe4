// Where things are kept that are made of packs: compiled patterns, indexes of phrases.
// Threads: immutable.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/cache.h"
#include "rulepack/model.h"

namespace assay::rulepack {

class PackCache {
 public:
  /// Keeps nothing.
  PackCache() = default;
  /// For what is made of these packs as they are now. Takes the better part of a millisecond. An empty folder keeps nothing.
  PackCache(const Packs& packs, std::string folder);
  bool keeps() const { return !folder_.empty(); }

  /// `kind`: ".phrases"; `maker`: whatever decides what is made of the packs, a version or a digest of sources.
  std::optional<base::CachedBytes> load(std::string_view kind, std::string_view maker) const;
  void store(std::string_view kind, std::string_view maker, std::string_view contents) const;

 private:
  std::string name_of(std::string_view kind, std::string_view maker) const;
  std::string folder_, fingerprint_;
};

}  // namespace assay::rulepack
