// Form fields: names, values, defaults, choices, captions, scripts; the name is the context of the value.
#pragma once
#include <poppler-config.h>

#include <PDFDoc.h>

#include "extract/pdf/objects.h"

namespace assay::extract::pdf {

/// The field that a widget annotation shows and the fields above it, each once per document. False: stop.
bool read_widget(const Object& entry, const Object& widget, std::uint64_t page, Reading& reading);
/// All fields of the form that no page showed, and the XFA form. False: stop.
bool read_form(PDFDoc& document, Reading& reading);

}  // namespace assay::extract::pdf
