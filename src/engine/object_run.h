// One object on its way: the parts that are open, its budget and its report. Lives for one scan.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/budget.h"
#include "classify/classify.h"
#include "engine/collector.h"
#include "engine/detection.h"
#include "engine/part_text.h"
#include "engine/setup.h"
#include "engine/verdicts.h"

namespace assay::engine {

/// What a run borrows.
struct RunContext {
  const Setup& setup;
  const ScanOptions& options;
  DetectScratch& scratch;
  classify::Classifier& classifier;
  const TextReceiver* receive;  ///< Set: extraction only, no detection.
};

/// A part that is being read, and what it says of itself.
struct OpenPart {
  std::uint32_t index = 0;
  Part part;
  std::string_view extractor;       ///< Id of the row that reads it; empty: none.
  std::string_view charset;         ///< Declared by the container.
  WasRead was_read = WasRead::kNo;  ///< Its extractor delivered something or came to its end.
};

class ObjectRun {
 public:
  ObjectRun(const RunContext& context, std::uint64_t input_bytes);

  Report object(Source& source, std::string_view name);
  Report text(std::string_view utf8, std::string_view field);
  Report not_read(std::string_view name, Reason reason, std::string_view detail);
  /// After an exception came out of one of these: what was found so far, and this trouble.
  Report broken(std::string_view name, Reason reason);

  // For the sinks of open parts.
  bool child(const extract::ChildInfo& info, Source& source, const OpenPart& parent);
  void gap(OpenPart& part, GapClass gap_class, Reason reason, ByteRange stored, const Locator* where, std::string_view detail);
  base::Budget& budget() { return budget_; }
  const RunContext& context() const { return context_; }
  DetectTargets targets() { return {context_.setup, context_.options, context_.scratch, collector_, context_.classifier}; }

 private:
  OpenPart open(std::string_view name, const OpenPart* parent);
  void close(OpenPart& part);
  void read_part(Source& source, std::string_view name, std::string_view declared, OpenPart& part, const OpenPart* parent);
  void read_as(std::string_view format, Source& source, std::string_view name, OpenPart& part, extract::Sink& sink);
  void no_reader(Source& source, OpenPart& part, const OpenPart* parent, extract::Sink& sink);
  void sweep(Source& source, extract::Sink& sink);
  Report finish();

  RunContext context_;
  Report report_;
  base::Budget budget_;
  Collector collector_;
  VerdictFold verdicts_;
  bool content_gap_ = false, pixel_gap_ = false;
  std::chrono::steady_clock::time_point started_;
};

}  // namespace assay::engine
