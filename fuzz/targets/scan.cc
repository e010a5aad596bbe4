// Whole objects: any bytes under any name. What is found must not depend on windows or on the sizes of reads.
#include <vector>

#include "support/checking_sink.h"
#include "support/input.h"
#include "support/scanning.h"
#include "support/sources.h"
#include "support/target.h"
#include "targets/targets.h"

namespace assay::fuzz {
namespace {

constexpr std::string_view kNames[] = {"a.txt", "a.csv", "a.json", "a.html", "a.eml", "a.xml", "a", "a.log"};
constexpr std::uint64_t kWindows[] = {64, 71, 100, 256, 777, 1500, 4096};

engine::Pipeline& pipeline_with(std::size_t which) {
  static std::vector<std::unique_ptr<engine::Pipeline>> pipelines(std::size(kWindows) + 1);
  if (pipelines[which] == nullptr) {
    auto setup = local_setup(tight_limits());
    if (which < std::size(kWindows)) setup->window_bytes = kWindows[which];
    pipelines[which] = std::make_unique<engine::Pipeline>(std::move(setup));
  }
  return *pipelines[which];
}

}  // namespace

/// First byte: name; second: window; third: reads.
void fuzz_windows(std::string_view bytes) {
  Input input(bytes);
  const std::string_view name = kNames[input.below(std::size(kNames))];
  const std::size_t window = input.below(std::size(kWindows)), most = 1 + input.byte();
  const std::string_view text = input.rest();
  const std::string whole = result_of(pipeline_with(std::size(kWindows)), text, name, text.size() + 1);
  require(result_of(pipeline_with(window), text, name, most) == whole, "windows and reads do not change a report");
}

/// Every verdict but `scanned` has a reason, every finding a place.
void fuzz_scan(std::string_view bytes) {
  ChoppySource source(bytes, bytes.size() + 1, 0);
  const Report report = pipeline_with(std::size(kWindows)).scan(source, "", {});
  require(!report.parts.empty() && report.part_count >= report.parts.size(), "the object is a part");
  require(report.verdict == Verdict::kScanned || !report.reasons.empty(), "a verdict has a reason");
  for (const Finding& finding : report.findings) {
    require(finding.part < report.parts.size(), "a finding has a part");
    require(finding.range.begin < finding.range.end, "a finding has a place");
    require(!finding.detector.empty() && finding.confidence <= 100, "a finding has a detector");
  }
  for (const Gap& gap : report.gaps) require(gap.part < report.parts.size(), "a gap has a part");
}

}  // namespace assay::fuzz
