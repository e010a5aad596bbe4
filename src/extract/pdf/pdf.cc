#include "extract/pdf/pdf.h"

#include <poppler-config.h>

#include <ErrorCodes.h>
#include <GlobalParams.h>
#include <PDFDoc.h>

#include <exception>
#include <memory>
#include <mutex>
#include <new>

#include "extract/pdf/catalog.h"
#include "extract/pdf/complaints.h"
#include "extract/pdf/files.h"
#include "extract/pdf/forms.h"
#include "extract/pdf/pages.h"
#include "extract/pdf/source_stream.h"

namespace assay::extract::pdf {
namespace {

/// Names of glyphs and character maps: some milliseconds, so only when the first document comes.
void set_up_poppler() {
  static std::once_flag once;
  std::call_once(once, [] { globalParams = std::make_unique<GlobalParams>(); });
}

Trouble why_not_open(PDFDoc& document) {
  switch (document.getErrorCode()) {
    case errEncrypted:
      return {Reason::kPasswordRequired, "the empty user password does not open the document"};
    case errBadCatalog:
      return {Reason::kBadStructure, "no page catalogue"};
    case errDamaged:
      return {Reason::kBadStructure, "no cross-reference table, and none could be rebuilt"};
    default:
      return {Reason::kBadStructure, "not a PDF document"};
  }
}

/// Pages first, so that the first finding comes early.
void read_document(PDFDoc& document, Reading& reading, Complaints& complaints) {
  (void)(read_pages(document, reading, complaints) && read_form(document, reading) && read_metadata(document, reading) &&
         read_navigation(document, reading) && read_files(document, reading));
}

Result<Done, Trouble> read(Source& source, Sink& sink) {
  const auto size = source.size();
  if (!size || !source.random_access()) return Trouble{Reason::kInternal, "pdf needs random access"};
  set_up_poppler();
  Complaints complaints(sink);
  auto input = std::make_shared<SharedInput>();
  input->source = &source;
  input->size = *size;
  PDFDoc document(new SourceStream(input, 0, false, static_cast<Goffset>(*size), Object(objNull)));
  if (input->trouble) return *input->trouble;
  if (!document.isOk()) return why_not_open(document);
  complaints.opened();
  Reading reading{sink};
  read_document(document, reading, complaints);
  if (input->trouble) return *input->trouble;
  return Done{};
}

Result<Done, Trouble> fenced(Source& source, const PartInfo&, Sink& sink) {
  try {
    return read(source, sink);
  } catch (const std::bad_alloc&) {
    return Trouble{Reason::kMemory, "PDF needs more memory than allowed"};
  } catch (const std::exception&) {
    return Trouble{Reason::kInternal, "the PDF library gave up"};
  }
}

}  // namespace

const Extractor& extractor() {
  static const Extractor kPdf{"pdf", {"pdf"}, Access::kRandom, &fenced, Code::kForeign};
  return kPdf;
}

}  // namespace assay::extract::pdf
