// The rows of Word, Excel and PowerPoint documents (ECMA-376, ISO/IEC 29500), with macros and templates.
#include "extract/extractor.h"
#include "extract/ooxml/package.h"
#include "extract/zip/reader.h"

namespace assay::extract {
namespace {

Result<Done, Trouble> run(Source& source, const PartInfo&, Sink& sink) {
  const auto archive = zip::read_archive(source, sink.budget());
  if (!archive.ok()) return archive.error();
  return ooxml::read_package(source, archive.value(), sink);
}

}  // namespace

extern const Extractor kDocx{"docx", {"docx"}, Access::kRandom, &run};
extern const Extractor kXlsx{"xlsx", {"xlsx"}, Access::kRandom, &run};
extern const Extractor kPptx{"pptx", {"pptx"}, Access::kRandom, &run};

}  // namespace assay::extract
