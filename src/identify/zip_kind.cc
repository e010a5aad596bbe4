#include "identify/zip_kind.h"

#include <cstddef>

#include "identify/signatures.h"

namespace assay::identify {
namespace {

constexpr std::size_t kHeaderBytes = 30;

unsigned u16(std::string_view head, std::size_t at) {
  return static_cast<unsigned char>(head[at]) | static_cast<unsigned>(static_cast<unsigned char>(head[at + 1])) << 8;
}

struct Folder {
  std::string_view prefix, format;
};
/// xlsb differs from xlsx by its workbook only, so it comes first.
constexpr Folder kFolders[] = {
    {"xl/workbook.bin", "xlsb"}, {"xl/", "xlsx"}, {"word/", "docx"}, {"ppt/", "pptx"}, {"visio/", "vsdx"}};

/// Content of a stored entry "mimetype", which ODF and EPUB put first.
std::string_view media_type_entry(std::string_view head, std::size_t name_end) {
  const std::size_t begin = name_end + u16(head, 28);
  if (begin >= head.size()) return {};
  return head.substr(begin, head.substr(begin).find("PK"));
}

}  // namespace

bool is_local_header(std::string_view head, std::size_t at) {
  if (at + kHeaderBytes > head.size()) return false;
  const unsigned version = u16(head, at + 4) & 0xFF, method = u16(head, at + 8), name = u16(head, at + 26);
  return version <= 63 && (method <= 20 || (method >= 93 && method <= 99)) && name > 0 && name <= 1024;
}

std::string_view zip_kind(std::string_view head) {
  static constexpr std::string_view kMark("PK\x03\x04", 4);
  std::string_view kind = "zip";
  for (std::size_t at = head.find(kMark); at != std::string_view::npos; at = head.find(kMark, at + kMark.size())) {
    if (!is_local_header(head, at)) continue;
    const std::string_view name = head.substr(at + kHeaderBytes, u16(head, at + 26));
    if (at == 0 && name == "mimetype") {
      const Format* const format = format_of_media_type(media_type_entry(head, kHeaderBytes + name.size()));
      if (format != nullptr) return format->id;
    }
    for (const Folder& folder : kFolders) {
      if (!name.starts_with(folder.prefix)) continue;
      // The binary workbook may still come.
      if (folder.format != "xlsx") return folder.format;
      kind = folder.format;
      break;
    }
  }
  return kind;
}

}  // namespace assay::identify
