// Where the extractor of one open part puts what it finds.
#pragma once
#include "engine/object_run.h"

namespace assay::engine {

class PartSink final : public extract::Sink {
 public:
  PartSink(ObjectRun& run, OpenPart& part);
  bool text(std::string_view utf8, const extract::Anchor& anchor) override;
  bool child(const extract::ChildInfo& info, Source& source) override;
  void gap(GapClass gap_class, Reason reason, ByteRange stored, const Locator* where, std::string_view detail) override;
  base::Budget& budget() override { return run_.budget(); }

  /// The part is this text alone, which stays where it is until `finish`. Number of bytes that were taken: up to the first that
  /// is not UTF-8, or until the budget is spent.
  std::uint64_t whole_text(std::string_view bytes, const extract::Anchor& anchor);
  void name(std::string_view name);
  /// The part has no more text.
  void finish();

 private:
  void announce() const;
  void hand_out(std::string_view utf8, const extract::Anchor& anchor);
  ObjectRun& run_;
  OpenPart& part_;
  PartDetection detection_;
  PartText text_;
  Locator last_;
};

}  // namespace assay::engine
