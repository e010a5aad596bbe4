// `assay::Report` as canonical JSON (RFC 8785): {"result", "run", "schema"}. `result` is the same for the same bytes, rules,
// limits and key; `run` is what differs from run to run, and holds the SHA-256 of the bytes of `result`.
// Schema: docs/report.schema.json. Threads: pure functions.
#pragma once
#include <string>
#include <string_view>

#include "assay/report.h"

namespace assay::report {

/// Value of the member `schema`. A change that an old reader would misunderstand raises the number.
inline constexpr std::string_view kSchema = "assay.report.v1";

/// The hashed part alone.
std::string result_json(const Report& report);
/// One line for a report, without a line feed. `path` as found (raw bytes); it stands in `run`.
std::string report_json(const Report& report, std::string_view path);
/// One line for a symbolic link that was not followed: `result` is null.
std::string link_json(std::string_view path);
/// {"kind", "name", "number"}, the latter two if they say something.
std::string locator_json(const Locator& locator);

}  // namespace assay::report
