#include "engine/pipeline.h"

#include <new>
#include <optional>

#include "engine/object_run.h"

namespace assay::engine {

const extract::Extractor* Setup::extractor_for(std::string_view format) const {
  for (const extract::Extractor& row : extractors)
    for (const std::string& reads : row.formats)
      if (reads == format) return &row;
  return nullptr;
}

class Pipeline::Scratch {
 public:
  explicit Scratch(const Setup& setup) : detect(setup), classifier(setup.matcher->packs()) {}
  DetectScratch detect;
  classify::Classifier classifier;
};

Pipeline::Pipeline(std::shared_ptr<const Setup> setup) noexcept : setup_(std::move(setup)) {}
Pipeline::~Pipeline() = default;

// What throws has run out of memory, is a bug, or is the caller's own function. The findings so far are kept if there is memory
// for that much; the scratch may be half written and is made anew. A report without any member is `error` too.
template <class Work>
Report Pipeline::fenced(const RunFrame& frame, Work work) {
  std::optional<ObjectRun> run;
  Reason reason = Reason::kInternal;
  try {
    if (scratch_ == nullptr) scratch_ = std::make_unique<Scratch>(*setup_);
    run.emplace(RunContext{*setup_, frame.options, scratch_->detect, scratch_->classifier, frame.receive}, frame.input_bytes);
    return work(*run);
  } catch (const std::bad_alloc&) {
    reason = Reason::kWorkerOom;
  } catch (...) {
    reason = Reason::kInternal;
  }
  Report broken;
  try {
    if (run) broken = run->broken(frame.name, reason);
  } catch (...) {
    broken = Report();
  }
  run.reset();
  scratch_.reset();
  return broken;
}

Report Pipeline::scan(Source& source, std::string_view name, const ScanOptions& options) {
  return fenced({options, nullptr, name, source.size().value_or(0)}, [&](ObjectRun& run) { return run.object(source, name); });
}

Report Pipeline::extract(Source& source, std::string_view name, const TextReceiver& receive, const ScanOptions& options) {
  return fenced({options, &receive, name, source.size().value_or(0)}, [&](ObjectRun& run) { return run.object(source, name); });
}

Report Pipeline::scan_text(std::string_view utf8, const ScanOptions& options) { return scan_field(utf8, {}, options); }

Report Pipeline::scan_field(std::string_view utf8, std::string_view field, const ScanOptions& options) {
  return fenced({options, nullptr, "text", utf8.size()}, [&](ObjectRun& run) { return run.text(utf8, field); });
}

Report Pipeline::not_read(std::string_view name, Reason reason, std::string_view detail) {
  const ScanOptions options;
  return fenced({options, nullptr, name, 0}, [&](ObjectRun& run) { return run.not_read(name, reason, detail); });
}

}  // namespace assay::engine
