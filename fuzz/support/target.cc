#include "support/target.h"

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace assay::fuzz {
namespace {

constexpr double kSecondsPerBlock = 2;
constexpr std::size_t kBlock = 64 << 10;

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

void violated(const char* what) {
  std::fprintf(stderr, "violated: %s\n", what);
  std::abort();
}

const Target* target_named(std::string_view name) {
  const auto all = targets();
  const auto it = std::find_if(all.begin(), all.end(), [&](const Target& t) { return t.name == name; });
  return it == all.end() ? nullptr : &*it;
}

void run_watched(const Target& target, std::string_view bytes) {
  static const Target* set_up = nullptr;
  const bool first = std::exchange(set_up, &target) != &target;
  const double began = processor_seconds();
  target.run(bytes);
  const double took = processor_seconds() - began;
  const double allowed = kSecondsPerBlock * static_cast<double>(bytes.size() / kBlock + 1);
  if (took <= allowed || first) return;  // the first compiles rules and loads tables
  std::fprintf(stderr, "%.1f s for %zu bytes\n", took, bytes.size());
  violated("at most 2 s per 64 KiB");
}

}  // namespace assay::fuzz
