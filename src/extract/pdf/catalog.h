// What belongs to the document as a whole: info dictionary, XMP, bookmarks, scripts, layer names.
#pragma once
#include <poppler-config.h>

#include <PDFDoc.h>

#include "extract/pdf/objects.h"

namespace assay::extract::pdf {

/// Document info and XMP: kMetadata, field = key. False: stop.
bool read_metadata(PDFDoc& document, Reading& reading);
/// Titles of bookmarks and their actions, document scripts, names of layers. False: stop.
bool read_navigation(PDFDoc& document, Reading& reading);

}  // namespace assay::extract::pdf
