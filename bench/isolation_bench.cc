// Question: what does it cost to read in processes of their own? Each kind of object is scanned in turn in this process and in
// others, side by side; medians in microseconds, and throughput of the others as a share of this one's. One line of JSON.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "assay/engine.h"
#include "texts.h"

namespace {

using namespace assay;
using Clock = std::chrono::steady_clock;

struct Kind {
  std::string name;
  Isolate isolate;
  std::vector<std::string> paths;
};

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

double microseconds(Scanner& scanner, const std::string& path) {
  const auto begin = Clock::now();
  const Report report = scanner.scan_file(path);
  if (report.verdict != Verdict::kScanned) std::cerr << path << ": " << name_of(report.verdict) << '\n';
  return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

std::vector<std::string> cut(const std::string& folder, const std::string& text, std::size_t size, std::size_t files) {
  std::vector<std::string> paths;
  for (std::size_t i = 0; i < files && (i + 1) * size <= text.size(); ++i) {
    paths.push_back(folder + "/" + std::to_string(size) + "-" + std::to_string(i) + ".txt");
    std::ofstream(paths.back(), std::ios::binary) << text.substr(i * size, size);
  }
  return paths;
}

Scanner scanner_of(const std::shared_ptr<const RuleSet>& rules, Isolate mode) {
  EngineOptions options{.rules = rules};
  options.isolate = mode;
  return Scanner(Engine::create(std::move(options)).value());
}

/// `here` and `there` in turn, so that both meet the same machine.
void measure(const Kind& kind, const std::shared_ptr<const RuleSet>& rules, bool first) {
  Scanner here = scanner_of(rules, Isolate::kNone), there = scanner_of(rules, kind.isolate);
  std::vector<double> here_us, there_us;
  double here_sum = 0, there_sum = 0;
  constexpr int kRounds = 6;
  for (int round = 0; round < kRounds; ++round) {
    for (const std::string& path : kind.paths) {
      const double a = microseconds(here, path), b = microseconds(there, path);
      if (round == 0) continue;  // caches fill, processes start
      here_us.push_back(a), there_us.push_back(b);
      here_sum += a, there_sum += b;
    }
  }
  std::cout << (first ? "" : ", ") << '"' << kind.name << "\": {\"objects\": " << here_us.size()
            << ", \"here_us\": " << median(here_us) << ", \"there_us\": " << median(there_us)
            << ", \"added_us\": " << median(there_us) - median(here_us) << ", \"throughput\": " << here_sum / there_sum
            << ", \"throughput_of_medians\": " << median(here_us) / median(there_us) << '}';
}

}  // namespace

int main() {
  const std::string folder = bench::setting("ASSAY_BENCH_SCRATCH", "/tmp") + "/isolation",
                    samples = ASSAY_SOURCE_DIR "/corpus/samples/";
  std::filesystem::create_directories(folder);
  const auto rules = RuleSet::load({.paths = {ASSAY_SOURCE_DIR "/rules"}}).value();
  const std::string text = bench::corpus("mixed");
  const auto repeated = [](const std::string& path) { return std::vector<std::string>(60, path); };
  const std::vector<Kind> kinds{
      {"text_100k_all", Isolate::kAll, cut(folder, text, 100 << 10, 60)},
      {"text_8k_all", Isolate::kAll, cut(folder, text, 8 << 10, 300)},
      {"docx_native", Isolate::kNative, repeated(samples + "claim/schadenmeldung.docx")},
      {"xlsx_native", Isolate::kNative, repeated(samples + "bank/kontoauszug-2024-03.xlsx")},
      {"tar_native", Isolate::kNative, repeated(ASSAY_SOURCE_DIR "/tests/extract/archive/tar-gnu.in")},
      {"7z_native", Isolate::kNative, repeated(ASSAY_SOURCE_DIR "/tests/extract/archive/7z-plain.in")},
      {"pdf", Isolate::kNative, repeated(samples + "health/laborbefund.pdf")},
  };
  std::cout << '{';
  for (const Kind& kind : kinds) measure(kind, rules, &kind == kinds.data());
  std::cout << "}\n";
  return 0;
}
