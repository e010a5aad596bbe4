/* Scans a text through the C interface; argv[1] is the folder of the installed packs. */
#include <stdio.h>
#include <string.h>

#include "assay/assay.h"

static int complain(void) {
  puts(assay_last_error());
  return 1;
}

int main(int argc, char** argv) {
  static const char text[] = "IBAN: DE89 3704 0044 0532 0130 00";
  const char* const rules[] = {argc > 1 ? argv[1] : NULL};
  assay_engine* engine = NULL;
  assay_scanner* scanner = NULL;
  assay_report* report = NULL;
  assay_finding finding;
  int good;
  if (assay_open(rules, argc > 1, NULL, &engine) != ASSAY_OK) return complain();
  if (assay_scanner_open(engine, &scanner) != ASSAY_OK) return complain();
  assay_engine_close(engine);
  if (assay_scan_text(scanner, text, strlen(text), NULL, &report) != ASSAY_OK) return complain();
  assay_scanner_close(scanner);
  good = assay_report_verdict(report) == ASSAY_SCANNED && assay_report_finding_count(report) == 1 &&
         assay_report_finding(report, 0, &finding) == ASSAY_OK && strcmp(finding.detector, "iban") == 0;
  assay_report_close(report);
  return !good;
}
