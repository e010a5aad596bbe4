// Scans a text through the C++ interface; argv[1] is the folder of the installed packs.
#include <cstdio>

#include "assay/engine.h"

int main(int argc, char** argv) {
  assay::RuleOptions options;
  if (argc > 1) options.paths = {argv[1]};
  auto rules = assay::RuleSet::load(options);
  if (!rules.ok()) return std::puts(rules.error().front().text().c_str()), 1;
  auto engine = assay::Engine::create({.rules = rules.value()});
  if (!engine.ok()) return std::puts(engine.error().text().c_str()), 1;
  assay::Scanner scanner(engine.value());
  const assay::Report report = scanner.scan_text("IBAN: DE89 3704 0044 0532 0130 00");
  for (const assay::Finding& finding : report.findings) std::puts(finding.detector.c_str());
  return report.verdict == assay::Verdict::kScanned && report.findings.size() == 1 ? 0 : 1;
}
