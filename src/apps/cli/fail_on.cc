#include "apps/cli/fail_on.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace assay::cli {
namespace {

constexpr std::array<std::string_view, 4> kLabels{"public", "internal", "confidential", "restricted"};

std::optional<std::size_t> rank_of(std::string_view label) {
  const auto at = std::find(kLabels.begin(), kLabels.end(), label);
  if (at == kLabels.end()) return std::nullopt;
  return static_cast<std::size_t>(at - kLabels.begin());
}

bool has_gap(const Report& report, GapClass worst_allowed) {
  return std::any_of(report.gaps.begin(), report.gaps.end(), [&](const Gap& gap) { return gap.gap_class <= worst_allowed; });
}

template <class Value>
void lower(std::optional<Value>& held, Value value) {
  held = held ? std::min(*held, value) : value;
}

}  // namespace

std::optional<std::uint8_t> read_confidence(std::string_view text) {
  if (text == "low") return 65;
  if (text == "medium") return 75;
  if (text == "high") return 85;
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value > 100) return std::nullopt;
  return static_cast<std::uint8_t>(value);
}

std::string_view fail_on_help() {
  return "--fail-on CONDITION, repeatable; any one that holds counts:\n"
         "  public|internal|confidential|restricted   a file with this label or a more sensitive one\n"
         "  confidence:N|low|medium|high              a finding of at least this confidence\n"
         "  gap:content                               text of a file that was not read\n"
         "  gap:pixels_or_sound                       the same, or pictures and sound not looked at\n"
         "  gap:inert                                 the same, or fonts, settings, signatures\n"
         "  gap:never                                 unread files do not count (you decide about them by other means)\n"
         "  Without a label or confidence any finding counts; without a gap condition every file not read completely does.\n";
}

Result<FailOn> FailOn::parse(const std::vector<std::string>& conditions) {
  FailOn fail_on;
  for (const std::string& condition : conditions)
    if (!fail_on.add(condition))
      return Diagnostic{{},
                        0,
                        0,
                        Code::kInvalidArgument,
                        "unknown condition '" + condition + "' of --fail-on",
                        "a label, confidence:85 or gap:content; see assay scan --help"};
  return fail_on;
}

bool FailOn::add(std::string_view condition) {
  if (const auto rank = rank_of(condition)) {
    lower(label_, *rank);
    return true;
  }
  constexpr std::string_view kConfidence = "confidence:", kGap = "gap:";
  if (condition.substr(0, kConfidence.size()) == kConfidence) {
    const auto confidence = read_confidence(condition.substr(kConfidence.size()));
    if (confidence) lower(confidence_, *confidence);
    return confidence.has_value();
  }
  return condition.substr(0, kGap.size()) == kGap && add_gap(condition.substr(kGap.size()));
}

bool FailOn::add_gap(std::string_view gap) {
  static constexpr std::pair<std::string_view, Unread> kGaps[] = {{"content", Unread::kContent},
                                                                  {"pixels_or_sound", Unread::kPixelsOrSound},
                                                                  {"inert", Unread::kInert},
                                                                  {"never", Unread::kNever}};
  for (const auto& [name, value] : kGaps) {
    if (name != gap) continue;
    if (unread_ == Unread::kAnything || unread_ == Unread::kNever || (value != Unread::kNever && value > unread_))
      unread_ = value;
    return true;
  }
  return false;
}

bool FailOn::found(const Report& report) const {
  if (!label_ && !confidence_) return report.finding_count != 0;
  if (confidence_ && std::any_of(report.counts.begin(), report.counts.end(),
                                 [&](const auto& count) { return count.second.best_confidence >= *confidence_; }))
    return true;
  const bool labelled = report.verdict != Verdict::kError || report.finding_count != 0;
  const auto rank = rank_of(report.classification.label);
  return label_ && labelled && rank && *rank >= *label_;
}

bool FailOn::unread(const Report& report) const {
  if (unread_ == Unread::kNever) return false;
  if (report.verdict == Verdict::kError) return true;
  switch (unread_) {
    case Unread::kContent:
      return has_gap(report, GapClass::kContent);
    case Unread::kPixelsOrSound:
      return has_gap(report, GapClass::kPixelsOrSound);
    case Unread::kInert:
      return has_gap(report, GapClass::kInert);
    default:
      return report.verdict != Verdict::kScanned;
  }
}

}  // namespace assay::cli
