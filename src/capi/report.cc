// Views of a finished report. The strings handed out are those of the report itself.
#include "capi/handles.h"
#include "report/json.h"

namespace assay::capi {
namespace {
static_assert(int{ASSAY_ERROR} == static_cast<int>(Verdict::kError) && int{ASSAY_SCANNED} == static_cast<int>(Verdict::kScanned));
static_assert(int{ASSAY_CORRUPT} == static_cast<int>(Verdict::kCorrupt) &&
              int{ASSAY_PARTIAL} == static_cast<int>(Verdict::kPartial));

/// Parts beyond those that are kept have no path: their findings still count.
const char* path_of(const assay_report& report, std::uint32_t part) {
  return part < report.report.parts.size() ? report.report.parts[part].path.c_str() : "";
}
}  // namespace
}  // namespace assay::capi

using assay::capi::fail;
using assay::capi::fenced;
using assay::capi::path_of;

void assay_report_close(assay_report* report) { delete report; }

assay_verdict assay_report_verdict(const assay_report* report) {
  return report == nullptr ? ASSAY_ERROR : static_cast<assay_verdict>(report->report.verdict);
}

const char* assay_report_label(const assay_report* report) {
  return report == nullptr ? "" : report->report.classification.label.c_str();
}

size_t assay_report_finding_count(const assay_report* report) { return report == nullptr ? 0 : report->report.findings.size(); }
size_t assay_report_gap_count(const assay_report* report) { return report == nullptr ? 0 : report->report.gaps.size(); }

assay_code assay_report_finding(const assay_report* report, size_t index, assay_finding* finding) {
  return fenced([&] {
    if (report == nullptr) return fail(ASSAY_INVALID_ARGUMENT, "report is NULL");
    if (finding == nullptr) return fail(ASSAY_INVALID_ARGUMENT, "finding is NULL");
    if (index >= report->report.findings.size()) return fail(ASSAY_INVALID_ARGUMENT, "there is no finding of this index");
    const assay::Finding& from = report->report.findings[index];
    finding->detector = from.detector.c_str();
    finding->category = from.category.c_str();
    finding->part = path_of(*report, from.part);
    finding->locator = report->locators[index].c_str();
    finding->preview = from.preview.c_str();
    finding->value_hash = from.value_hash.c_str();
    finding->value = from.value.c_str();
    finding->begin = from.range.begin;
    finding->end = from.range.end;
    finding->confidence = from.confidence;
    return ASSAY_OK;
  });
}

assay_code assay_report_gap(const assay_report* report, size_t index, assay_gap* gap) {
  return fenced([&] {
    if (report == nullptr) return fail(ASSAY_INVALID_ARGUMENT, "report is NULL");
    if (gap == nullptr) return fail(ASSAY_INVALID_ARGUMENT, "gap is NULL");
    if (index >= report->report.gaps.size()) return fail(ASSAY_INVALID_ARGUMENT, "there is no gap of this index");
    const assay::Gap& from = report->report.gaps[index];
    gap->part = path_of(*report, from.part);
    gap->gap_class = assay::name_of(from.gap_class).data();  // names are literals, so they end in a zero byte
    gap->reason = assay::reason_info(from.reason).name.data();
    gap->detail = from.detail.c_str();
    return ASSAY_OK;
  });
}

assay_code assay_report_json(assay_report* report, const char** json, size_t* size) {
  return fenced([&] {
    if (report == nullptr) return fail(ASSAY_INVALID_ARGUMENT, "report is NULL");
    if (json == nullptr) return fail(ASSAY_INVALID_ARGUMENT, "json is NULL");
    if (report->json.empty()) report->json = assay::report::report_json(report->report, report->path);
    *json = report->json.c_str();
    if (size != nullptr) *size = report->json.size();
    return ASSAY_OK;
  });
}
