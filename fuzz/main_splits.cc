// assay-splits [CASES [SEED [CASE]]]: the report of a file does not depend on windows or on the sizes of reads. Each case is one
// of the oracle's files, scanned whole and then with a random window in random reads; both results must be the same bytes.
#include <array>
#include <cstdio>

#include "oracle/cases.h"
#include "support/scanning.h"

namespace assay::fuzz {
namespace {

constexpr std::size_t kWindows = 24;

class Splits {
 public:
  explicit Splits(std::uint64_t seed) : seed_(seed) {
    Dice dice(seed);
    for (auto& pipeline : windows_) {
      auto setup = local_setup(limits_of(0));
      setup->window_bytes = dice.once_in(2) ? 64 + dice.below(200) : 64 + dice.below(4000);
      pipeline = std::make_unique<engine::Pipeline>(std::move(setup));
    }
    whole_ = std::make_unique<engine::Pipeline>(local_setup(limits_of(0)));
  }
  /// False: they differ.
  bool run(std::uint64_t number) {
    const Case made = make_case(seed_, number);
    Dice dice(number);
    const std::size_t which = dice.below(kWindows), most = 1 + dice.below(dice.once_in(2) ? 16 : 2000);
    const std::string& bytes = made.file.bytes;
    if (result_of(*whole_, bytes, made.file.name, bytes.size() + 1) == result_of(*windows_[which], bytes, made.file.name, most))
      return true;
    std::printf("DIFFERENT seed %llu case %llu\n", static_cast<unsigned long long>(seed_),
                static_cast<unsigned long long>(number));
    return false;
  }

 private:
  std::uint64_t seed_;
  std::array<std::unique_ptr<engine::Pipeline>, kWindows> windows_;
  std::unique_ptr<engine::Pipeline> whole_;
};

}  // namespace
}  // namespace assay::fuzz

int main(int argc, char** argv) {
  using namespace assay::fuzz;
  const std::uint64_t cases = argument(argc, argv, 1, 1000), seed = argument(argc, argv, 2, 1);
  const std::uint64_t first = argument(argc, argv, 3, 0), end = argc > 3 ? first + 1 : cases;
  Splits splits(seed);
  std::uint64_t different = 0;
  for (std::uint64_t number = first; number < end; ++number) different += splits.run(number) ? 0 : 1;
  std::printf("%llu splits, seed %llu, %llu different\n", static_cast<unsigned long long>(end - first),
              static_cast<unsigned long long>(seed), static_cast<unsigned long long>(different));
  return different == 0 ? 0 : 1;
}
