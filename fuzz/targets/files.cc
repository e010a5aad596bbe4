// Readers of files that people and programs write by hand: allow lists, labelled texts, earlier reports, lines for `assay
// detect`.
#include "apps/cli/baseline.h"
#include "apps/cli/json_line.h"
#include "apps/cli/report_reader.h"
#include "assay/allow.h"
#include "base/unicode.h"
#include "eval/labelled.h"
#include "support/target.h"
#include "support/temp_file.h"
#include "targets/targets.h"

namespace assay::fuzz {

void fuzz_allow(std::string_view bytes) {
  const TempFile file(bytes);
  const auto list = AllowList::load({file.path()}, "2026-11-23");
  if (!list.ok()) return require(!list.error().empty(), "a refusal has a reason");
  for (const AllowEntry& entry : list.value()->entries()) {
    require(!entry.detector.empty() && !entry.author.empty() && !entry.reason.empty(), "an entry is complete");
    require(!(entry.value_hash.empty() && entry.regex.empty() && entry.path.empty() && entry.domain.empty()),
            "an entry is bound to something");
  }
}

void fuzz_labelled(std::string_view bytes) {
  const TempFile file(bytes);
  std::vector<eval::LabelledText> texts;
  const auto done = eval::read_labelled(file.path(), texts);
  if (!done.ok()) require(!done.error().message.empty(), "a refusal has a reason");
  for (const auto& text : texts)
    for (const auto& label : text.labels)
      require(label.range.begin <= label.range.end && label.range.end <= text.text.size(), "labels lie in their text");
}

void fuzz_report_reader(std::string_view bytes) {
  const TempFile file(bytes);
  const auto done = cli::read_reports(file.path(), [](cli::ReadReport&& report) {
    require(base::is_valid_utf8(report.path), "a path is UTF-8");
    for (const auto& finding : report.findings) require(finding.confidence <= 100, "confidence is at most 100");
  });
  if (!done.ok()) require(!done.error().message.empty(), "a refusal has a reason");
  const auto baseline = cli::Baseline::load(file.path());
  require(baseline.ok() == done.ok(), "a report is a baseline");
}

void fuzz_json_line(std::string_view bytes) {
  cli::JsonLine line;
  cli::read_json_line(bytes, line);
  require(!line.id.empty(), "there is always an id");
  require(base::is_valid_utf8(line.id), "an id is UTF-8");
  require(line.error != nullptr || base::is_valid_utf8(line.text), "a text is UTF-8");
}

}  // namespace assay::fuzz
