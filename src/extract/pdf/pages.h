// All pages of a document: text, what hides beside it, and what on them was not read.
#pragma once
#include <poppler-config.h>

#include <PDFDoc.h>

#include "extract/pdf/complaints.h"
#include "extract/pdf/objects.h"

namespace assay::extract::pdf {

/// Text first, page by page, each page delivered as soon as it is laid out; its annotations follow it. False: stop.
bool read_pages(PDFDoc& document, Reading& reading, Complaints& complaints);

}  // namespace assay::extract::pdf
