// Fractions as text, the same in every locale. Threads: pure functions.
#pragma once
#include <string>

namespace assay::eval {

/// 0.9731, rounded down: what stands there is reached. `value` is 0 to 1.
std::string decimal(double value);
/// "97.3 %", or "97,3 %" with a comma; rounded down.
std::string percent(double value, char point = '.');

}  // namespace assay::eval
