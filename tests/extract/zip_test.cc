// ZIP: golden files made by make_archives.py, and what a file cannot show: budgets, hostile sizes, early readers.
#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

#include "base/io.h"
#include "extract/zip/reader.h"
#include "tests/extract/golden.h"

namespace assay::extract {
namespace {

using testing::RecordingSink;

const Extractor& zip_row() { return *testing::extractor_named("zip"); }

std::string golden_input(const std::string& name) {
  return testing::file_bytes(ASSAY_SOURCE_DIR "/tests/extract/zip/" + name + ".in");
}

Result<Done, Trouble> run(const std::string& bytes, RecordingSink& sink) {
  base::MemorySource source(bytes);
  return zip_row().run(source, PartInfo{.name = "a.zip", .format = "zip"}, sink);
}

std::string number(std::uint64_t value, std::size_t bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes; ++i) out += i < 8 ? static_cast<char>(value >> (8 * i) & 0xFF) : '\0';
  return out;
}

// An archive of members that were stored by the caller: name, method, packed bytes, CRC, size.
struct Made {
  std::string name;
  std::uint16_t method;
  std::string packed;
  std::uint32_t crc;
  std::uint64_t size;
};
std::string archive_of(const std::vector<Made>& members) {
  std::string body, directory;
  for (const Made& m : members) {
    const std::string common = number(20, 2) + number(0, 2) + number(m.method, 2) + number(0, 4) + number(m.crc, 4) +
                               number(m.packed.size(), 4) + number(m.size, 4) + number(m.name.size(), 2) + number(0, 2);
    directory += "PK\1\2" + number(20, 2) + common + number(0, 10) + number(body.size(), 4) + m.name;
    body += "PK\3\4" + common + m.name + m.packed;
  }
  return body + directory + "PK\5\6" + number(0, 4) + number(members.size(), 2) + number(members.size(), 2) +
         number(directory.size(), 4) + number(body.size(), 4) + number(0, 2);
}
Made deflated(const std::string& name, const std::string& data) {
  std::string packed(compressBound(data.size()) + 64, '\0');
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
  stream.avail_in = static_cast<uInt>(data.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  const auto crc = crc32_z(0, reinterpret_cast<const Bytef*>(data.data()), data.size());
  return {name, zip::kDeflated, packed, static_cast<std::uint32_t>(crc), data.size()};
}

TEST(Zip, GoldenFiles) { testing::check_golden("zip", "zip"); }

TEST(Zip, ExpandedBytesAreDrawnFromTheBudget) {
  const std::string bytes = archive_of({deflated("zeros", std::string(4 << 20, '\0')), deflated("more", "text")});
  Limits limits = testing::roomy_limits();
  limits.max_expanded_bytes = 1 << 20;
  RecordingSink sink(limits, bytes.size());
  (void)run(bytes, sink);
  EXPECT_EQ(sink.budget().stopped(), Reason::kExpandedSize);
  ASSERT_EQ(sink.children.size(), 1U);
  EXPECT_LE(sink.children[0].bytes.size(), (1U << 20) + 8192);
}

TEST(Zip, RatioIsDrawnFromTheBudget) {
  const std::string bytes = archive_of({deflated("zeros", std::string(4 << 20, '\0'))});
  Limits limits = testing::roomy_limits();
  limits.max_ratio = 200;
  limits.ratio_free_bytes = 1 << 20;
  RecordingSink sink(limits, bytes.size());
  (void)run(bytes, sink);
  EXPECT_EQ(sink.budget().stopped(), Reason::kRatio);
}

TEST(Zip, EntriesAreDrawnFromTheBudget) {
  const std::string bytes = archive_of(std::vector<Made>(50, Made{"f", 0, "", 0, 0}));
  Limits limits = testing::roomy_limits();
  limits.max_entries = 49;
  RecordingSink sink(limits, bytes.size());
  const auto done = run(bytes, sink);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().reason, Reason::kEntries);
}

TEST(Zip, ThousandsOfOverlappingMembersAreUnpackedOnce) {
  // All directory records point at one kernel: D. Fifield, "A better zip bomb", the same-offset variant.
  const Made kernel = deflated("kernel", std::string(1 << 20, 'x'));
  std::string bytes = archive_of({kernel});
  const std::size_t end = bytes.size() - 22;
  const std::size_t begin = bytes.rfind("PK\1\2", end);
  const std::string record = bytes.substr(begin, end - begin);
  std::string directory;
  for (int i = 0; i < 20'000; ++i) directory += record;
  bytes = bytes.substr(0, begin) + directory + "PK\5\6" + number(0, 4) + number(20'000, 2) + number(20'000, 2) +
          number(directory.size(), 4) + number(begin, 4) + number(0, 2);
  RecordingSink sink(testing::roomy_limits(), bytes.size());
  ASSERT_TRUE(run(bytes, sink).ok());
  EXPECT_EQ(sink.children.size(), 1U);
  EXPECT_EQ(sink.budget().expanded(), 1U << 20);
  EXPECT_EQ(sink.gaps.size(), 19'999U);
  EXPECT_EQ(sink.gaps.front().reason, Reason::kHeaderConflict);
}

// Every prefix of an archive: it ends, and nothing of the first member that is still there is lost in silence.
TEST(Zip, EveryTruncationIsSaid) {
  const std::string bytes = golden_input("plain");
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    RecordingSink sink;
    const auto done = run(bytes.substr(0, size), sink);
    const bool said = !done.ok() || !sink.gaps.empty();
    EXPECT_TRUE(said) << size;
  }
}

// Every byte changed: no crash, and every text is valid.
TEST(Zip, EveryDamagedByteEnds) {
  for (const char* name : {"plain", "descriptor", "zip64", "unlisted_descriptor"}) {
    const std::string bytes = golden_input(name);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      for (const char flip : {'\x01', '\xFF', '\x80'}) {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ flip);
        RecordingSink sink;
        (void)run(damaged, sink);
        testing::expect_true_positions(sink, damaged);
      }
    }
  }
}

/// Reads nothing of its children, as the engine does with pictures.
class LazySink final : public Sink {
 public:
  bool text(std::string_view, const Anchor&) override { return true; }
  bool child(const ChildInfo&, Source&) override { return true; }
  void gap(GapClass, Reason reason, ByteRange, const Locator*, std::string_view) override { reasons.push_back(reason); }
  base::Budget& budget() override { return budget_; }
  std::vector<Reason> reasons;

 private:
  base::Budget budget_{testing::roomy_limits(), 0, nullptr};
};

TEST(Zip, MembersThatNobodyReadAreStillChecked) {
  const std::string bytes = golden_input("crc");
  base::MemorySource source(bytes);
  LazySink sink;
  ASSERT_TRUE(zip_row().run(source, PartInfo{.name = "a.zip", .format = "zip"}, sink).ok());
  EXPECT_EQ(sink.reasons, (std::vector<Reason>{Reason::kChecksumMismatch, Reason::kChecksumMismatch}));
}

TEST(ZipReader, StoredMembersAreReadOnceSoThatAllOfThemIsChecked) {
  const std::string bytes = golden_input("plain");
  base::MemorySource source(bytes);
  base::Budget budget(testing::roomy_limits(), bytes.size(), nullptr);
  const auto archive = zip::read_archive(source, budget);
  ASSERT_TRUE(archive.ok());
  const zip::Entry& stored = archive.value().entries[2];
  const auto member = zip::open_member(source, stored, budget);
  ASSERT_NE(member, nullptr);
  EXPECT_FALSE(member->random_access());
  char part[5];
  ASSERT_EQ(member->read(part).value(), 5U);
  EXPECT_EQ(std::string(part, 5), "secon");
  EXPECT_EQ(budget.expanded(), 5U);
  EXPECT_FALSE(member->finish());
}

TEST(ZipReader, SmallMembersAreReadWhole) {
  const std::string bytes = golden_input("plain");
  base::MemorySource source(bytes);
  base::Budget budget(testing::roomy_limits(), bytes.size(), nullptr);
  const auto archive = zip::read_archive(source, budget);
  ASSERT_TRUE(archive.ok());
  EXPECT_EQ(zip::read_member(source, archive.value().entries[2], budget, 100).value(), "second");
  EXPECT_EQ(zip::read_member(source, archive.value().entries[2], budget, 5).error().reason, Reason::kMemory);
}

}  // namespace
}  // namespace assay::extract
