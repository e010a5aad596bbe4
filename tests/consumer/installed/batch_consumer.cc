// Scans the folder argv[2] with the packs of argv[1] through libassay-batch.
#include <cstdio>

#include "assay/batch.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  assay::RuleOptions options;
  options.paths = {argv[1]};
  auto rules = assay::RuleSet::load(options);
  if (!rules.ok()) return std::puts(rules.error().front().text().c_str()), 1;
  auto engine = assay::Engine::create({.rules = rules.value()});
  if (!engine.ok()) return std::puts(engine.error().text().c_str()), 1;
  auto totals =
      assay::scan_paths(engine.value(), {argv[2]}, {}, [](const assay::BatchItem& item) { std::puts(item.path.c_str()); });
  return totals.ok() && totals.value().files == 1 && totals.value().findings == 1 ? 0 : 1;
}
