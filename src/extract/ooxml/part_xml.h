// One XML part through one handler; whatever goes wrong is recorded, nothing is left unread in silence.
#pragma once
#include "extract/ooxml/parts.h"
#include "extract/ooxml/writer.h"
#include "extract/xml_sax.h"

namespace assay::extract::ooxml {

/// Parses `part`. XML comments and processing instructions are text. A part that is not well-formed is a gap and is also handed
/// out as a child, so that its rest is read as plain bytes; sealed and unreadable parts are handed out by name.
void read_xml(const Parts& parts, std::size_t part, XmlHandler& handler, Writer& out);

}  // namespace assay::extract::ooxml
