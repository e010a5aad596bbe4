// The three ways to scan: convert the options, call the scanner, wrap its report.
#include <chrono>

#include "capi/handles.h"

namespace assay::capi {
namespace {
// Findings at no confidence at all are what no caller means by a forgotten field.
constexpr std::uint8_t kDefaultConfidence = 65;

// So far away that it is as good as none: no arithmetic on clocks overflows before.
constexpr double kMostSeconds = 1e9;

assay_code convert_seconds(double seconds, ScanOptions& out) noexcept {
  if (!(seconds >= 0)) return fail(ASSAY_BAD_CONFIGURATION, "max_seconds is negative or no number");
  if (seconds == 0) return ASSAY_OK;
  const std::chrono::duration<double> limit(std::min(seconds, kMostSeconds));
  out.deadline = std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::nanoseconds>(limit);
  return ASSAY_OK;
}

assay_code convert(const assay_scan_options* options, ScanOptions& out) noexcept {
  assay_scan_options known;
  if (const assay_code code = read_options(options, known); code != ASSAY_OK) return code;
  if (known.min_confidence > 100) return fail(ASSAY_BAD_CONFIGURATION, "min_confidence is above 100");
  out.min_confidence = known.min_confidence == 0 ? kDefaultConfidence : known.min_confidence;
  out.explain = known.explain != 0;
  out.show_values = known.show_values != 0;
  return convert_seconds(known.max_seconds, out);
}

assay_report* wrap(Report report, std::string_view path) {
  auto handle = std::make_unique<assay_report>();
  handle->report = std::move(report);
  handle->path = path;
  for (const Finding& finding : handle->report.findings) handle->locators.push_back(describe(finding.locator));
  return handle.release();
}

/// Checks what all three have in common, then lets `call` make the report.
template <class Call>
assay_code scan(assay_scanner* scanner, const assay_scan_options* options, assay_report** report, std::string_view path,
                Call&& call) {
  if (scanner == nullptr) return fail(ASSAY_INVALID_ARGUMENT, "scanner is NULL");
  if (report == nullptr) return fail(ASSAY_INVALID_ARGUMENT, "report is NULL");
  ScanOptions converted;
  if (const assay_code code = convert(options, converted); code != ASSAY_OK) return code;
  *report = wrap(call(scanner->scanner, converted), path);
  return ASSAY_OK;
}

std::string_view bytes_of(const void* bytes, std::size_t size) {
  return size == 0 ? std::string_view("") : std::string_view(static_cast<const char*>(bytes), size);
}
}  // namespace
}  // namespace assay::capi

using assay::capi::fail;
using assay::capi::fenced;

assay_code assay_scan_file(assay_scanner* scanner, const char* path, const assay_scan_options* options, assay_report** report) {
  return fenced([&] {
    if (path == nullptr) return fail(ASSAY_INVALID_ARGUMENT, "path is NULL");
    return assay::capi::scan(scanner, options, report, path, [&](assay::Scanner& with, const assay::ScanOptions& converted) {
      return with.scan_file(path, converted);
    });
  });
}

assay_code assay_scan_bytes(assay_scanner* scanner, const void* bytes, size_t size, const char* name,
                            const assay_scan_options* options, assay_report** report) {
  return fenced([&] {
    if (bytes == nullptr && size != 0) return fail(ASSAY_INVALID_ARGUMENT, "bytes is NULL, size is not 0");
    if (name == nullptr) return fail(ASSAY_INVALID_ARGUMENT, "name is NULL");
    return assay::capi::scan(scanner, options, report, name, [&](assay::Scanner& with, const assay::ScanOptions& converted) {
      const auto source = assay::borrow_bytes(assay::capi::bytes_of(bytes, size));
      return with.scan(*source, name, converted);
    });
  });
}

assay_code assay_scan_text(assay_scanner* scanner, const char* utf8, size_t size, const assay_scan_options* options,
                           assay_report** report) {
  return fenced([&] {
    if (utf8 == nullptr && size != 0) return fail(ASSAY_INVALID_ARGUMENT, "utf8 is NULL, size is not 0");
    return assay::capi::scan(scanner, options, report, "", [&](assay::Scanner& with, const assay::ScanOptions& converted) {
      return with.scan_text(assay::capi::bytes_of(utf8, size), converted);
    });
  });
}
