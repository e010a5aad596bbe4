// What lies in the cache may be anybody's bytes: it is believed when it adds up and is "not there" otherwise.
#include <filesystem>
#include <fstream>

#include "base/cache.h"
#include "detect/fast_finder.h"
#include "rulepack/pack_bytes.h"
#include "support/target.h"
#include "targets/targets.h"

namespace assay::fuzz {
namespace {
namespace fs = std::filesystem;

/// A folder of this process that goes with it.
class CacheFolder {
 public:
  CacheFolder() {
    char name[] = "/tmp/assay-fuzz-XXXXXX";
    require(mkdtemp(name) != nullptr, "a folder can be made");
    path_ = name;
  }
  ~CacheFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

/// A damaged entry is never believed: whatever is read back is what was stored.
void fuzz_cache_file(std::string_view bytes) {
  static const CacheFolder folder;
  static const std::string stored = [] {
    base::store_cached(folder.path(), "00.fuzz", "what was stored here");
    for (const auto& entry : fs::directory_iterator(folder.path())) {
      std::ifstream in(entry.path(), std::ios::binary);
      return std::string(std::istreambuf_iterator<char>(in), {});
    }
    violated("a cache entry is a file");
  }();
  // The input is laid over the real file, so that most of it stays right: pairs of (place, byte), then bytes at the end.
  std::string damaged = stored;
  std::size_t at = 0;
  for (; at + 2 < bytes.size() && at < 6; at += 2)
    damaged[static_cast<unsigned char>(bytes[at]) % damaged.size()] = bytes[at + 1];
  damaged += bytes.substr(std::min(at, bytes.size()));
  std::ofstream(fs::path(folder.path()) / "00.fuzz", std::ios::binary | std::ios::trunc) << damaged;
  const auto loaded = base::load_cached(folder.path(), "00.fuzz");
  require(!loaded || loaded->bytes == "what was stored here", "a damaged entry is not there");
  require(damaged != stored || loaded, "an undamaged one is");
}

void fuzz_pack_image(std::string_view bytes) {
  const auto packs = rulepack::from_bytes(bytes);
  if (packs) require(rulepack::from_bytes(rulepack::to_bytes(*packs)).has_value(), "packs can be written again");
}

void fuzz_finder_image(std::string_view bytes) {
  const auto finder = detect::FastFinder::load(base::CachedBytes::copy_of(bytes));
  if (finder != nullptr) require(finder->save().size() <= bytes.size() + 64, "an image holds nothing else");
}

}  // namespace assay::fuzz
