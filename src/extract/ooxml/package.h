// Office Open XML packages (ECMA-376): Word, Excel, PowerPoint and whatever else is packed that way. Every part is read: those
// that relationships reach, in reading order, then all others. Only zip.cc and ooxml.cc enter here.
#pragma once
#include "extract/extractor.h"
#include "extract/zip/reader.h"

namespace assay::extract::ooxml {

/// True if the archive has an OPC content-type list.
bool is_package(const zip::Archive& archive);
/// Reads all parts: XML as text, pictures, embedded files and code as children, fonts and printer settings as inert gaps.
Result<Done, Trouble> read_package(Source& source, const zip::Archive& archive, Sink& sink);

}  // namespace assay::extract::ooxml
