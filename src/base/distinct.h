// How many different values? Exact to 65,536 of them, then HyperLogLog (Flajolet et al. 2007; 2^14 registers, error about 0.8 %).
#pragma once
#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace assay::base {

class DistinctCounter {
 public:
  /// `hash`: at least 16 hex digits of a good hash of the value.
  void add(std::string_view hash);
  std::uint64_t count() const;
  bool estimated() const { return !registers_.empty(); }

 private:
  void add_to_registers(std::uint64_t bits);
  std::unordered_set<std::uint64_t> exact_;
  std::vector<std::uint8_t> registers_;
};

}  // namespace assay::base
