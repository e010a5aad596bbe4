#include "extract/canary.h"

#include <zlib.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "base/io.h"

namespace assay::extract {
namespace {

/// What every document says.
constexpr std::string_view kWord =
    "Gr\xC3\xB6\xC3\x9F"
    "e 4711";

constexpr char kGzipped[] =
    "\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03\x73\x2F\x3A\xBC\xED\xF0\xFC\x54\x05\x13\x73\x43\x43\x2E"
    "\x00\xE4\x3F\xEC\x2F\x0D\x00\x00\x00";
constexpr char kBzipped[] =
    "\x42\x5A\x68\x39\x31\x41\x59\x26\x53\x59\xC5\x86\xFB\x6A\x00\x00\x03\x5D\xAC\x00\x10\x40\x00\x24"
    "\x80\x00\x80\x02\x00\x10\x00\x00\x00\x81\x00\x08\x00\x20\x00\x22\x03\x20\xD0\x80\x69\xA6\x89\xB8"
    "\x20\x9D\xC4\xC9\x78\xBB\x92\x29\xC2\x84\x86\x2C\x37\xDB\x50";
constexpr char kLha[] =
    "\x1B\xD0\x2D\x6C\x68\x30\x2D\x0D\x00\x00\x00\x0D\x00\x00\x00\x00\x00\x00\x00\x20\x00\x05\x61\x2E"
    "\x74\x78\x74\x1D\x27\x47\x72\xC3\xB6\xC3\x9F\x65\x20\x34\x37\x31\x31\x0A\x00";

template <std::size_t size>
std::string bytes_of(const char (&literal)[size]) {
  return {literal, size - 1};
}

void put(std::string& out, std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

using Members = std::vector<std::pair<std::string, std::string>>;

/// Members as they are (APPNOTE 4.3.7, 4.3.12, 4.3.16).
std::string stored_zip(const Members& members) {
  std::string file, directory;
  for (const auto& [name, content] : members) {
    const auto crc = ::crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size()));
    std::string common;
    for (const auto& [value, bytes] : {std::pair<std::uint64_t, std::size_t>{20, 2},
                                       {0, 2},
                                       {0, 2},
                                       {0, 2},
                                       {33, 2},
                                       {crc, 4},
                                       {content.size(), 4},
                                       {content.size(), 4},
                                       {name.size(), 2},
                                       {0, 2}})
      put(common, value, bytes);
    directory += std::string("PK\1\2\x14\0", 6) + common + std::string(10, '\0');
    put(directory, file.size(), 4);
    directory += name;
    file += "PK\3\4" + common + name + content;
  }
  const std::uint64_t at = file.size();
  file += directory + std::string("PK\5\6\0\0\0\0", 8);
  put(file, members.size(), 2), put(file, members.size(), 2), put(file, directory.size(), 4), put(file, at, 4), put(file, 0, 2);
  return file;
}

std::string office(const std::string& main, const std::string& type, const std::string& content, const Members& more = {}) {
  Members members{
      {"[Content_Types].xml",
       "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
       "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/" +
           main + "\" ContentType=\"application/vnd.openxmlformats-officedocument." + type + ".main+xml\"/></Types>"},
      {"_rels/.rels",
       "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" "
       "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"" +
           main + "\"/></Relationships>"},
      {main, content}};
  members.insert(members.end(), more.begin(), more.end());
  return stored_zip(members);
}

std::string document_xml() {
  return "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>" +
         std::string(kWord) + "</w:t></w:r></w:p></w:body></w:document>";
}

Members one_sheet() {
  return {{"xl/_rels/workbook.xml.rels",
           "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" "
           "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
           "Target=\"worksheets/sheet1.xml\"/></Relationships>"},
          {"xl/worksheets/sheet1.xml",
           "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" "
           "t=\"inlineStr\"><is><t>" +
               std::string(kWord) + "</t></is></c></row></sheetData></worksheet>"}};
}

std::string workbook_xml() {
  return "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
         "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"T\" "
         "sheetId=\"1\" "
         "r:id=\"r1\"/></sheets></workbook>";
}

Members one_slide() {
  return {{"ppt/_rels/presentation.xml.rels",
           "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" "
           "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide\" Target=\"slides/slide1.xml\"/>"
           "</Relationships>"},
          {"ppt/slides/slide1.xml",
           "<p:sld xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" "
           "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>" +
               std::string(kWord) + "</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"}};
}

std::string presentation_xml() {
  return "<p:presentation xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" "
         "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><p:sldIdLst><p:sldId id=\"256\" "
         "r:id=\"r1\"/></p:sldIdLst></p:presentation>";
}

/// One member (POSIX.1-1988, 10.1.1).
std::string tar() {
  const std::string content = std::string(kWord) + "\n";
  std::string head(512, '\0');
  head.replace(0, 5, "a.txt").replace(100, 7, "0000644").replace(124, 11, "00000000014", 11).replace(136, 11, "00000000000");
  head.replace(257, 5, "ustar").replace(263, 2, "00").replace(148, 8, 8, ' ');
  head[156] = '0';
  head[134] = static_cast<char>('0' + content.size() % 8), head[133] = static_cast<char>('0' + content.size() / 8);
  unsigned sum = 0;
  for (const unsigned char byte : head) sum += byte;
  for (int digit = 5; digit >= 0; --digit, sum /= 8)
    head[148 + static_cast<std::size_t>(digit)] = static_cast<char>('0' + sum % 8);
  head[154] = '\0';
  return head + content + std::string(512 - content.size() + 1024, '\0');
}

std::string mail() {
  return "From: a@example.com\r\nSubject: canary\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" +
         std::string(kWord) + "\r\n";
}

/// A sealed Office document as far as its reader looks: a directory entry ([MS-CFB] 2.6.1) that names the package.
std::string sealed_office() {
  std::string file("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8), entry;
  file.resize(512);
  for (const char letter : std::string_view("EncryptedPackage")) entry += {letter, '\0'};
  const std::size_t name_bytes = entry.size() + 2;
  entry.resize(128);
  entry[64] = static_cast<char>(name_bytes);
  return file + entry;
}

struct Canary {
  std::string format, document;
  Reason refusal = Reason::kNone;  ///< Why it must not be read.
};

/// By format id.
std::vector<Canary> canaries() {
  const std::string word(kWord);
  return {{"text", word + "\n"},
          {"csv", "a;b\n1;" + word + "\n2;x\n"},
          {"json", "{\"a\": \"" + word + "\"}"},
          {"xml", "<?xml version=\"1.0\"?><a>" + word + "</a>"},
          {"html", "<html><body><p>" + word + "</p></body></html>"},
          {"zip", stored_zip({{"a.txt", word}})},
          {"docx", office("word/document.xml", "wordprocessingml.document", document_xml())},
          {"xlsx", office("xl/workbook.xml", "spreadsheetml.sheet", workbook_xml(), one_sheet())},
          {"pptx", office("ppt/presentation.xml", "presentationml.presentation", presentation_xml(), one_slide())},
          {"ole2", sealed_office(), Reason::kPasswordRequired},
          {"gzip", bytes_of(kGzipped)},
          {"eml", mail()},
          {"mbox", "From a@example.com Mon Jan  1 00:00:00 2024\n" + mail()},
          {"lha", bytes_of(kLha)},
          {"tar", tar()},
          {"bzip2", bytes_of(kBzipped)}};
}

class CanarySink final : public Sink {
 public:
  bool text(std::string_view utf8, const Anchor&) override {
    all_.append(utf8);
    return true;
  }
  bool child(const ChildInfo&, Source& source) override {
    const auto bytes = base::read_all(source, 1 << 16);
    if (bytes.ok()) all_.append(bytes.value());
    return true;
  }
  void gap(GapClass, Reason, ByteRange, const Locator*, std::string_view) override {}
  base::Budget& budget() override { return budget_; }
  const std::string& all() const { return all_; }

 private:
  base::Budget budget_{limits_for(Profile::kGateway), 1 << 20, nullptr};
  std::string all_;
};

std::string reads(const Extractor& row, const Canary& canary) {
  base::MemorySource source(canary.document);
  CanarySink sink;
  const PartInfo part{.name = "canary", .format = canary.format};
  const auto done = row.run(source, part, sink);
  if (canary.refusal != Reason::kNone)
    return !done.ok() && done.error().reason == canary.refusal ? "" : "does not see that its built-in document is sealed";
  if (!done.ok()) return "does not read its built-in document: " + done.error().detail;
  return sink.all().find(kWord) == std::string::npos ? "reads its built-in document without its text" : "";
}

}  // namespace

std::string canary_complaint(const Extractor& row) {
  for (const Canary& canary : canaries()) {
    if (std::find(row.formats.begin(), row.formats.end(), canary.format) != row.formats.end()) return reads(row, canary);
  }
  return {};
}

}  // namespace assay::extract
