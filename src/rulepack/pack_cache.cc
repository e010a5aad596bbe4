#include "rulepack/pack_cache.h"

#include "rulepack/pack_bytes.h"

namespace assay::rulepack {

PackCache::PackCache(const Packs& packs, std::string folder) : folder_(std::move(folder)) {
  if (keeps()) fingerprint_ = fingerprint(packs);
}

std::string PackCache::name_of(std::string_view kind, std::string_view maker) const {
  return base::quick_digest(fingerprint_ + ASSAY_VERSION + '\n' + std::string(maker)).append(kind);
}

std::optional<base::CachedBytes> PackCache::load(std::string_view kind, std::string_view maker) const {
  return keeps() ? base::load_cached(folder_, name_of(kind, maker)) : std::nullopt;
}

void PackCache::store(std::string_view kind, std::string_view maker, std::string_view contents) const {
  if (keeps()) base::store_cached(folder_, name_of(kind, maker), contents);
}

}  // namespace assay::rulepack
