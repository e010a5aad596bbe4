// The report of something that could not be scanned at all.
#pragma once
#include <string>

#include "assay/engine.h"

namespace assay::batch {

/// Verdict `error`, the reason, and a gap with `detail`. Made by the scanner, so that engine, rules, key and limits stand in it
/// as in any other report, and the name is inspected.
Report unread_report(Scanner& scanner, const std::string& path, Reason reason, const std::string& detail, ScanOptions options);

}  // namespace assay::batch
