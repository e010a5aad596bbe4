// How many different values? Exact to 65,536 of them, then HyperLogLog (Flajolet et al. 2007; 2^14 registers, error about 0.8 %).
// Memory: at most 640 KiB while exact, 16 KiB from then on.
#pragma once
#include <cstdint>
#include <vector>

namespace assay::base {

class DistinctCounter {
 public:
  /// `hash`: 64 bits of a good hash of the value, `ValueKey::quick`.
  void add(std::uint64_t hash);
  std::uint64_t count() const;
  bool estimated() const { return !registers_.empty(); }

 private:
  bool insert(std::uint64_t hash);
  void grow();
  void estimate_from_now_on();
  void add_to_registers(std::uint64_t hash);
  std::vector<std::uint64_t> slots_;  ///< Open addressing by the leading bits; 0 is free, and a hash of 0 counts as 1.
  std::uint64_t used_ = 0;
  std::vector<std::uint8_t> registers_;
};

}  // namespace assay::base
