#include "identify/identify.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "identify/signatures.h"

namespace assay::identify {
namespace {

using namespace std::string_literals;

struct Row {
  const char* why;
  std::string head, name;
  std::string_view format;
  std::string_view second = "";
  bool conflict = false;
};

std::string utf16(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) out += {c, '\0'};
  return out;
}

std::string zip_entry(std::string_view name, std::string_view content = "") {
  std::string header = "PK\x03\x04\x14\0\0\0\0\0"s + std::string(16, '\0') + static_cast<char>(name.size()) + "\0\0\0"s;
  return header + std::string(name) + std::string(content);
}

std::string random_bytes(std::size_t size) {
  std::string out;
  for (unsigned x = 1; out.size() < size; x = x * 1103515245 + 12345) out += static_cast<char>(x >> 16);
  return out;
}

std::string tar_head() {
  std::string head(512, '\0');
  head.replace(0, 5, "a.txt");
  head.replace(257, 5, "ustar");
  return head + zip_entry("stored.txt");
}

const Row kRows[] = {
    {"prose", "Dear Ms Example,\n\nthank you, and so on.\n", "letter.txt", "text"},
    {"one word", "word", "", "text"},
    {"UTF-8",
     "Gr\xC3\xBC\xC3\x9F"
     "e aus K\xC3\xB6ln",
     "", "text"},
    {"UTF-8 cut in a character", "Gr\xC3\xBC\xC3", "", "text"},
    {"Latin-1",
     "Gr\xFC\xDF"
     "e aus K\xF6ln, dies ist ein Text",
     "", "text"},
    {"UTF-16 with mark", "\xFF\xFE" + utf16("hello world"), "", "text"},
    {"UTF-16 without", utf16("hello world\r\n"), "", "text"},
    {"UTF-16 JSON", "\xFF\xFE" + utf16("{\"a\": 1}"), "", "json"},
    {"text with a NUL", "some line\0 of a log file that lost power\n"s, "a.log", "text"},
    {"markdown that begins with a tag", "<!-- note -->\n# Title\n", "README.md", "text"},
    {"source", "#include <stdio.h>\nint main() { return 0; }\n", "a.c", "text"},
    {"PHP", "<?php echo 1; ?>", "a.php", "text"},
    {"log with brackets", "[2024-01-01 10:00:00] started\n[2024-01-01 10:00:01] done\n", "a.log", "text"},

    {"CSV by name", "a,b\n1,2\n", "a.csv", "csv"},
    {"CSV by structure", "a,b,c\n1,2,3\n4,5,6\n", "", "csv"},
    {"CSV in a .txt", "a;b;c\n1;2;3\n4;5;6", "export.txt", "csv"},
    {"TSV", "a\tb\n1\t2\n3\t4\n", "", "tsv"},
    {"commas in prose", "Yes, no.\nWell, fine, maybe.\nSo, what?\nHm.\n", "", "text"},
    {"logs are not tables", "2024-01-01 10:00:00,123 a\n2024-01-01 10:00:00,124 b\n2024-01-01 10:00:00,125 c\n", "", "text"},
    {"a name does not make a table of a PDF", "%PDF-1.4\n1 0 obj\n", "a.csv", "pdf", "text", true},

    {"JSON object", " {\"a\": [1, 2]}", "", "json"},
    {"JSON array", "[1, 2, 3]", "", "json"},
    {"JSON records", "[{\"a\":1},\n{\"a\":2}]", "x.txt", "json"},
    {"NDJSON", "{\"a\":1}\n{\"a\":2}\n", "", "ndjson"},
    {"NDJSON in a log", "{\"a\":1}\n{\"a\":2}\n", "a.log", "ndjson"},
    {"broken JSON keeps its name", "{a: 1}", "a.json", "json"},
    {"CSS is not JSON", "{ color: red }", "a.css", "text"},

    {"XML", "<?xml version=\"1.0\"?>\n<a/>", "", "xml"},
    {"XML without declaration", "<note><to>x</to></note>", "", "xml"},
    {"SVG", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>", "", "svg"},
    {"HTML", "<!DOCTYPE html><html>", "", "html"},
    {"HTML fragment", "<p>Hello</p>", "", "html"},
    {"HTML upper case after a comment", "<!-- x -->\n<HTML><BODY>", "", "html"},
    {"XHTML", "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html xmlns=\"y\">", "", "html"},
    {"HTML by name", "Hello <b>you</b>", "a.html", "html"},
    {"HTML saved as .xls is habit", "<html><table><tr><td>1</td></tr></table></html>", "a.xls", "html"},

    {"mail", "From: a@example.com\nTo: b@example.com\nSubject: Hi\n\nText\n", "", "eml"},
    {"mail with folded fields", "Received: from x\n\tby y\nDate: Mon\nMessage-ID: <1>\n\n", "mail.txt", "eml"},
    {"mbox", "From a@example.com Mon Jan 1 00:00:00 2024\nFrom: a@example.com\nTo: b@example.com\nSubject: x\n\n", "", "mbox"},
    {"prose with a colon", "Note: this is not a mail\nTo: do list\n", "notes.md", "text"},

    {"PDF", "%PDF-1.7\n", "a.pdf", "pdf"},
    {"PDF behind junk", "\x01\x02\x03%PDF-1.4\n1 0 obj\n"s, "", "pdf"},
    {"PDF stored in a ZIP behind junk", "junk" + zip_entry("a.pdf") + "%PDF-1.4\n1 0 obj\n", "", "pdf", "zip", true},
    {"PDF behind a picture", "GIF89a\1\0\1\0\0\0\0,%PDF-1.4\n1 0 obj\n"s, "", "gif", "pdf", true},
    {"signature of a picture on text", "GIF89a and then 4111 1111 1111 1111 in words", "", "text"},
    {"signature of a picture on noise", "\xFF\xD8\xFF" + random_bytes(4000), "", "unknown"},
    {"tar of texts", "note.txt"s + std::string(249, '\0') + "ustar" + std::string(250, '\0') + std::string(3000, 'x'), "", "tar"},
    {"a text about PDF", "The header is %PDF-1.4 and so on", "", "text"},
    {"picture with a ZIP in it", "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR"s + zip_entry("a.txt"), "", "png", "zip", true},
    {"tar with a stored ZIP", tar_head(), "a.tar", "tar"},
    {"PDF named .txt", "%PDF-1.7\n", "a.txt", "pdf", "text", true},
    {"PDF named .log", "%PDF-1.7\n", "server.log", "pdf", "text", true},
    {"picture named .pdf", "\xFF\xD8\xFF\xE0..JFIF", "scan.pdf", "jpeg", "", true},
    {"program named .docx", "MZ" + std::string(100, '\0'), "a.docx", "pe", "", true},
    {"RTF named .doc is habit", "{\\rtf1 x}", "a.doc", "rtf"},

    {"DOCX", zip_entry("[Content_Types].xml") + zip_entry("word/document.xml"), "a.docx", "docx"},
    {"macro DOCX", zip_entry("word/document.xml"), "a.docm", "docx"},
    {"XLSX", zip_entry("[Content_Types].xml") + zip_entry("xl/workbook.xml"), "", "xlsx"},
    {"XLSB", zip_entry("xl/styles.bin") + zip_entry("xl/workbook.bin"), "", "xlsb"},
    {"PPTX", zip_entry("ppt/presentation.xml"), "", "pptx"},
    {"OOXML whose head does not tell", zip_entry("[Content_Types].xml"), "a.docx", "zip"},
    {"ODT", zip_entry("mimetype", "application/vnd.oasis.opendocument.text") + zip_entry("content.xml"), "", "odt"},
    {"EPUB", zip_entry("mimetype", "application/epub+zip") + zip_entry("x"), "", "epub"},
    {"plain ZIP", zip_entry("a.txt"), "a.zip", "zip"},
    {"empty ZIP", "PK\x05\x06" + std::string(18, '\0'), "", "zip"},
    {"Word 97", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(20, '\0'), "a.doc", "doc"},
    {"OLE2 without a name", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(20, '\0'), "", "ole2"},

    {"gzip", "\x1F\x8B\x08\0\0\0\0\0\0\x03"s, "a.tar.gz", "gzip"},
    {"bzip2", "BZh91AY&SY\x9E\x01\x02\x03", "", "bzip2"},
    {"xz",
     "\xFD"
     "7zXZ\0\0\x04"s,
     "", "xz"},
    {"zstd", "\x28\xB5\x2F\xFD\x04\0"s, "", "zstd"},
    {"lz4", "\x04\x22\x4D\x18\x64", "", "lz4"},
    {"7z", "7z\xBC\xAF\x27\x1C\0\x04"s, "", "7z"},
    {"rar 5", "Rar!\x1A\x07\x01\0"s, "", "rar"},
    {"cpio", "070701000000" + std::string(40, '0') + "\0"s, "", "cpio"},
    {"ar", "!<arch>\ndebian-binary   ", "a.deb", "ar"},
    {"warc", "WARC/1.0\r\nWARC-Type: warcinfo\r\n", "", "warc"},
    {"a word is no signature", "ORChids and ID3 tags, PACK your bags", "", "text"},
    {"SQLite", "SQLite format 3\0\x10\0"s, "", "sqlite"},
    {"ELF",
     "\x7F"
     "ELF\x02\x01\x01\0"s,
     "", "elf"},
    {"PNG", "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR"s, "", "png"},
    {"BMP", "BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0"s, "", "bmp"},
    {"BMW is a word", "BMW X5, Kennzeichen B-XX 1234", "", "text"},
    {"DICOM", std::string(128, '\0') + "DICM", "", "dicom"},
    {"MP4",
     "\0\0\0\x20"
     "ftypisom\0\0\x02\0"s,
     "", "mp4"},
    {"WebP", "RIFF\x10\0\0\0WEBPVP8 "s, "", "webp"},
    {"calendar", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "", "calendar"},
    {"noise", random_bytes(4096), "", "unknown"},
    {"noise named .txt stays unknown", random_bytes(4096), "a.txt", "unknown"},
    {"empty", "", "a.txt", "unknown"},
};

TEST(Identify, Table) {
  for (const Row& row : kRows) {
    const Identity got = identify(row.head, row.head.size() < kHeadBytes, row.name, "");
    EXPECT_EQ(got.format, row.format) << row.why;
    EXPECT_EQ(got.second, row.second) << row.why;
    EXPECT_EQ(got.conflict, row.conflict) << row.why;
    EXPECT_FALSE(got.media_type.empty()) << row.why;
  }
}

TEST(Identify, TheDeclaredTypeHelpsWhereThereIsNoName) {
  EXPECT_EQ(identify("Hello <b>you</b>", true, "", "text/html; charset=utf-8").format, "html");
  EXPECT_EQ(identify("a,b\n1,2\n", true, "", "TEXT/CSV").format, "csv");
  EXPECT_EQ(identify("%PDF-1.4\n", true, "", "text/html").format, "pdf");
}

TEST(Identify, AnyPrefixOfAnyHeadIsSafe) {
  for (const Row& row : kRows) {
    for (std::size_t size = 0; size <= std::min<std::size_t>(row.head.size(), 700); ++size) {
      const Identity got = identify(std::string_view(row.head).substr(0, size), true, row.name, "");
      EXPECT_FALSE(got.format.empty());
    }
  }
}

TEST(Signatures, RowsAreSound) {
  std::set<std::string_view> ids;
  for (const Format& row : formats()) {
    EXPECT_TRUE(ids.insert(row.id).second) << row.id;
    EXPECT_NE(row.media_type.find('/'), std::string_view::npos) << row.id;
  }
  for (const Signature& row : signatures()) {
    EXPECT_NE(format_named(row.format), nullptr) << row.format;
    EXPECT_GE(row.bytes.size(), 2U) << row.format;
    EXPECT_LE(row.offset + row.bytes.size(), kHeadBytes) << row.format;
  }
}

TEST(Signatures, AnExtensionMeansOneFormat) {
  std::set<std::string> seen;
  for (const Format& row : formats()) {
    std::string word;
    for (const char c : std::string(row.extensions) + " ") {
      if (c != ' ') {
        word += c;
        continue;
      }
      EXPECT_TRUE(word.empty() || seen.insert(word).second) << word;
      word.clear();
    }
  }
}

}  // namespace
}  // namespace assay::identify
