/* Uses every type and constant of assay.h, so that a C compiler has seen them. */
#include "assay/assay.h"

int header_in_c(const assay_report* report);

int header_in_c(const assay_report* report) {
  assay_open_options open_options = {.size = sizeof open_options, .profile = "share"};
  assay_scan_options scan_options = {.size = sizeof scan_options, .min_confidence = 75};
  assay_finding finding;
  assay_gap gap;
  assay_code code = assay_report_finding(report, 0, &finding);
  if (code == ASSAY_OK) code = assay_report_gap(report, 0, &gap);
  return code == ASSAY_INVALID_ARGUMENT && assay_report_verdict(report) == ASSAY_ERROR && open_options.size > scan_options.size;
}
