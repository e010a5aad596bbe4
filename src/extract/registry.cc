// The formats that are built in, in a fixed order. A row a format; two lines per row: the declaration and the entry.
#include <vector>

#include "extract/extractor.h"

namespace assay::extract {

extern const Extractor kText, kCsv, kJson, kXml, kHtml;
extern const Extractor kZip, kDocx, kXlsx, kPptx, kOle2Sealed, kGzip;
#ifdef ASSAY_WITH_MAIL
extern const Extractor kEml, kMbox;
#endif
#ifdef ASSAY_WITH_ARCHIVES
extern const Extractor kArchive, kArchiveStream, kCompressed;
#endif

std::span<const Extractor> builtin_extractors() {
  // Copied at first use: by then every `kName` of the other files is constructed.
  static const std::vector<Extractor> table{
      kText,    kCsv,           kJson,       kXml, kHtml, kZip, kDocx, kXlsx, kPptx, kOle2Sealed, kGzip,
#ifdef ASSAY_WITH_MAIL
      kEml,     kMbox,
#endif
#ifdef ASSAY_WITH_ARCHIVES
      kArchive, kArchiveStream, kCompressed,
#endif
  };
  return table;
}

}  // namespace assay::extract
