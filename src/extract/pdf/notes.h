// Annotations of a page: what people wrote on it, where it links to, what its fields and buttons do.
#pragma once
#include <poppler-config.h>

#include <Page.h>

#include "extract/pdf/objects.h"

namespace assay::extract::pdf {

/// Contents, author, subject, rich text, popups, links and scripts; attached files are handed over. False: stop.
bool read_notes(Page& page, int number, Reading& reading);
/// Targets and scripts of an action and the actions chained behind it. False: stop.
bool read_action(const Object& action, LocatorKind kind, std::string_view name, std::uint64_t number, Reading& reading);

}  // namespace assay::extract::pdf
