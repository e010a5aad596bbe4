// The table of fuzz targets: a row a target. `./dev fuzz` and CMake read the names between the first quotes of each row.
#include <vector>

#include "mutators/mutators.h"
#include "support/target.h"
#include "targets/extractor.h"
#include "targets/targets.h"
#ifdef ASSAY_FUZZ_PDF
#include "extract/pdf/pdf.h"
#endif

namespace assay::fuzz {
namespace {

Target row(std::string_view name, void (*run)(std::string_view), std::size_t max_bytes = 4096) { return {name, run, max_bytes}; }

/// A target is called as the extractor is.
Target reader_of(std::string_view id, const extract::Extractor& extractor, FormatMutator mutate) {
  return {id, [&extractor](std::string_view bytes) { run_extractor(extractor, bytes); }, 64 << 10, mutate};
}
Target reader(std::string_view id, FormatMutator mutate = nullptr) { return reader_of(id, extractor_called(id), mutate); }

std::vector<Target> table() {
  std::vector<Target> rows{
      row("identify", fuzz_identify),
      row("charset", fuzz_charset),
      row("match_view", fuzz_match_view),
      row("readings", fuzz_readings),
      row("pattern", fuzz_pattern, 256),
      row("finders", fuzz_finders, 1024),
      row("candidates", fuzz_candidates, 512),
      row("rules", fuzz_rules, 16 << 10),
      row("convert", fuzz_convert, 8 << 10),
      row("glob", fuzz_glob, 256),
      row("allow", fuzz_allow),
      row("labelled", fuzz_labelled),
      row("report_reader", fuzz_report_reader, 16 << 10),
      row("json_line", fuzz_json_line),
      row("cache_file", fuzz_cache_file, 64),
      row("pack_image", fuzz_pack_image, 16 << 10),
      row("finder_image", fuzz_finder_image, 32 << 10),
      row("protocol", fuzz_protocol),
      row("worker_loop", fuzz_worker_loop),
      row("windows", fuzz_windows, 8 << 10),
      row("scan", fuzz_scan, 64 << 10),
      reader("text"),
      reader("csv"),
      reader("json"),
      reader("xml"),
      reader("html"),
      reader("zip", mutate_zip),
      reader("docx", mutate_zip),
      reader("xlsx", mutate_zip),
      reader("pptx", mutate_zip),
      reader("ole2_sealed"),
      reader("gzip"),
  };
#ifdef ASSAY_WITH_MAIL
  rows.insert(rows.end(), {reader("eml"), reader("mbox"), row("mail_words", fuzz_mail_words), row("transfer", fuzz_transfer)});
#endif
#ifdef ASSAY_WITH_ARCHIVES
  rows.insert(rows.end(), {reader("archive"), reader("archive_stream"), reader("compressed")});
#endif
#ifdef ASSAY_FUZZ_PDF
  rows.push_back(reader_of("pdf", extract::pdf::extractor(), mutate_pdf));
#endif
  return rows;
}

}  // namespace

std::span<const Target> targets() {
  static const std::vector<Target> rows = table();
  return rows;
}

}  // namespace assay::fuzz
