// A library that lacks a file often says nothing and returns no text. So one known document is read first.
#include <string>
#include <vector>

#include "base/io.h"
#include "extract/pdf/pdf.h"

namespace assay::extract::pdf {
namespace {

constexpr std::string_view kLatin =
    "Gr\xC3\xB6\xC3\x9F"
    "e 4711";
constexpr std::string_view kKorean = "\xEC\x95\x88\xEB\x85\x95\xED\x95\x98\xEC\x84\xB8\xEC\x9A\x94";  // 안녕하세요

/// Latin by WinAnsiEncoding; Korean by a predefined map (KSC-EUC-H) and the Adobe-Korea1 collection, both of poppler-data.
std::vector<std::string> canary_objects() {
  const std::string content = "BT /F1 12 Tf 72 720 Td <4772F6DF652034373131> Tj 0 -40 Td /F2 12 Tf <BEC8B3E7C7CFBCBCBFE4> Tj ET";
  return {
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
      "<</Length " + std::to_string(content.size()) + ">>stream\n" + content + "\nendstream",
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
      "<</Type/Font/Subtype/Type0/BaseFont/HYGoThic-Medium/Encoding/KSC-EUC-H/DescendantFonts[7 0 R]>>",
      "<</Type/Font/Subtype/CIDFontType0/BaseFont/HYGoThic-Medium/DW 1000/FontDescriptor 8 0 R"
      "/CIDSystemInfo<</Registry(Adobe)/Ordering(Korea1)/Supplement 1>>>>",
      "<</Type/FontDescriptor/FontName/HYGoThic-Medium/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900"
      "/Descent -200/CapHeight 700/StemV 80>>",
  };
}

std::string canary_document() {
  std::string file = "%PDF-1.4\n", table;
  std::size_t number = 0;
  const std::vector<std::string> objects = canary_objects();
  for (const std::string& object : objects) {
    const std::string at = std::to_string(file.size());
    table += std::string(10 - at.size(), '0') + at + " 00000 n \n";
    file += std::to_string(++number) + " 0 obj\n" + object + "\nendobj\n";
  }
  const std::string size = std::to_string(objects.size() + 1), start = std::to_string(file.size());
  return file + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer\n<</Size " + size +
         "/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n";
}

class CanarySink final : public Sink {
 public:
  bool text(std::string_view utf8, const Anchor&) override {
    all_.append(utf8).append("\n");
    return true;
  }
  bool child(const ChildInfo&, Source&) override { return true; }
  void gap(GapClass, Reason, ByteRange, const Locator*, std::string_view) override {}
  base::Budget& budget() override { return budget_; }
  const std::string& all() const { return all_; }

 private:
  base::Budget budget_{limits_for(Profile::kGateway), 1 << 20, nullptr};
  std::string all_;
};

}  // namespace

std::string canary_complaint() {
  base::MemorySource source(canary_document());
  CanarySink sink;
  const auto done = extractor().run(source, {.name = "canary", .format = "pdf"}, sink);
  if (!done.ok()) return "the built-in document cannot be opened: " + done.error().detail;
  if (sink.all().find(kLatin) == std::string::npos) return "Latin text of the built-in document does not come out";
  if (sink.all().find(kKorean) == std::string::npos)
    return "Korean text of the built-in document does not come out (poppler-data missing?)";
  return {};
}

}  // namespace assay::extract::pdf
