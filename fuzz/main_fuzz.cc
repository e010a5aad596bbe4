// libFuzzer's side: ASSAY_FUZZ_TARGET names the row of targets.cc; everything else are flags of libFuzzer.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "support/target.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t capacity);

namespace {

const assay::fuzz::Target& chosen() {
  static const assay::fuzz::Target* target = [] {
    const char* name = std::getenv("ASSAY_FUZZ_TARGET");
    const auto* found = assay::fuzz::target_named(name == nullptr ? "" : name);
    if (found != nullptr) return found;
    std::fputs("ASSAY_FUZZ_TARGET must be one of:", stderr);
    for (const auto& row : assay::fuzz::targets()) std::fprintf(stderr, " %s", std::string(row.name).c_str());
    std::fputs("\n", stderr);
    std::exit(2);
  }();
  return *target;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  assay::fuzz::run_watched(chosen(), {reinterpret_cast<const char*>(data), size});
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t capacity, unsigned seed) {
  const auto mutate = chosen().mutate;
  return mutate == nullptr ? LLVMFuzzerMutate(data, size, capacity) : mutate(data, size, capacity, seed, LLVMFuzzerMutate);
}
