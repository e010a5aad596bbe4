#include "base/io.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

namespace assay::base {
namespace {

std::string temp_file(const std::string& name, const std::string& content) {
  const std::string path = testing::TempDir() + "assay_io_" + name;
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

// A forward source that gives `step` bytes at a time.
FunctionSource dribble(const std::string& content, std::size_t step) {
  auto at = std::make_shared<std::size_t>(0);
  return FunctionSource([&content, at, step](std::span<char> out) -> Result<std::size_t, Trouble> {
    const std::size_t size = std::min({step, out.size(), content.size() - *at});
    std::copy_n(content.data() + *at, size, out.data());
    *at += size;
    return size;
  });
}

TEST(FileSource, ReadsAndKnowsItsSize) {
  const std::string path = temp_file("plain", "hello world");
  auto file = open_file(path);
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(file.value()->size(), 11U);
  char out[5];
  EXPECT_EQ(file.value()->read_at(6, out).value(), 5U);
  EXPECT_EQ(std::string(out, 5), "world");
  EXPECT_EQ(read_all(*file.value(), 100).value(), "hello world") << "read_at does not move read";
}

TEST(FileSource, AFileThatShrinksIsAnErrorValue) {
  const std::string path = temp_file("shrinks", std::string(10'000, 'x'));
  auto file = open_file(path);
  ASSERT_TRUE(file.ok());
  ASSERT_EQ(::truncate(path.c_str(), 100), 0);
  auto all = read_all(*file.value(), 1 << 20);
  ASSERT_FALSE(all.ok());
  EXPECT_EQ(all.error().reason, Reason::kChangedWhileRead);
}

TEST(FileSource, WhatIsNotARegularFileIsRefusedWithoutBlocking) {
  const std::string fifo = testing::TempDir() + "assay_io_fifo";
  ::unlink(fifo.c_str());
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_EQ(open_file(fifo).error().code, Code::kInvalidArgument);
  EXPECT_EQ(open_file("/dev/null").error().code, Code::kInvalidArgument);
  EXPECT_EQ(open_file(testing::TempDir()).error().code, Code::kInvalidArgument);
  EXPECT_EQ(open_file("/no/such/file").error().code, Code::kMissing);
  ::unlink(fifo.c_str());
}

TEST(ReadAll, RefusesMoreThanAllowed) {
  MemorySource exact(std::string(10, 'x')), more(std::string(11, 'x'));
  EXPECT_EQ(read_all(exact, 10).value().size(), 10U);
  EXPECT_EQ(read_all(more, 10).error().reason, Reason::kMemory);
}

TEST(Slice, StaysInside) {
  MemorySource whole("0123456789");
  SliceSource slice(whole, 3, 4);
  EXPECT_EQ(read_all(slice, 100).value(), "3456");
  char out[8];
  EXPECT_EQ(slice.read_at(2, out).value(), 2U);
  EXPECT_EQ(slice.read_at(4, out).value(), 0U);
}

class SpoolSizes : public testing::TestWithParam<std::size_t> {};

TEST_P(SpoolSizes, HoldsEveryByteInMemoryOrOnDisk) {
  std::string content(GetParam(), '\0');
  for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<char>(i * 31 + (i >> 8));
  FunctionSource forward = dribble(content, 100'003);
  Budget budget(Limits{}, content.size(), nullptr);
  Spooled spooled = spool(forward, budget);
  EXPECT_EQ(spooled.cut, Reason::kNone);
  EXPECT_EQ(spooled.source->size(), content.size());
  EXPECT_EQ(read_all(*spooled.source, content.size()).value(), content);
}
INSTANTIATE_TEST_SUITE_P(Sizes, SpoolSizes, testing::Values(0, 1, (4 << 20) - 1, 4 << 20, (4 << 20) + 1, 9 << 20));

TEST(Spool, WhatDoesNotFitIsCutAndSaidSo) {
  const std::string content(12 << 20, 'x');
  FunctionSource forward = dribble(content, 1 << 20);
  Limits limits;
  limits.max_temp_bytes = 6 << 20;
  Budget budget(limits, 1, nullptr);
  Spooled spooled = spool(forward, budget);
  EXPECT_EQ(spooled.cut, Reason::kTempDisk);
  EXPECT_LE(*spooled.source->size(), 6U << 20);
  EXPECT_GE(*spooled.source->size(), 4U << 20) << "what came before the limit is kept";
}

TEST(Spool, TroubleOfTheSourceIsKept) {
  int calls = 0;
  FunctionSource forward([&](std::span<char> out) -> Result<std::size_t, Trouble> {
    if (++calls > 3) return Trouble{Reason::kChecksumMismatch, "bad"};
    out[0] = 'a';
    return std::size_t{1};
  });
  Budget budget(Limits{}, 1, nullptr);
  Spooled spooled = spool(forward, budget);
  EXPECT_EQ(spooled.cut, Reason::kChecksumMismatch);
  EXPECT_EQ(read_all(*spooled.source, 10).value(), "aaa");
}

}  // namespace
}  // namespace assay::base
