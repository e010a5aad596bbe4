#include "../support/temp_folder.h"
#include "base/cache.h"
#include "candidate_packs.h"
#include "detect/fast_finder.h"

namespace assay::detect {
namespace {

namespace fs = std::filesystem;

class CandidateCache : public testing::Test {
 protected:
  std::vector<fs::path> files() const { return files_in(folder_.string()); }
  void expect_works() const {
    const CompiledCandidates cached = compiled(packs_, Engine::kFast, folder_.string());
    ASSERT_TRUE(cached.finder);
    EXPECT_EQ(find_all(*cached.finder, kText), find_all(*compiled(packs_, Engine::kFast).finder, kText));
    EXPECT_EQ(cached.max_bytes, compiled(packs_, Engine::kFast).max_bytes);
  }

  static constexpr const char* kText = "123-45-6789 a@b.example AKIAIOSFODNN7EXAMPLE DE136695976 10 kilos! straße 12";
  rulepack::Packs packs_ = packs_of(typical_rows());
  TempFolder temp_;
  fs::path root_ = temp_.path(), folder_ = root_ / "a" / "cache";
};

TEST_F(CandidateCache, WritesOnePrivateFileAndReadsItBack) {
  expect_works();
  ASSERT_EQ(files().size(), 1U);
  EXPECT_EQ(fs::status(folder_).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(files()[0]).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  const ino_t written = file_number(files()[0]);
  expect_works();
  EXPECT_EQ(files().size(), 1U);
  EXPECT_EQ(file_number(files()[0]), written);
}

TEST_F(CandidateCache, OtherPatternsHaveAnotherFile) {
  expect_works();
  packs_.detectors[0].patterns[0].boundary = rulepack::Boundary::kNone;
  expect_works();
  packs_.detectors[0].patterns[0].caseless = true;
  expect_works();
  packs_.hash = "other";
  expect_works();
  EXPECT_EQ(files().size(), 4U);
}

TEST_F(CandidateCache, DamageIsNoticedAndRepaired) {
  expect_works();
  const fs::path file = files()[0];
  const auto size = static_cast<std::streamoff>(fs::file_size(file));
  for (const std::streamoff at : {std::streamoff{0}, std::streamoff{70}, size / 2, size - 1}) {
    {
      std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
      stream.seekg(at);
      const int byte = stream.get();
      stream.seekp(at);
      stream.put(static_cast<char>(byte ^ 1));
    }
    EXPECT_FALSE(base::load_cached(folder_.string(), file.filename().string()).has_value()) << at;
    expect_works();
    EXPECT_TRUE(base::load_cached(folder_.string(), file.filename().string()).has_value()) << at;
  }
  fs::resize_file(file, 10);
  expect_works();
  fs::resize_file(file, 0);
  expect_works();
}

TEST_F(CandidateCache, AFileUnderAnotherNameIsNotBelieved) {
  expect_works();
  const std::string name = files()[0].filename().string();
  ASSERT_TRUE(base::load_cached(folder_.string(), name).has_value());
  fs::copy_file(files()[0], folder_ / "another.patterns");
  fs::permissions(folder_ / "another.patterns", fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_FALSE(base::load_cached(folder_.string(), "another.patterns").has_value());
}

TEST_F(CandidateCache, AFolderThatOthersMayEnterIsNotUsed) {
  expect_works();
  const std::string name = files()[0].filename().string();
  ASSERT_TRUE(base::load_cached(folder_.string(), name).has_value());
  fs::permissions(folder_, fs::perms::owner_all | fs::perms::group_read);
  EXPECT_FALSE(base::load_cached(folder_.string(), name).has_value());
  expect_works();
}

TEST_F(CandidateCache, LinksAreNotFollowed) {
  expect_works();
  const fs::path file = files()[0];
  const std::string name = file.filename().string();
  fs::rename(file, root_ / "elsewhere");
  fs::create_symlink(root_ / "elsewhere", file);
  EXPECT_FALSE(base::load_cached(folder_.string(), name).has_value());
  expect_works();  // replaces the link
  EXPECT_FALSE(fs::is_symlink(file));
  fs::create_directory_symlink(folder_, root_ / "link");
  EXPECT_FALSE(base::load_cached((root_ / "link").string(), name).has_value());
}

TEST_F(CandidateCache, AFolderThatCannotBeMadeIsNoError) {
  std::ofstream(root_ / "a") << "a file";
  expect_works();
  EXPECT_TRUE(files().empty());
}

TEST_F(CandidateCache, AnyPrefixOfTheBytesIsRefusedNotBelieved) {
  const auto parsed = parse_all(packs_of({{R"(\d{4})"}, {"abc@"}, {"[ab]{1,14}a[ab]{14}c"}}));
  ASSERT_TRUE(parsed.ok());
  const auto finder = FastFinder::build(parsed.value());
  ASSERT_TRUE(finder.ok());
  const std::string bytes = finder.value()->save();
  const auto load = [](std::string_view saved) { return FastFinder::load(base::CachedBytes::copy_of(saved)); };
  ASSERT_NE(load(bytes), nullptr);
  for (std::size_t length = 0; length < bytes.size(); length += 1 + length / 64)
    EXPECT_EQ(load(bytes.substr(0, length)), nullptr);
  EXPECT_EQ(load(bytes + "x"), nullptr);
}

}  // namespace
}  // namespace assay::detect
