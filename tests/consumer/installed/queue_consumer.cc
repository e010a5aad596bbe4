// Scans the file argv[2] with the packs of argv[1] through libassay-queue.
#include <cstdio>

#include "assay/queue.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  assay::RuleOptions options;
  options.paths = {argv[1]};
  auto rules = assay::RuleSet::load(options);
  if (!rules.ok()) return std::puts(rules.error().front().text().c_str()), 1;
  auto engine = assay::Engine::create({.rules = rules.value()});
  if (!engine.ok()) return std::puts(engine.error().text().c_str()), 1;
  auto queue = assay::ScanQueue::create(engine.value(), assay::queue_options_for(2));
  auto file = assay::open_file(argv[2]);
  if (!queue.ok() || !file.ok()) return 1;
  assay::QueueTask task;
  task.source = std::move(file.value());
  task.name = argv[2];
  auto report = assay::future_of(task);
  if (queue.value()->submit(std::move(task)) != assay::Submission::kAccepted) return 1;
  return report.get().findings.size() == 1 ? 0 : 1;
}
