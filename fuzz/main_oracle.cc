// assay-oracle [CASES [SEED [CASE]]]: "never clean by mistake". Each case plants an identifier in a random file, wraps and
// damages it; then it must be found, or the verdict must not be `scanned`. The same seed gives the same cases; CASE runs a single
// one. Files that break the promise are left in ./oracle-SEED-CASE.
#include <array>
#include <cstdio>
#include <fstream>
#include <map>

#include "oracle/cases.h"
#include "support/scanning.h"
#include "support/sources.h"

namespace assay::fuzz {
namespace {

std::string bare(std::string_view value) {
  std::string out;
  for (const char c : value)
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) out += c;
  return out;
}

class Oracle {
 public:
  explicit Oracle(std::uint64_t seed) : seed_(seed) {
    for (std::size_t i = 0; i < kLimitSets; ++i) pipelines_[i] = std::make_unique<engine::Pipeline>(local_setup(limits_of(i)));
  }

  void run(std::uint64_t number) {
    const Case made = make_case(seed_, number);
    ChoppySource source(made.file.bytes, made.file.bytes.size() + 1, 0);
    ScanOptions options;
    options.show_values = true;
    const Report report = pipelines_[made.limits]->scan(source, made.file.name, options);
    const bool found = holds(report, made.planted);
    ++outcomes_[(found ? "found, " : "not found, ") + std::string(name_of(report.verdict))];
    if (!found && report.verdict == Verdict::kScanned) violation(made, number, report);
  }
  std::uint64_t violations() const { return violations_; }
  void print() const {
    for (const auto& [what, count] : outcomes_) std::printf("%10llu  %s\n", static_cast<unsigned long long>(count), what.c_str());
  }

 private:
  /// As it stands in the document, or under escapes: then only the hash of what they stand for tells.
  bool holds(const Report& report, const Planted& planted) const {
    const std::string hash = key_.hash(planted.bare);
    for (const Finding& finding : report.findings)
      if (finding.value_hash == hash || bare(finding.value).find(planted.bare) != std::string::npos) return true;
    return false;
  }
  void violation(const Case& made, std::uint64_t number, const Report& report) {
    ++violations_;
    const std::string path = "oracle-" + std::to_string(seed_) + "-" + std::to_string(number);
    std::ofstream(path, std::ios::binary) << made.file.bytes;
    std::printf("VIOLATION seed %llu case %llu (%s):", static_cast<unsigned long long>(seed_),
                static_cast<unsigned long long>(number), path.c_str());
    for (const std::string& step : made.file.recipe) std::printf(" %s;", step.c_str());
    std::printf(" planted: %s; read as", made.planted.sentence().c_str());
    for (const Part& part : report.parts)
      std::printf(" %s:%llu", part.format.c_str(), static_cast<unsigned long long>(part.text_bytes));
    std::printf("\n");
  }

  const base::ValueKey key_ = local_setup(limits_of(0))->key;
  std::uint64_t seed_, violations_ = 0;
  std::array<std::unique_ptr<engine::Pipeline>, kLimitSets> pipelines_;
  std::map<std::string, std::uint64_t> outcomes_;
};

}  // namespace
}  // namespace assay::fuzz

int main(int argc, char** argv) {
  using namespace assay::fuzz;
  const std::uint64_t cases = argument(argc, argv, 1, 1000), seed = argument(argc, argv, 2, 1);
  const std::uint64_t first = argument(argc, argv, 3, 0), end = argc > 3 ? first + 1 : cases;
  Oracle oracle(seed);
  for (std::uint64_t number = first; number < end; ++number) oracle.run(number);
  oracle.print();
  std::printf("%llu cases, seed %llu, %llu violations\n", static_cast<unsigned long long>(end - first),
              static_cast<unsigned long long>(seed), static_cast<unsigned long long>(oracle.violations()));
  return oracle.violations() == 0 ? 0 : 1;
}
