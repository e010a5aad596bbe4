#include "extract/charset.h"

#include <gtest/gtest.h>

#include <string>

#include "base/unicode.h"

namespace assay::extract {
namespace {

using namespace std::string_literals;

struct Row {
  const char* why;
  std::string bytes, declared, charset, text;
};

const Row kRows[] = {
    {"ASCII", "abc", "", "utf-8", "abc"},
    {"UTF-8", "Gr\xC3\xBC\xC3\x9F", "", "utf-8", "Grüß"},
    {"byte order mark",
     "\xEF\xBB\xBF"
     "abc",
     "windows-1252", "utf-8", "abc"},
    {"a mark outranks what is declared",
     "\xFF\xFE"
     "a\0b\0"s,
     "utf-8", "utf-16le", "ab"},
    {"declared Latin-1 is windows-1252", "\x80 5", "ISO-8859-1", "windows-1252", "€ 5"},
    {"declared Latin-1 that is UTF-8", "K\xC3\xB6ln", "iso-8859-1", "utf-8", "Köln"},
    {"declared UTF-8 that is Latin-1 is read as people would", "K\xF6ln", "utf-8", "", "Köln"},
    {"declared single byte", "\xCF\xF0\xE8\xE2\xE5\xF2", "windows-1251", "windows-1251", "Привет"},
    {"declared KOI8-R", "\xF0\xD2\xC9\xD7\xC5\xD4", "KOI8-R", "koi8-r", "Привет"},
    {"declared Shift_JIS", "\x93\xFA\x96{", "Shift_JIS", "windows-31j", "日本"},
    {"declared GB2312", "\xD6\xD0\xCE\xC4", "gb2312", "gb18030", "中文"},
    {"declared Big5", "\xA4\xA4\xA4\xE5", "big5", "big5", "中文"},
    {"declared EUC-KR", "\xC7\xD1\xB1\xB9", "euc-kr", "windows-949", "한국"},
    {"declared name is nonsense", "abc \xE4", "no-such-charset", "", "abc ä"},
    {"declared charset cannot be: multi-byte garbage", "\xFF\xFF\x81", "euc-jp", "", "ÿÿ\xC2\x81"},
    {"declared UTF-16 on plain bytes is a lie", "<p>abcd", "utf-16", "utf-8", "<p>abcd"},
    {"UTF-16 without mark", "h\0e\0l\0l\0o\0"s, "", "utf-16le", "hello"},
    {"UTF-16BE without mark", "\0h\0e\0l\0l\0o"s, "utf-8", "utf-16be", "hello"},
    {"UTF-32 without mark", "h\0\0\0i\0\0\0"s, "", "utf-32le", "hi"},
    {"ISO-2022-JP", "\x1B$BF|K\\\x1B(B ok", "", "iso-2022-jp-2", "日本 ok"},
    {"UTF-7 declared", "Gr+APw-n", "utf-7", "utf-7", "Grün"},
    {"a plus is not UTF-7", "1+1=2, a+b+c, +49-30-1234-", "", "utf-8", "1+1=2, a+b+c, +49-30-1234-"},
    {"ICU's guess",
     "Pr\xFC"
     "fung f\xFCr die Gr\xF6\xDF"
     "e der M\xE4nner und das M\xE4"
     "dchen ist sch\xF6n",
     "", "windows-1252", "Prüfung für die Größe der Männer und das Mädchen ist schön"},
};

TEST(Charset, IsFoundAndRead) {
  for (const Row& row : kRows) {
    const Decoded decoded = to_utf8(row.bytes, row.declared);
    EXPECT_EQ(decoded.text, row.text) << row.why;
    EXPECT_TRUE(row.charset.empty() || decoded.charset == row.charset) << row.why << ": " << decoded.charset;
    EXPECT_EQ(decoded.undecodable.bytes, 0U) << row.why;
  }
}

/// Every piece of the map: linear ones repeat the stored bytes, all cover the text without holes, stored ranges ascend.
void expect_true_map(const std::string& bytes, const std::string& text, const base::PositionMap& map, const char* why) {
  std::uint64_t derived = 0, original = 0;
  for (const auto& piece : map.pieces()) {
    EXPECT_EQ(piece.derived, derived) << why;
    EXPECT_GE(piece.original, original) << why;
    EXPECT_GT(piece.original_size, 0U) << why;
    derived += piece.derived_size;
    original = piece.original + piece.original_size;
    if (!piece.linear) continue;
    EXPECT_EQ(text.substr(piece.derived, piece.derived_size), bytes.substr(piece.original, piece.original_size)) << why;
  }
  EXPECT_EQ(derived, text.size()) << why;
  EXPECT_LE(original, bytes.size()) << why;
}

TEST(Charset, MapsLeadBackToTheStoredBytes) {
  for (const Row& row : kRows) {
    const Decoded decoded = to_utf8(row.bytes, row.declared);
    expect_true_map(row.bytes, decoded.text, decoded.map, row.why);
  }
  const Decoded decoded = to_utf8(
      "\xFF\xFE"
      "a\0\xFC\0b\0"s);
  const auto umlaut = decoded.map.map(1, 3);
  EXPECT_EQ(umlaut.begin, 4U);
  EXPECT_EQ(umlaut.end, 6U);
}

TEST(Charset, ChunksDoNotMatter) {
  for (const Row& row : kRows) {
    const Decoded whole = to_utf8(row.bytes, row.declared);
    const std::size_t bom = bom_size(row.bytes, whole.charset);
    Decoder decoder(whole.charset, bom);
    std::string text;
    base::PositionMap map;
    for (std::size_t at = bom; at < row.bytes.size(); ++at) decoder.decode(row.bytes.substr(at, 1), Chunk::kMore, text, map);
    decoder.decode({}, Chunk::kLast, text, map);
    EXPECT_EQ(text, whole.text) << row.why;
    expect_true_map(row.bytes, text, map, row.why);
  }
}

TEST(Charset, BytesWithoutMeaningAreReplacedAndCounted) {
  Decoder decoder("windows-31j");
  std::string text;
  base::PositionMap map;
  decoder.decode(
      "a\x81\x20"
      "b\xFF",
      Chunk::kLast, text, map);
  EXPECT_TRUE(base::is_valid_utf8(text));
  EXPECT_NE(text.find("\xEF\xBF\xBD"), std::string::npos);
  EXPECT_GT(decoder.undecodable().bytes, 0U);
  ASSERT_FALSE(decoder.undecodable().ranges.empty());
  EXPECT_EQ(decoder.undecodable().ranges.front().begin, 1U);
}

TEST(Charset, NoiseMakesFewGaps) {
  Undecodable lost;
  for (std::uint64_t i = 0; i < 10'000; ++i) lost.add({i * 10'000, i * 10'000 + 3});
  EXPECT_EQ(lost.bytes, 30'000U);
  EXPECT_EQ(lost.ranges.size(), Undecodable::kMaxRanges);
  EXPECT_EQ(lost.ranges.back().end, 9'999U * 10'000 + 3);
}

TEST(Charset, AnyBytesInAnyCharsetGiveValidUtf8) {
  std::string noise;
  for (unsigned i = 0, x = 1; i < 5000; ++i, x = x * 1103515245 + 12345) noise += static_cast<char>(x >> 16);
  for (const char* charset :
       {"utf-8", "windows-1252", "utf-16le", "utf-16be", "utf-32le", "utf-32be", "windows-31j", "gb18030", "euc-jp", "big5",
        "iso-2022-jp-2", "iso-2022-kr", "utf-7", "hz-gb-2312", "ibm-37", "koi8-r", "no-such-charset"}) {
    Decoder decoder(charset);
    std::string text;
    base::PositionMap map;
    for (std::size_t at = 0; at < noise.size(); at += 17) decoder.decode(noise.substr(at, 17), Chunk::kMore, text, map);
    decoder.decode({}, Chunk::kLast, text, map);
    EXPECT_TRUE(base::is_valid_utf8(text)) << charset;
    std::uint64_t derived = 0;
    for (const auto& piece : map.pieces()) {
      EXPECT_EQ(piece.derived, derived) << charset;
      derived += piece.derived_size;
      ASSERT_LE(piece.original + piece.original_size, noise.size()) << charset;
      if (piece.linear) {
        EXPECT_EQ(text.substr(piece.derived, piece.derived_size), noise.substr(piece.original, piece.original_size)) << charset;
      }
    }
    EXPECT_EQ(derived, text.size()) << charset;
  }
}

}  // namespace
}  // namespace assay::extract
