// Makes small PDF files for tests: objects in, file with a correct cross-reference table out.
#pragma once
#include <string>
#include <vector>

namespace assay::extract::testing {

class PdfWriter {
 public:
  /// Adds an object; its number.
  int add(const std::string& object) {
    objects_.push_back(object);
    return static_cast<int>(objects_.size());
  }
  int add_stream(const std::string& dictionary, const std::string& bytes) {
    return add("<<" + dictionary + "/Length " + std::to_string(bytes.size()) + ">>stream\n" + bytes + "\nendstream");
  }
  /// Reserves a number for an object that is set later.
  int reserve() { return add("null"); }
  void set(int number, const std::string& object) { objects_[static_cast<std::size_t>(number) - 1] = object; }

  /// Adds a page with Helvetica as /F1; more entries of the page and of its resources may be given.
  void page(const std::string& content, const std::string& entries = "", const std::string& resources = "") {
    const int stream = add_stream("", content);
    pages_.push_back(add("<</Type/Page/Parent 1 0 R/MediaBox[0 0 600 800]/Contents " + ref(stream) + entries +
                         "/Resources<</Font<</F1 2 0 R>>" + resources + ">>>>"));
  }
  PdfWriter() {
    reserve();
    add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
  }
  static std::string ref(int number) { return std::to_string(number) + " 0 R"; }

  /// `catalog`: more entries of the catalogue; `trailer`: of the trailer.
  std::string file(const std::string& catalog = "", const std::string& trailer = "") {
    std::string kids;
    for (const int page : pages_) kids += ref(page) + " ";
    set(1, "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(pages_.size()) + ">>");
    const int root = add("<</Type/Catalog/Pages 1 0 R" + catalog + ">>");
    std::string out = "%PDF-1.7\n", table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects_.size(); ++i) {
      const std::string at = std::to_string(out.size());
      table += std::string(10 - at.size(), '0') + at + " 00000 n \n";
      out += std::to_string(i + 1) + " 0 obj\n" + objects_[i] + "\nendobj\n";
    }
    const std::string start = std::to_string(out.size()), size = std::to_string(objects_.size() + 1);
    return out + "xref\n0 " + size + "\n" + table + "trailer\n<</Size " + size + "/Root " + ref(root) + trailer +
           ">>\nstartxref\n" + start + "\n%%EOF\n";
  }

 private:
  std::vector<std::string> objects_;
  std::vector<int> pages_;
};

}  // namespace assay::extract::testing
