// Text of the XML that PDF files carry: XMP metadata and XFA forms.
#pragma once
#include <string>
#include <string_view>

#include "extract/pdf/objects.h"

namespace assay::extract::pdf {

/// Character data and attribute values (namespace declarations left out), `field` = the element or attribute. XML that does not
/// parse is a gap under `name`; what came before stays. False: stop.
bool say_xml(const std::string& xml, LocatorKind kind, std::string_view name, Reading& reading);

}  // namespace assay::extract::pdf
