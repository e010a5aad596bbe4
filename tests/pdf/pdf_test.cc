#include "extract/pdf/pdf.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/unicode.h"
#include "extract/pdf/complaints.h"
#include "tests/extract/recording_sink.h"
#include "tests/pdf/pdf_writer.h"

namespace assay::extract {
namespace {

using testing::PdfWriter;
using testing::RecordingSink;

Result<Done, Trouble> read(std::string bytes, RecordingSink& sink) {
  base::MemorySource source(std::move(bytes));
  auto done = pdf::extractor().run(source, {.name = "a.pdf", .format = "pdf"}, sink);
  for (const auto& piece : sink.texts) EXPECT_TRUE(base::is_valid_utf8(piece.text));
  return done;
}
RecordingSink read_well(std::string bytes) {
  RecordingSink sink;
  const auto done = read(std::move(bytes), sink);
  EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().detail);
  return sink;
}
std::string show(const std::string& text, const char* at = "72 700") {
  return "BT /F1 12 Tf " + std::string(at) + " Td (" + text + ") Tj ET\n";
}
bool has_gap(const RecordingSink& sink, Reason reason) {
  return std::any_of(sink.gaps.begin(), sink.gaps.end(), [&](const auto& gap) { return gap.reason == reason; });
}
/// Locator and text of the piece that is exactly `text`.
Locator place_of(const RecordingSink& sink, std::string_view text) {
  for (const auto& piece : sink.texts) {
    if (piece.text == text) return piece.locator;
  }
  ADD_FAILURE() << text << " not in\n" << sink.log();
  return {};
}

TEST(Pdf, CanarySings) { EXPECT_EQ(pdf::canary_complaint(), ""); }

TEST(Pdf, PagesComeInOrderWithTheirNumbers) {
  PdfWriter writer;
  writer.page(show("first line") + show("second line", "72 680"));
  writer.page(show("page two"));
  const auto sink = read_well(writer.file());
  ASSERT_EQ(sink.texts.size(), 2u);
  EXPECT_EQ(sink.texts[0].text, "first line\nsecond line");
  EXPECT_EQ(sink.texts[0].locator, (Locator{LocatorKind::kPage, "", 1}));
  EXPECT_EQ(sink.texts[1].locator, (Locator{LocatorKind::kPage, "", 2}));
  EXPECT_TRUE(sink.gaps.empty());
}

TEST(Pdf, HiddenTextIsText) {
  PdfWriter writer;
  writer.page("BT /F1 12 Tf 3 Tr 72 700 Td (invisible) Tj ET\n" + show("off the page", "72 9000") +
              "BT /F1 0.001 Tf 72 600 Td (pinhead) Tj ET\n" + "1 1 1 rg " + show("white", "72 500") +
              "/Span<</ActualText(harmless)>>BDC " + show("disguised", "72 400") + " EMC\n");
  const std::string text = read_well(writer.file()).all_text();
  for (const char* words : {"invisible", "off the page", "pinhead", "white", "harmless", "disguised"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words << " not in " << text;
  }
}

TEST(Pdf, LayersThatAreOffAreRead) {
  PdfWriter writer;
  const int layer = writer.add("<</Type/OCG/Name(Draft)>>");
  writer.page("/OC /L1 BDC " + show("on a hidden layer") + " EMC\n", "", "/Properties<</L1 " + PdfWriter::ref(layer) + ">>");
  const auto sink =
      read_well(writer.file("/OCProperties<</OCGs[" + PdfWriter::ref(layer) + "]/D<</OFF[" + PdfWriter::ref(layer) + "]>>>>"));
  EXPECT_NE(sink.all_text().find("on a hidden layer"), std::string::npos);
  EXPECT_EQ(place_of(sink, "Draft").name, "Layer");
}

TEST(Pdf, NotesLinksAndScripts) {
  PdfWriter writer;
  const int popup = writer.add("<</Type/Annot/Subtype/Popup/Rect[0 0 9 9]/Contents(popup words)>>");
  writer.page(show("x"), "/Annots[<</Subtype/Text/Rect[0 0 9 9]/Contents(note words)/T(Note Author)/Popup " +
                             PdfWriter::ref(popup) + ">><</Subtype/FreeText/Rect[0 0 9 9]/DA(/F1 9 Tf)/Contents(\xFE\xFF" +
                             std::string("\0G\0r\0\xFC\0n", 8) +
                             ")>><</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org/?id=7)"
                             "/Next<</S/JavaScript/JS(app.alert)>>>>>>]");
  const auto sink = read_well(writer.file());
  EXPECT_EQ(place_of(sink, "note words"), (Locator{LocatorKind::kAnnotation, "Text", 1}));
  EXPECT_EQ(place_of(sink, "Note Author").name, "Text");
  EXPECT_EQ(place_of(sink, "popup words").name, "Popup");
  EXPECT_EQ(place_of(sink, "Gr\xC3\xBCn").name, "FreeText");
  EXPECT_EQ(place_of(sink, "https://example.org/?id=7").name, "Link");
  EXPECT_EQ(place_of(sink, "app.alert").number, 1u);
}

TEST(Pdf, FormFieldsBringTheirNames) {
  PdfWriter writer;
  const int person = writer.reserve();
  const int field = writer.add("<</FT/Tx/T(taxid)/TU(Steuer-ID)/V(86095742719)/DV(default)/Parent " + PdfWriter::ref(person) +
                               "/Type/Annot/Subtype/Widget/Rect[9 9 99 30]>>");
  const int lonely = writer.add("<</FT/Ch/T(country)/V[(DE)(FR)]/Opt[[(DE)(Germany)](FR)]>>");
  writer.set(person, "<</T(person)/Kids[" + PdfWriter::ref(field) + "]>>");
  writer.page(show("x"), "/Annots[" + PdfWriter::ref(field) + "]");
  const auto sink =
      read_well(writer.file("/AcroForm<</Fields[" + PdfWriter::ref(person) + " " + PdfWriter::ref(lonely) + "]/XFA(none)>>"));
  EXPECT_EQ(place_of(sink, "86095742719"), (Locator{LocatorKind::kFormField, "person.taxid", 1}));
  EXPECT_EQ(place_of(sink, "default").name, "person.taxid");
  EXPECT_EQ(place_of(sink, "Steuer-ID").name, "person.taxid");
  EXPECT_EQ(place_of(sink, "Germany").name, "country");
  const auto is_value = [](const auto& piece) {
    return piece.text == "86095742719" && piece.locator.kind == LocatorKind::kFormField;
  };
  EXPECT_EQ(std::count_if(sink.texts.begin(), sink.texts.end(), is_value), 1) << "page and form tree show the same field";
  const auto value = std::find_if(sink.texts.begin(), sink.texts.end(), is_value);
  ASSERT_NE(value, sink.texts.end());
  EXPECT_EQ(value->field, "person.taxid");
}

TEST(Pdf, XfaAndXmpAreText) {
  PdfWriter writer;
  const int xfa = writer.add_stream("", "<xdp:xdp xmlns:xdp='x'><data><iban>DE89</iban></data></xdp:xdp>");
  const int xmp =
      writer.add_stream("/Type/Metadata/Subtype/XML",
                        "<x:xmpmeta xmlns:x='a' xmlns:r='r'><r:Description tool='Zeichner'><creator><r:Seq><r:li>Erika"
                        "</r:li></r:Seq></creator></r:Description></x:xmpmeta>");
  writer.page(show("x"));
  const auto sink =
      read_well(writer.file("/AcroForm<</Fields[]/XFA[(a) " + PdfWriter::ref(xfa) + "]>>/Metadata " + PdfWriter::ref(xmp)));
  EXPECT_EQ(place_of(sink, "DE89").kind, LocatorKind::kFormField);
  EXPECT_EQ(place_of(sink, "Erika"), (Locator{LocatorKind::kMetadata, "creator", 0}));
  EXPECT_EQ(place_of(sink, "Zeichner").name, "tool");
}

TEST(Pdf, InfoAndBookmarks) {
  PdfWriter writer;
  writer.page(show("x"));
  const int info = writer.add("<</Author(Erika)/CaseNo(4711)>>");
  const int outlines = writer.reserve(), first = writer.reserve(), child = writer.reserve();
  writer.set(outlines, "<</First " + PdfWriter::ref(first) + "/Last " + PdfWriter::ref(first) + ">>");
  writer.set(first, "<</Title(Chapter)/First " + PdfWriter::ref(child) + "/Next " + PdfWriter::ref(first) + ">>");
  writer.set(child, "<</Title(Section)/First " + PdfWriter::ref(first) + ">>");
  const auto sink = read_well(writer.file("/Outlines " + PdfWriter::ref(outlines), "/Info " + PdfWriter::ref(info)));
  EXPECT_EQ(place_of(sink, "Erika"), (Locator{LocatorKind::kMetadata, "Author", 0}));
  EXPECT_EQ(place_of(sink, "4711").name, "CaseNo");
  EXPECT_EQ(place_of(sink, "Chapter").name, "Bookmark");
  EXPECT_EQ(place_of(sink, "Section").name, "Bookmark") << "and the circle ended";
}

TEST(Pdf, FilesAreChildrenOnce) {
  PdfWriter writer;
  const int file = writer.add_stream("/Type/EmbeddedFile/Subtype/text#2Fplain", "attached words");
  const std::string specification =
      "<</Type/Filespec/F(a.txt)/UF(\xC3\xA4.txt)/EF<</F " + PdfWriter::ref(file) + "/UF " + PdfWriter::ref(file) + ">>>>";
  const int shared = writer.add(specification);
  writer.page(show("x"), "/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]/FS " + PdfWriter::ref(shared) + ">>]");
  const auto sink = read_well(
      writer.file("/Names<</EmbeddedFiles<</Names[(a) " + PdfWriter::ref(shared) + "]>>>>/AF[" + PdfWriter::ref(shared) + "]"));
  ASSERT_EQ(sink.children.size(), 1u);
  EXPECT_EQ(sink.children[0].bytes, "attached words");
  EXPECT_EQ(sink.children[0].media_type, "text/plain");
}

TEST(Pdf, PagesThatCannotBeReadAreGaps) {
  PdfWriter writer;
  const int font = writer.add(
      "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/"
      "CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Own)/Ordering(Own)/Supplement 0>>>>]>>");
  writer.page("BT /F9 12 Tf 72 700 Td <00010002000300040005> Tj ET", "/Resources<</Font<</F9 " + PdfWriter::ref(font) + ">>>>");
  const int image = writer.add_stream("/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "x");
  writer.page("/I Do", "", "/XObject<</I " + PdfWriter::ref(image) + ">>");
  writer.page("BI /W 1 /H 1 /CS /G /BPC 8 ID x EI");
  std::string bytes = writer.file();
  // The writer's own /Resources stands behind ours; Poppler takes the last, so the first page must lose it.
  const std::size_t own = bytes.find("/Resources<</Font<</F1 2 0 R>>>>", bytes.find("/F9 "));
  ASSERT_NE(own, std::string::npos);
  bytes.replace(own, 10, "/Resourcex");
  const auto sink = read_well(bytes);
  EXPECT_TRUE(has_gap(sink, Reason::kUnmappedText)) << sink.log();
  const auto pictures = std::count_if(sink.gaps.begin(), sink.gaps.end(), [](const auto& gap) {
    return gap.gap_class == GapClass::kPixelsOrSound && gap.reason == Reason::kNotLookedAt;
  });
  EXPECT_EQ(pictures, 2);
}

TEST(Pdf, CodesThatDrawNothingAreNoGap) {
  PdfWriter writer;
  writer.page(show("all codes of a standard font: \001\002\003\004\005\006\007\016\017\020\021\022\023\024\025\026\027\030"));
  const auto sink = read_well(writer.file());
  EXPECT_NE(sink.all_text().find("all codes"), std::string::npos);
  EXPECT_FALSE(has_gap(sink, Reason::kUnmappedText)) << sink.log();
}

TEST(Pdf, BrokenTableIsRebuilt) {
  PdfWriter writer;
  writer.page(show("still there"));
  std::string bytes = writer.file();
  bytes.replace(bytes.find("startxref\n") + 10, 3, "999");
  EXPECT_NE(read_well(bytes).all_text().find("still there"), std::string::npos);
}

TEST(Pdf, LockedAndBrokenFilesAreTrouble) {
  PdfWriter writer;
  writer.page(show("secret"));
  const std::string key(32, 'a');
  RecordingSink locked;
  const auto done =
      read(writer.file("", "/ID[(x)(x)]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(" + key + ")/U(" + key + ")>>"), locked);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().reason, Reason::kPasswordRequired);
  EXPECT_TRUE(locked.gaps.empty()) << "one trouble, no list";
  RecordingSink broken;
  const auto nothing = read("%PDF-1.7\nnothing here", broken);
  ASSERT_FALSE(nothing.ok());
  EXPECT_EQ(nothing.error().reason, Reason::kBadStructure);
}

TEST(Pdf, EveryCutEnds) {
  PdfWriter writer;
  writer.page(show("words"));
  const std::string whole = writer.file();
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    RecordingSink sink;
    const auto done = read(whole.substr(0, size), sink);
    const bool said = !done.ok() || !sink.gaps.empty() || sink.all_text().find("words") != std::string::npos;
    EXPECT_TRUE(said) << size << ": neither text nor a reason";
  }
}

TEST(Pdf, ComplaintsHoldNoWordsOfTheDocument) {
  EXPECT_EQ(pdf::without_document_words("Unknown operator 'Erika'"), "Unknown operator");
  EXPECT_EQ(pdf::without_document_words("Couldn't find trailer dictionary"), "Couldn't find trailer dictionary");
  EXPECT_EQ(pdf::without_document_words("Illegal character <45> in hex string"), "Illegal character");
  EXPECT_EQ(pdf::without_document_words("'x'"), "unnamed");
}

}  // namespace
}  // namespace assay::extract
