// Conducts one object through identify, extract, normalize, detect and classify: recursion, budget, windows, verdict.
// Threads: a Pipeline belongs to one thread and is used for many objects; the Setup is shared.
#pragma once
#include <memory>
#include <string_view>

#include "assay/engine.h"
#include "engine/setup.h"

namespace assay::engine {

class Pipeline {
 public:
  /// Allocates nothing; the scratch memory comes with the first scan.
  explicit Pipeline(std::shared_ptr<const Setup> setup) noexcept;
  ~Pipeline();

  Report scan(Source& source, std::string_view name, const ScanOptions& options);
  Report scan_text(std::string_view utf8, const ScanOptions& options);
  Report extract(Source& source, std::string_view name, const TextReceiver& receive, const ScanOptions& options);
  /// Text under a field name, as in a table cell: for rule examples and callers that know the column.
  Report scan_field(std::string_view utf8, std::string_view field, const ScanOptions& options);
  /// A report with nothing but this trouble.
  Report not_read(std::string_view name, Reason reason, std::string_view detail);

 private:
  class Scratch;
  /// What a run is about, for the report of one that broke.
  struct RunFrame {
    const ScanOptions& options;
    const TextReceiver* receive;
    std::string_view name;
    std::uint64_t input_bytes;
  };
  /// Nothing is thrown past this: running out of memory is a report with verdict `error`.
  template <class Work>
  Report fenced(const RunFrame& frame, Work work);
  std::shared_ptr<const Setup> setup_;
  std::unique_ptr<Scratch> scratch_;
};

}  // namespace assay::engine
