#include "engine/pipeline.h"

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

Pipeline::Pipeline(std::shared_ptr<const Setup> setup) : setup_(std::move(setup)), scratch_(std::make_unique<Scratch>(*setup_)) {}
Pipeline::~Pipeline() = default;

Report Pipeline::scan(Source& source, std::string_view name, const ScanOptions& options) {
  ObjectRun run({*setup_, options, scratch_->detect, scratch_->classifier, nullptr}, source.size().value_or(0));
  return run.object(source, name);
}

Report Pipeline::extract(Source& source, std::string_view name, const TextReceiver& receive, const ScanOptions& options) {
  ObjectRun run({*setup_, options, scratch_->detect, scratch_->classifier, &receive}, source.size().value_or(0));
  return run.object(source, name);
}

Report Pipeline::scan_text(std::string_view utf8, const ScanOptions& options) { return scan_field(utf8, {}, options); }

Report Pipeline::scan_field(std::string_view utf8, std::string_view field, const ScanOptions& options) {
  ObjectRun run({*setup_, options, scratch_->detect, scratch_->classifier, nullptr}, utf8.size());
  return run.text(utf8, field);
}

Report Pipeline::not_read(std::string_view name, Reason reason, std::string_view detail) const {
  const ScanOptions options;
  ObjectRun run({*setup_, options, scratch_->detect, scratch_->classifier, nullptr}, 0);
  return run.not_read(name, reason, detail);
}

}  // namespace assay::engine
