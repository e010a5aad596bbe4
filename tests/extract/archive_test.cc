// Archives by libarchive and gzip: golden files FORMAT-CASE.in made by make_archives.py.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/extract/golden.h"

namespace assay::extract {
namespace {

using testing::RecordingSink;

bool with_libarchive() { return testing::extractor_named("archive") != nullptr; }

// The row of a format, claiming that format alone (what `run` is told).
std::optional<Extractor> row_for(const std::string& format) {
  for (const Extractor& row : builtin_extractors()) {
    if (std::find(row.formats.begin(), row.formats.end(), format) == row.formats.end()) continue;
    Extractor one = row;
    one.formats = {format};
    return one;
  }
  return std::nullopt;
}

std::vector<std::filesystem::path> inputs() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(ASSAY_SOURCE_DIR "/tests/extract/archive")) {
    if (entry.path().extension() == ".in") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}
std::string format_of(const std::filesystem::path& path) {
  const std::string stem = path.stem().string();
  return stem.substr(0, stem.find('-'));
}

TEST(Archive, GoldenFiles) {
  std::size_t read = 0;
  for (const auto& path : inputs()) {
    SCOPED_TRACE(path.filename().string());
    const auto row = row_for(format_of(path));
    if (!row || (format_of(path) == "zip" && !with_libarchive())) continue;
    ++read;
    const std::string input = testing::file_bytes(path);
    const std::string log = testing::run_logged(*row, input, path.stem().string(), std::size_t{1} << 20);
    std::filesystem::path out = path;
    out.replace_extension(".out");
    if (std::getenv("ASSAY_UPDATE_GOLDEN") != nullptr) std::ofstream(out, std::ios::binary) << log;
    EXPECT_EQ(log, testing::file_bytes(out));
    EXPECT_EQ(log, testing::run_logged(*row, input, path.stem().string(), 7)) << "read in small steps";
  }
  EXPECT_GT(read, 5U);
}

// Whatever is cut off: it ends, and a member is never delivered whole-looking but empty.
TEST(Archive, EveryTruncationEnds) {
  for (const auto& path : inputs()) {
    SCOPED_TRACE(path.filename().string());
    const auto row = row_for(format_of(path));
    if (!row || path.stem() == "iso-plain") continue;
    const std::string input = testing::file_bytes(path);
    const std::size_t step = std::max<std::size_t>(1, input.size() / 64);
    for (std::size_t size = 0; size < input.size(); size += step) {
      RecordingSink sink(testing::roomy_limits(), size);
      testing::SlowSource source(std::string_view(input).substr(0, size), 1 << 20);
      (void)row->run(source, PartInfo{.name = "cut", .format = row->formats.front()}, sink);
    }
  }
}

TEST(Archive, UnpackedBytesAreDrawnFromTheBudget) {
  for (const char* name : {"gzip-named", "bzip2-plain", "tar-pax", "7z-plain"}) {
    SCOPED_TRACE(name);
    const std::string input = testing::file_bytes(std::string(ASSAY_SOURCE_DIR "/tests/extract/archive/") + name + ".in");
    const std::string stem(name);
    const auto row = row_for(stem.substr(0, stem.find('-')));
    if (!row) continue;
    Limits limits = testing::roomy_limits();
    limits.max_expanded_bytes = 50;
    RecordingSink sink(limits, input.size());
    testing::SlowSource source(input, 1 << 20);
    (void)row->run(source, PartInfo{.name = name, .format = row->formats.front()}, sink);
    EXPECT_EQ(sink.budget().stopped(), Reason::kExpandedSize);
  }
}

TEST(Archive, EntriesAreDrawnFromTheBudget) {
  const auto row = row_for("tar");
  if (!row) GTEST_SKIP() << "built without libarchive";
  const std::string input = testing::file_bytes(ASSAY_SOURCE_DIR "/tests/extract/archive/tar-pax.in");
  Limits limits = testing::roomy_limits();
  limits.max_entries = 2;
  RecordingSink sink(limits, input.size());
  testing::SlowSource source(input, 1 << 20);
  const auto done = row->run(source, PartInfo{.name = "a.tar", .format = "tar"}, sink);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().reason, Reason::kEntries);
}

}  // namespace
}  // namespace assay::extract
