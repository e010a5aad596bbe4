#include "eval/number.h"

#include <algorithm>
#include <cmath>

namespace assay::eval {
namespace {

// The small addition keeps 0.29 * 100 from being 28.999...
unsigned long scaled(double value, double by) {
  return static_cast<unsigned long>(std::floor(std::clamp(value, 0.0, 1.0) * by + 1e-7));
}

std::string with_zeros(unsigned long number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

}  // namespace

std::string decimal(double value) {
  const unsigned long parts = scaled(value, 10000);
  return std::to_string(parts / 10000) + "." + with_zeros(parts % 10000, 4);
}

std::string percent(double value, char point) {
  const unsigned long parts = scaled(value, 1000);
  return std::to_string(parts / 10) + point + std::to_string(parts % 10) + " %";
}

}  // namespace assay::eval
