// assay-worker: reads PDFs for a host that does not trust them. See isolate/protocol.h for what is said.
#include <array>
#include <string>

#include "apps/worker/worker_main.h"
#include "extract/pdf/pdf.h"

int main(int count, char** words) {
  using namespace assay;
  const std::array rows{isolate::WorkerRow{&extract::pdf::extractor(), &extract::pdf::canary_complaint}};
  // All that Poppler opens while it reads text (seen with strace over some 80 documents): its character maps, and the time zone
  // when it writes a date. Fonts are not rendered, so none are opened.
  const worker::Program program{.rows = rows,
                                .readable = {"/usr/share/poppler", "/etc/localtime"},
                                .complaint = [](const isolate::WorkerRow& row) { return row.complaint(); }};
  return worker::run({words, static_cast<std::size_t>(count)}, program);
}
