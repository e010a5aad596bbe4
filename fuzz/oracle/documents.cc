// Documents of all formats that hold text by themselves.
#include <array>

#include "mutators/zip_file.h"
#include "oracle/encodings.h"
#include "oracle/file.h"

namespace assay::fuzz {
namespace {

PlantedFile document(std::string name, std::string front, const std::string& keep, std::string_view back) {
  PlantedFile file;
  file.name = std::move(name);
  file.bytes = std::move(front);
  file.keep = {file.bytes.size(), file.bytes.size() + keep.size()};
  file.bytes += keep;
  file.bytes += back;
  file.recipe = {file.name};
  return file;
}

PlantedFile headed(std::string name, std::string front, const std::string& keep, std::string_view back) {
  PlantedFile file = document(std::move(name), std::move(front), keep, back);
  file.headed = true;
  return file;
}

PlantedFile text(Dice& dice, const Planted& planted) {
  const std::string front = filler(dice, dice.below(200)), back = filler(dice, dice.below(200));
  return document("a.txt", front, "\n" + disguised(dice, planted) + "\n", back);
}

PlantedFile csv(Dice& dice, const Planted& planted) {
  const std::string comma(1, ",;\t"[dice.below(3)]);
  std::string front = "name" + comma + planted.field + comma + "note\n", back;
  for (std::size_t i = dice.below(20); i > 0; --i) front += "lamp" + comma + "none" + comma + "river\n";
  for (std::size_t i = dice.below(20); i > 0; --i) back += "stone" + comma + "none" + comma + "salt\n";
  return document("a.csv", front, "x" + comma + '"' + planted.field + ' ' + planted.value + '"' + comma + "y\n", back);
}

PlantedFile json(Dice& dice, const Planted& planted) {
  std::string front = "[", back;
  for (std::size_t i = dice.below(20); i > 0; --i) front += R"({"a": "lamp", "b": [1, 2.5, null, "x"]},)";
  for (std::size_t i = dice.below(20); i > 0; --i) back += R"(, {"c": {"d": true, "e": "salt"}})";
  const std::string value = dice.once_in(2) ? json_escaped(dice, planted.sentence()) : planted.sentence();
  return headed("a.json", front, "{\"" + planted.field + "\": \"" + value + "\"}", back + "]\n");
}

PlantedFile xml(Dice& dice, const Planted& planted) {
  const std::string said = dice.once_in(2) ? references(dice, planted.sentence()) : planted.sentence();
  const std::array<std::string, 4> places{"<v>" + said + "</v>", "<v w=\"" + said + "\"/>",
                                          "<v><![CDATA[" + planted.sentence() + "]]></v>", "<!-- " + planted.sentence() + " -->"};
  std::string front = "<?xml version=\"1.0\"?>\n<root>", back;
  for (std::size_t i = dice.below(20); i > 0; --i) front += "<a b='c'>lamp</a>";
  for (std::size_t i = dice.below(20); i > 0; --i) back += "<d>salt</d>";
  return document("a.xml", front, places[dice.below(places.size())], back + "</root>\n");
}

PlantedFile html(Dice& dice, const Planted& planted) {
  const std::string said = dice.once_in(2) ? references(dice, planted.sentence()) : planted.sentence();
  const std::array<std::string, 5> places{"<p>" + said + "</p>", "<p title=\"" + said + "\">x</p>",
                                          "<!-- " + planted.sentence() + " -->",
                                          "<script>var a = '" + planted.sentence() + "';</script>",
                                          "<table><tr><th>" + planted.field + "<tr><td>" + said + "</table>"};
  const std::string front = "<!DOCTYPE html><html><body><p>" + filler(dice, dice.below(100)) + "</p>";
  const std::string& place = places[dice.below(places.size())];
  return document("a.html", front, place, "<p>" + filler(dice, dice.below(100)) + "</body></html>");
}

PlantedFile mail(Dice& dice, const Planted& planted) {
  std::string head =
      "From: a@example.org\nTo: b@example.org\nSubject: lamp\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n";
  const std::string front = filler(dice, dice.below(60)), back = filler(dice, dice.below(60));
  switch (dice.below(4)) {
    case 0: {
      return headed("a.eml", head + "Content-Transfer-Encoding: base64\n\n",
                    base64_lines(front + "\n" + planted.sentence() + "\n" + back), "");
    }
    case 1:
      return headed("a.eml", head + "Content-Transfer-Encoding: quoted-printable\n\n" + front,
                    "\n" + quoted_printable(dice, planted.sentence()) + "\n", back);
    case 2:
      return headed("a.eml", "From: a@example.org\n", "Subject: " + planted.sentence() + "\nTo: b@example.org\n",
                    "\n" + front + back);
    default:
      return headed("a.eml", head + "\n" + front, "\n" + planted.sentence() + "\n", back);
  }
}

PlantedFile pdf(Dice& dice, const Planted& planted) {
  std::string content = "BT /F1 12 Tf 72 700 Td (" + planted.sentence() + ") Tj ET";
  std::string entries;
  if (dice.once_in(2)) {
    content = zlib_stream(content);
    entries = "/Filter /FlateDecode ";
  }
  const std::string stream = "<< " + entries + "/Length " + std::to_string(content.size()) + " >>\nstream\n";
  std::string bytes = "%PDF-1.7\n";
  std::vector<std::size_t> places;
  const auto object = [&](const std::string& body) {
    places.push_back(bytes.size());
    bytes += std::to_string(places.size()) + " 0 obj\n" + body + "\nendobj\n";
  };
  object("<< /Type /Catalog /Pages 2 0 R >>");
  object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>");
  object(stream + content + "\nendstream");
  const ByteRange keep{0, bytes.size()};  // a page that no longer shows a stream is another document
  object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  const std::size_t start = bytes.size();
  bytes += "xref\n0 6\n0000000000 65535 f \n";
  for (const std::size_t place : places)
    bytes += std::string(10 - std::to_string(place).size(), '0') + std::to_string(place) + " 00000 n \n";
  bytes += "trailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n" + std::to_string(start) + "\n%%EOF\n";
  PlantedFile file{"a.pdf", bytes, keep};
  file.ends = true;
  file.recipe = {"a.pdf"};
  return file;
}

PlantedFile office(std::string name, const std::vector<ZipMember>& members) {
  PlantedFile file;
  file.bytes = write_zip(members);
  file.sealed = file.ends = true;
  file.recipe = {name};
  file.name = std::move(name);
  return file;
}

const std::string kTypes = R"(<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
                           R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
                           R"(<Default Extension="xml" ContentType="application/xml"/><Override PartName="/)";
const std::string kRelations =
    R"(<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
const std::string kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::vector<ZipMember> package(Dice& dice, const std::string& main, const std::string& type, const std::string& body) {
  const std::uint16_t method = dice.once_in(3) ? 0 : 8;
  return {
      {"[Content_Types].xml",
       kTypes + main + "\" ContentType=\"application/vnd.openxmlformats-officedocument." + type + ".main+xml\"/></Types>",
       method},
      {"_rels/.rels",
       kRelations + "<Relationship Id=\"rId1\" Type=\"" + kOffice + "officeDocument\" Target=\"" + main + "\"/></Relationships>",
       method},
      {main, body, method}};
}

PlantedFile docx(Dice& dice, const Planted& planted) {
  const std::string ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  std::string runs;
  const std::string said = planted.sentence();
  const std::size_t cut = 1 + dice.below(said.size() - 1);  // Word splits runs anywhere
  for (const std::string& piece : {said.substr(0, cut), said.substr(cut)})
    runs += "<w:r><w:t xml:space=\"preserve\">" + piece + "</w:t></w:r>";
  const std::string body = "<?xml version=\"1.0\"?><w:document xmlns:w=\"" + ns + "\"><w:body><w:p><w:r><w:t>" +
                           filler(dice, 20) + "</w:t></w:r></w:p><w:p>" + runs + "</w:p></w:body></w:document>";
  return office("a.docx", package(dice, "word/document.xml", "wordprocessingml.document", body));
}

PlantedFile xlsx(Dice& dice, const Planted& planted) {
  const std::string ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  auto members =
      package(dice, "xl/workbook.xml", "spreadsheetml.sheet",
              "<?xml version=\"1.0\"?><workbook xmlns=\"" + ns + "\" xmlns:r=\"" + kOffice.substr(0, kOffice.size() - 1) +
                  "\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
  const bool is_inline = dice.once_in(2);
  const std::string cell = is_inline ? "<c r=\"A2\" t=\"inlineStr\"><is><t>" + planted.sentence() + "</t></is></c>"
                                     : "<c r=\"A2\" t=\"s\"><v>0</v></c>";
  std::string relations =
      kRelations + "<Relationship Id=\"rId1\" Type=\"" + kOffice + "worksheet\" Target=\"worksheets/sheet1.xml\"/>";
  if (!is_inline) relations += "<Relationship Id=\"rId2\" Type=\"" + kOffice + "sharedStrings\" Target=\"sharedStrings.xml\"/>";
  const std::uint16_t method = members[0].method;
  members.push_back({"xl/_rels/workbook.xml.rels", relations + "</Relationships>", method});
  members.push_back({"xl/worksheets/sheet1.xml",
                     "<?xml version=\"1.0\"?><worksheet xmlns=\"" + ns +
                         "\"><sheetData><row r=\"1\"><c r=\"A1\"><v>7</v></c></row><row r=\"2\">" + cell +
                         "</row></sheetData></worksheet>",
                     method});
  if (!is_inline) {
    members.push_back({"xl/sharedStrings.xml",
                       "<?xml version=\"1.0\"?><sst xmlns=\"" + ns + "\"><si><t>" + planted.sentence() + "</t></si></sst>",
                       method});
  }
  return office("a.xlsx", members);
}

PlantedFile pptx(Dice& dice, const Planted& planted) {
  const std::string p = "http://schemas.openxmlformats.org/presentationml/2006/main";
  const std::string a = "http://schemas.openxmlformats.org/drawingml/2006/main", r = kOffice.substr(0, kOffice.size() - 1);
  auto members = package(dice, "ppt/presentation.xml", "presentationml.presentation",
                         "<?xml version=\"1.0\"?><p:presentation xmlns:p=\"" + p + "\" xmlns:r=\"" + r +
                             "\"><p:sldIdLst><p:sldId id=\"256\" r:id=\"rId1\"/></p:sldIdLst></p:presentation>");
  const std::uint16_t method = members[0].method;
  members.push_back(
      {"ppt/_rels/presentation.xml.rels",
       kRelations + "<Relationship Id=\"rId1\" Type=\"" + kOffice + "slide\" Target=\"slides/slide1.xml\"/></Relationships>",
       method});
  members.push_back({"ppt/slides/slide1.xml",
                     "<?xml version=\"1.0\"?><p:sld xmlns:p=\"" + p + "\" xmlns:a=\"" + a +
                         "\"><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>" + planted.sentence() +
                         "</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>",
                     method});
  return office("a.pptx", members);
}

/// Text in another encoding; `keep` moves along.
void reencode(Dice& dice, PlantedFile& file) {
  const Charset& charset = kCharsets[dice.below(kCharsets.size())];
  const std::string front = file.bytes.substr(0, file.keep.begin), kept = file.bytes.substr(file.keep.begin, file.keep.size());
  const std::string back = file.bytes.substr(file.keep.end);
  std::string bytes = std::string(charset.mark) + encoded(front, charset.unit, charset.big);
  const std::size_t begin = bytes.size();
  bytes += encoded(kept, charset.unit, charset.big);
  const std::size_t end = bytes.size();
  file.bytes = bytes + encoded(back, charset.unit, charset.big);
  file.keep = {begin, end};
  file.unit = charset.unit;
  file.recipe.emplace_back(charset.name);
}

}  // namespace

PlantedFile make_document(Dice& dice, const Planted& planted) {
  using Maker = PlantedFile (*)(Dice&, const Planted&);
  static constexpr Maker kCharsetFree[] = {text, csv, html, xml};
  static constexpr Maker kOthers[] = {json, mail, pdf, docx, xlsx, pptx};
  if (dice.once_in(2)) return kOthers[dice.below(std::size(kOthers))](dice, planted);
  PlantedFile file = kCharsetFree[dice.below(std::size(kCharsetFree))](dice, planted);
  reencode(dice, file);
  return file;
}

}  // namespace assay::fuzz
