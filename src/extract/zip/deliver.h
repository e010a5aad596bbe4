// Handing what is in a ZIP to a sink: shared by the `zip` row and by formats that are a ZIP inside.
#pragma once
#include <string_view>

#include "extract/extractor.h"
#include "extract/zip/reader.h"

namespace assay::extract::zip {

/// Comments, second names, gaps for every oddity; bytes that belong to no member become children. False: stop.
bool deliver_surroundings(Source& source, const Archive& archive, Sink& sink);
/// One member as a child: encrypted and unreadable ones by name with a gap, unknown methods as a gap, folders as a name.
/// False: stop.
bool deliver_member(Source& source, const Entry& entry, std::string_view media_type, Sink& sink);

}  // namespace assay::extract::zip
