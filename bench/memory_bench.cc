// Question: what do the rules take in memory, and what does one more thread with them? Prints one line of JSON: resident MiB of
// all rules, once they were used, and KiB of each of eight scratches that have read 8 MiB of mixed text. Run it twice: the first
// run fills the cache in ASSAY_BENCH_SCRATCH, and says what compiling takes at most.
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <vector>

#include "detect/detect.h"
#include "rulepack/model.h"
#include "texts.h"

namespace {

using namespace assay;

double resident_kib() {
  malloc_trim(0);
  std::ifstream statm("/proc/self/statm");
  double all = 0, resident = 0;
  statm >> all >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1024;
}

double peak_kib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss);
}

std::shared_ptr<const detect::RuleMatcher> matcher() {
  const std::string cache = bench::setting("ASSAY_BENCH_SCRATCH", "/tmp") + "/memory-cache";
  auto packs = rulepack::load({ASSAY_SOURCE_DIR "/rules"}, cache);
  if (!packs.ok()) return nullptr;
  auto made =
      detect::RuleMatcher::compile(std::make_shared<const rulepack::Packs>(std::move(packs.value())), {.cache_dir = cache});
  return made.ok() ? made.value() : nullptr;
}

void read_all(const detect::RuleMatcher& with, std::string_view text, detect::RuleMatcher::Scratch& scratch) {
  constexpr std::size_t kWindow = 1 << 20;
  for (std::size_t begin = 0; begin < text.size(); begin += kWindow) {
    std::vector<detect::Hit> hits;
    const std::string_view window = text.substr(begin, kWindow);
    with.find({window, {0, window.size()}, {}}, scratch, hits);
  }
}

}  // namespace

int main() {
  constexpr std::size_t kScratches = 8, kText = 8 << 20;
  const double empty = resident_kib();
  const auto made = matcher();
  if (!made) return 1;
  const double peak = peak_kib();
  const double ready = resident_kib() - empty;
  const std::string_view text = std::string_view(bench::corpus("mixed")).substr(0, kText);
  if (text.empty()) return 1;
  const double unused = resident_kib();
  read_all(*made, text, *made->make_scratch());  // pages of the cache that are needed come back
  const double rules = ready + resident_kib() - unused;
  std::vector<std::unique_ptr<detect::RuleMatcher::Scratch>> scratches;
  const double before = resident_kib();
  for (std::size_t i = 0; i < kScratches; ++i) read_all(*made, text, *scratches.emplace_back(made->make_scratch()));
  const double each = (resident_kib() - before) / kScratches;
  std::cout << "{\"rules_mib\": " << rules / 1024 << ", \"scratch_kib\": " << each << ", \"loading_peak_mib\": " << peak / 1024
            << "}\n";
  return 0;
}
