// All checks of all patterns, each different one once: the many patterns that fit the same digits ask the same questions.
// Threads: CheckTable is immutable; a CheckMemo serves one thread.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "detect/checks/check.h"
#include "detect/detect.h"

namespace assay::detect {

class CheckTable {
 public:
  /// Index of the check, a known one if it says the same.
  Result<std::uint32_t, Diagnostics> add(const rulepack::Packs& packs, const rulepack::CheckSpec& spec);
  const checks::Check& operator[](std::uint32_t index) const { return checks_[index]; }
  std::size_t size() const { return checks_.size(); }

 private:
  std::vector<checks::Check> checks_;
  std::map<std::pair<std::string, std::map<std::string, rulepack::Param>>, std::uint32_t> known_;
};

/// The best of the four cases that hold.
std::uint8_t best_of(const rulepack::Confidence& confidence, CheckResult check, bool context);

/// Answers for one match.
class CheckMemo {
 public:
  /// Forgets everything; `match` must stay until the next call.
  void begin(std::string_view match, std::size_t checks);
  /// Do all pass? kNone without checks.
  CheckResult run(const CheckTable& table, std::span<const std::uint32_t> checks);
  /// Does this one?
  bool passes(const CheckTable& table, std::uint32_t check);

 private:
  struct Answer {
    std::uint32_t match = 0;
    bool passed = false;
  };
  struct Form {
    std::string text;
    bool ready = false;
  };
  std::string_view form_for(checks::Reads reads);

  std::vector<Answer> answers_;  ///< By check; those of an older match are stale.
  std::array<Form, 2> forms_;    ///< kDigits, kAlnumUpper
  std::string_view match_;
  std::uint32_t number_ = 0;  ///< Of the match.
};

}  // namespace assay::detect
