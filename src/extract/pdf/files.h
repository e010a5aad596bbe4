// Files inside a document: the name tree of embedded files, attachments on pages, associated files.
#pragma once
#include <poppler-config.h>

#include <PDFDoc.h>

#include "extract/pdf/objects.h"

namespace assay::extract::pdf {

/// Hands the embedded file of a file specification to the sink, once per document, under its name. `entry` is the
/// specification as referred to, `specification` the same fetched. A specification without an embedded file names an outside
/// one: its name is text. False: stop.
bool hand_over_file(const Object& entry, const Object& specification, Reading& reading);
/// All files that the catalog names. False: stop.
bool read_files(PDFDoc& document, Reading& reading);

}  // namespace assay::extract::pdf
