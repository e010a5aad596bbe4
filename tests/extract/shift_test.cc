// 65 bytes in front move every place by 65, and damage never makes a claim about places untrue.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/extract/golden.h"

namespace assay::extract {
namespace {

struct Row {
  const char* extractor;
  std::string prefix, body;
};

const std::string kBlanks = std::string(64, ' ') + "\n";

const Row kRows[] = {
    {"text", std::string(64, 'x') + "\n", "Erika M\xC3\xBCller, 078-05-1120\n"},
    {"text", std::string(64, 'x') + "\n",
     "Erika M\xFCller aus K\xF6ln, sch\xF6ne Gr\xFC\xDF"
     "e\n"},
    {"csv", std::string(62, 'x') + ",y\n", "a,\"b \"\"c\"\"\"\nd,\"e\nf\"\n"},
    {"json", kBlanks, "[{\"a\":\"x\\u00e4y\",\"n@x.de\":12}]"},
    {"xml", kBlanks, "<a k='v'>t&amp;u<!-- c --><![CDATA[d]]></a>"},
    {"html", kBlanks, "<p title='a&amp;b'>x&uuml;y<b>z</b><!-- c --></p><script>s</script>"},
};

testing::RecordingSink read(const char* extractor, std::string_view bytes) {
  testing::RecordingSink sink;
  testing::SlowSource source(bytes, 1000);
  const Extractor& row = *testing::extractor_named(extractor);
  EXPECT_TRUE(row.run(source, PartInfo{.name = "a", .format = row.formats.front()}, sink).ok());
  testing::expect_true_positions(sink, bytes);
  return sink;
}

/// Where single characters of the text are stored, from `begin` on.
std::vector<std::uint64_t> places(const testing::RecordingSink& sink, std::uint64_t begin) {
  std::vector<std::uint64_t> out;
  for (const auto& piece : sink.texts) {
    for (std::size_t i = 0; i < piece.text.size(); ++i) {
      const std::uint64_t at = piece.map ? piece.map->map(i, i + 1).begin : piece.stored.begin + i;
      if (at >= begin) out.push_back(at - begin);
    }
  }
  return out;
}

TEST(Shift, PrependedBytesMoveEveryPlace) {
  for (const Row& row : kRows) {
    ASSERT_EQ(row.prefix.size(), 65U);
    const auto plain = places(read(row.extractor, row.body), 0), shifted = places(read(row.extractor, row.prefix + row.body), 65);
    EXPECT_EQ(plain, shifted) << row.extractor;
    EXPECT_FALSE(plain.empty()) << row.extractor;
  }
}

/// A few changes at places that the seed decides.
std::string damaged(std::string bytes, std::uint32_t seed) {
  static constexpr std::string_view kInserts[] = {"<!--",      "&#x", "\"",     "\\u", "\xFF",
                                                  "<![CDATA[", "{[",  "data:,", "\r",  "<table>"};
  const auto next = [&] { return (seed = seed * 1664525 + 1013904223) >> 8; };
  for (int change = 0; change < 4 && !bytes.empty(); ++change) {
    const std::size_t at = next() % bytes.size();
    switch (next() % 3) {
      case 0:
        bytes[at] = static_cast<char>(next());
        break;
      case 1:
        bytes.erase(at, 1 + next() % 8);
        break;
      default:
        bytes.insert(at, kInserts[next() % std::size(kInserts)]);
    }
  }
  return bytes;
}

TEST(Damage, NeverMakesAnUntrueClaim) {
  constexpr std::uint32_t kVariants = 40;
  for (const char* const name : {"text", "csv", "json", "xml", "html"}) {
    const Extractor& extractor = *testing::extractor_named(name);
    for (const auto& entry : std::filesystem::directory_iterator(std::string(ASSAY_SOURCE_DIR "/tests/extract/") + name)) {
      if (entry.path().extension() != ".in") continue;
      const std::string whole = testing::file_bytes(entry.path());
      for (std::uint32_t seed = 0; seed < kVariants; ++seed) {
        SCOPED_TRACE(entry.path().filename().string() + " seed " + std::to_string(seed));
        const std::string bytes = damaged(whole, seed);
        const std::string log = testing::run_logged(extractor, bytes, "a", 1 << 20);  // holds every claim against the bytes
        EXPECT_EQ(log, testing::run_logged(extractor, bytes, "a", 3));
      }
    }
  }
}

}  // namespace
}  // namespace assay::extract
