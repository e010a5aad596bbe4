// assay/unread.h - the report of an object that could not be scanned at all.
//
//   if (!download(url)) return assay::unread_report(scanner, url, assay::Reason::kUnreadable, "HTTP 503", options);
//
// So that what an embedder could not get hold of is a report like all others and not a hole in the list.
// Threads: as Scanner. Errors: none.
#pragma once
#include <string>

#include "assay/engine.h"

namespace assay {
inline namespace v1 {

/// Verdict `error`, the reason, and a gap with `detail` (for people, never text of a document). Made by the scanner, so that
/// engine, rules, key and limits stand in it as in any other report, and the name is inspected. `cancel` and `deadline` are
/// ignored.
Report unread_report(Scanner& scanner, const std::string& name, Reason reason, const std::string& detail, ScanOptions options);

}  // namespace v1
}  // namespace assay
