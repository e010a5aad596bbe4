// Machine-made strings: how random they are.
#include <array>
#include <cmath>

#include "detect/checks/assigned.h"
#include "detect/checks/families.h"

namespace assay::detect::checks {
bool has_entropy(std::string_view text, std::int32_t centibits) noexcept {
  if (text.empty()) return false;
  std::array<std::uint32_t, 256> counts{};
  for (char c : text) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (std::uint32_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(text.size());
    bits -= share * std::log2(share);
  }
  return bits * 100 + 1e-6 >= centibits;
}

bool entropy(std::string_view value, const Params& params) noexcept {
  return has_entropy(assigned(value, params).text, params.min_centibits);
}

}  // namespace assay::detect::checks
