#include "base/cache.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <csignal>

#include "../support/temp_folder.h"

namespace assay::base {
namespace {

namespace fs = std::filesystem;

class Cache : public testing::Test {
 protected:
  std::size_t files() const { return files_in(folder()).size(); }
  const std::string& folder() const { return folder_; }

 private:
  TempFolder root_;
  std::string folder_ = root_.path() + "/parent/cache";
};

/// Of the mapping that begins there; -1 where the system does not say.
long resident_kilobytes(const char* begin) {
  std::ifstream maps("/proc/self/smaps");
  char from[32];
  std::snprintf(from, sizeof from, "%lx-", static_cast<unsigned long>(reinterpret_cast<std::uintptr_t>(begin)));
  bool here = false;
  for (std::string line; std::getline(maps, line);) {
    here = here || line.rfind(from, 0) == 0;
    if (here && line.rfind("Rss:", 0) == 0) return std::stol(line.substr(4));
  }
  return -1;
}

TEST_F(Cache, GivesWhatItWasGiven) {
  EXPECT_FALSE(load_cached(folder(), "0a.patterns"));
  store_cached(folder(), "0a.patterns", "contents");
  const auto found = load_cached(folder(), "0a.patterns");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->bytes, "contents");
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(found->bytes.data()) % 16, 0U);
}

TEST_F(Cache, MakesFoldersForNobodyElse) {
  store_cached(folder(), "0a.patterns", "contents");
  EXPECT_EQ(fs::status(folder()).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(fs::path(folder()).parent_path()).permissions(), fs::perms::owner_all);
}

TEST_F(Cache, AnEntryUnderAnotherNameIsNone) {
  store_cached(folder(), "0a.patterns", "contents");
  fs::rename(folder() + "/0a.patterns", folder() + "/0b.patterns");
  EXPECT_FALSE(load_cached(folder(), "0b.patterns"));
}

TEST_F(Cache, AnEntryThatOthersMayReadIsNone) {
  store_cached(folder(), "0a.patterns", "contents");
  fs::permissions(folder() + "/0a.patterns", fs::perms::owner_all | fs::perms::others_read);
  EXPECT_FALSE(load_cached(folder(), "0a.patterns"));
}

TEST_F(Cache, NoDamageIsBelieved) {
  store_cached(folder(), "0a.patterns", "contents");
  const std::string file = folder() + "/0a.patterns", whole = content_of(file);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    std::ofstream(file, std::ios::binary) << damaged;
    EXPECT_FALSE(load_cached(folder(), "0a.patterns")) << at;
    std::ofstream(file, std::ios::binary) << whole.substr(0, at);
    EXPECT_FALSE(load_cached(folder(), "0a.patterns")) << at;
  }
  std::ofstream(file, std::ios::binary) << whole << '\0';
  EXPECT_FALSE(load_cached(folder(), "0a.patterns"));
  std::ofstream(file, std::ios::binary) << whole;
  EXPECT_TRUE(load_cached(folder(), "0a.patterns"));
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

TEST_F(Cache, WhatIsHeldStaysAsItIsWhenAnotherTakesItsNameAndWhenItIsDropped) {
  const std::string contents(100'000, 'a');
  store_cached(folder(), "0a.patterns", contents);
  const auto held = load_cached(folder(), "0a.patterns");
  ASSERT_TRUE(held);
  store_cached(folder(), "0a.patterns", "shorter");
  EXPECT_EQ(load_cached(folder(), "0a.patterns")->bytes, "shorter");
  for (int i = 0; i < 20; ++i) store_cached(folder(), std::to_string(i) + ".patterns", "contents");
  EXPECT_EQ(held->bytes, contents);
}

TEST_F(Cache, RestedPagesComeBackFromTheFileAndCopiesStay) {
  const std::string contents(1'000'000, 'a');
  const CachedBytes copy = CachedBytes::copy_of(contents);
  EXPECT_FALSE(copy.mapped);
  rest(copy);
  EXPECT_EQ(copy.bytes, contents);

  store_cached(folder(), "0a.patterns", contents);
  const auto found = load_cached(folder(), "0a.patterns");
  ASSERT_TRUE(found && found->mapped);
  const bool says = resident_kilobytes(found->owner.get()) > 900;
  rest(*found);
  EXPECT_TRUE(!says || resident_kilobytes(found->owner.get()) == 0);
  EXPECT_EQ(found->bytes, contents);
}

/// Whoever loads meanwhile finds one of the two whole, or nothing.
TEST_F(Cache, ProcessesThatStoreAtOnceDoNotMixTheirBytes) {
  const std::string one(300'000, '1'), two(200'000, '2');
  std::vector<pid_t> writers;
  for (const std::string* contents : {&one, &two}) {
    const pid_t child = fork();
    if (child == 0) {
      for (int i = 0; i < 50; ++i) store_cached(folder(), "0a.patterns", *contents);
      _exit(0);
    }
    writers.push_back(child);
  }
  const auto is_whole = [&] {
    const auto found = load_cached(folder(), "0a.patterns");
    return !found || found->bytes == one || found->bytes == two;
  };
  for (const pid_t writer : writers) {
    ASSERT_GT(writer, 0);
    while (waitpid(writer, nullptr, WNOHANG) == 0) EXPECT_TRUE(is_whole());
  }
  EXPECT_TRUE(load_cached(folder(), "0a.patterns"));
  EXPECT_EQ(files(), 1U);
}

TEST_F(Cache, AFullDiskLeavesNothingBehind) {
  store_cached(folder(), "0a.patterns", "contents");
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{1000, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  store_cached(folder(), "0a.patterns", std::string(5000, 'x'));
  store_cached(folder(), "0b.patterns", std::string(5000, 'x'));
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(files(), 1U);
  EXPECT_EQ(load_cached(folder(), "0a.patterns")->bytes, "contents");
}

TEST_F(Cache, AFolderThatCannotBeWrittenIsNoError) {
  store_cached("/proc/assay/cache", "0a.patterns", "contents");
  EXPECT_FALSE(load_cached("/proc/assay/cache", "0a.patterns"));
  store_cached("", "0a.patterns", "contents");
  EXPECT_FALSE(load_cached("", "0a.patterns"));
}

}  // namespace
}  // namespace assay::base
