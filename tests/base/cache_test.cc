#include "base/cache.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace assay::base {
namespace {

class Cache : public testing::Test {
 protected:
  Cache() : folder_(std::filesystem::path(testing::TempDir()) / ("assay-cache-" + std::to_string(getpid()))) {}
  ~Cache() override { std::filesystem::remove_all(folder_); }
  std::string folder() const { return folder_.string(); }
  std::size_t files() const { return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder_), {})); }

 private:
  std::filesystem::path folder_;
};

TEST_F(Cache, GivesWhatItWasGiven) {
  EXPECT_FALSE(load_cached(folder(), "0a.patterns"));
  store_cached(folder(), "0a.patterns", "contents");
  const auto found = load_cached(folder(), "0a.patterns");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->bytes, "contents");
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(found->bytes.data()) % 16, 0U);
}

TEST_F(Cache, AnEntryUnderAnotherNameIsNone) {
  store_cached(folder(), "0a.patterns", "contents");
  std::filesystem::rename(folder() + "/0a.patterns", folder() + "/0b.patterns");
  EXPECT_FALSE(load_cached(folder(), "0b.patterns"));
}

TEST_F(Cache, KeepsOfEachKindWhatWasUsedLast) {
  store_cached(folder(), "rules.packs", "another kind");
  store_cached(folder(), "used.patterns", "used all the time");
  for (int i = 0; i < 40; ++i) {
    usleep(2000);  // times of files are coarse
    EXPECT_TRUE(load_cached(folder(), "used.patterns"));
    usleep(2000);
    store_cached(folder(), std::to_string(i) + ".patterns", "contents");
  }
  EXPECT_EQ(files(), 17U);
  EXPECT_TRUE(load_cached(folder(), "rules.packs"));
  EXPECT_TRUE(load_cached(folder(), "39.patterns"));
  EXPECT_FALSE(load_cached(folder(), "0.patterns"));
}

}  // namespace
}  // namespace assay::base
