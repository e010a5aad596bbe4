// A sink that believes nothing: every text, range, map and detail is held against the contract of extract/extractor.h. Children
// are read to their end.
#pragma once
#include <string>
#include <string_view>

#include "extract/extractor.h"

namespace assay::fuzz {

/// Small enough that an execution takes milliseconds, large enough that limits are met in the middle of things.
Limits tight_limits();

class CheckingSink final : public extract::Sink {
 public:
  /// `whole`: the part that is read; borrowed.
  explicit CheckingSink(std::string_view whole) : whole_(whole), budget_(tight_limits(), whole.size(), nullptr) {}

  bool text(std::string_view utf8, const extract::Anchor& anchor) override;
  bool child(const extract::ChildInfo& info, Source& source) override;
  void gap(GapClass gap_class, Reason reason, ByteRange stored, const Locator* where, std::string_view detail) override;
  base::Budget& budget() override { return budget_; }

  /// How the reading ended: part of the log.
  void ended(const Result<Done, Trouble>& done);
  /// All that was delivered, in a form that does not depend on how the input was chopped.
  const std::string& log() const { return log_; }

 private:
  void check_places(std::string_view utf8, const extract::Anchor& anchor) const;
  void check_map(std::string_view utf8, const base::PositionMap& map) const;
  void note(std::string_view kind, std::string_view what, ByteRange stored);

  std::string_view whole_;
  base::Budget budget_;
  std::string log_;
};

}  // namespace assay::fuzz
