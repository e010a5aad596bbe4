// Is this the last label of a domain that exists?
#pragma once
#include <string_view>

namespace assay::detect::checks {

/// `lower`: an ASCII label in small letters.
bool is_top_level_domain(std::string_view lower) noexcept;

}  // namespace assay::detect::checks
